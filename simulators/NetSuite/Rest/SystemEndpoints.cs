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

    /// <summary>For administrators only.</summary>
    public VendorResponse GovernanceLimits(VendorRequest request) => !options.IsAdministrator
        ? throw new NsError(403, "INSUFFICIENT_PERMISSION", "You do not have permission to view the governance limits. Contact your account administrator.")
        : VendorResponse.Json(200, new JsonObject
        {
            ["links"] = RecordReader.Links(request.Url.GetLeftPart(UriPartial.Path)),
            ["accountConcurrencyLimit"] = options.ConcurrencyLimit,
            ["accountUnallocatedConcurrencyLimit"] = options.ConcurrencyLimit,
            ["limitType"] = "accountLimit",
        });
}
