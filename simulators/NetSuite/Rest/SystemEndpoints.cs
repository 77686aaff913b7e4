using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.NetSuite.Rest;

internal sealed class SystemEndpoints(TimeProvider clock, NetSuiteOptions options)
{
    public const string Root = "/services/rest/system/v1";

    public VendorResponse ServerTime(VendorRequest request) => VendorResponse.Json(200, new JsonObject
    {
        ["links"] = RecordReader.Links(request.Url.GetLeftPart(UriPartial.Path)),
        ["serverTime"] = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
    });

    public VendorResponse GovernanceLimits(VendorRequest request) => VendorResponse.Json(200, new JsonObject
    {
        ["links"] = RecordReader.Links(request.Url.GetLeftPart(UriPartial.Path)),
        ["accountConcurrencyLimit"] = options.ConcurrencyLimit,
        ["accountUnallocatedConcurrencyLimit"] = options.ConcurrencyLimit,
        ["limitType"] = "accountLimit",
    });
}
