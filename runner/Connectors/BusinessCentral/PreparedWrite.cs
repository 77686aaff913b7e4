using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// A write as it goes out: one request that makes or changes the record under its version, then what can only follow
/// once that has been done. Rows and the discount of an order are requests of their own.
/// </summary>
/// <param name="Then">From the record as the service answered it.</param>
internal sealed record PreparedWrite(WriteRequest Request, BatchRequest? First, Func<JsonObject, IReadOnlyList<BatchRequest>> Then, WriteReceipt? Stopped)
{
    public static PreparedWrite Refused(WriteRequest request, Fault fault) => new(request, null, _ => [], WriteReceipt.Refused(request.Key, fault));

    public static PreparedWrite NotSent(WriteRequest request, Fault fault) => new(request, null, _ => [], WriteReceipt.NotSent(request.Key, fault));
}

/// <summary>What a batch of writes must know before its bodies can be made.</summary>
internal sealed record WriteContext(
    BusinessCentralLookups.Lists Lists, IReadOnlyDictionary<string, string> Companies, IReadOnlyDictionary<string, JsonObject> Orders, IReadOnlySet<string> Invoiced);
