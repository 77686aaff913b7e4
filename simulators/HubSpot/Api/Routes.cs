using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Rules;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Operations in few words. Each is served under the dated paths and under those of the generation before.</summary>
internal sealed class Routes(FaultPlan faults, Func<string, bool> isDenied)
{
    public const string Dated = "2026-09";
    public const string Objects = "/crm/(?:objects/2026-09|v3/objects)";
    public const string Properties = "/crm/(?:properties/2026-09|v3/properties)";
    public const string Associations = "/crm/(?:associations/2026-09|v4/associations)";
    public const string LabelledObjects = "/crm/(?:objects/2026-09|v4/objects)";
    public const string Pipelines = "/crm/(?:pipelines/2026-09|v3/pipelines)";
    public const string Owners = "/crm/(?:owners/2026-09|v3/owners)";
    public const string Account = "/account-info/(?:2026-09|v3)";
    public const string Part = "([^/]+)";

    /// <param name="scope">What the app must have been granted, {0} being the object; null for none.</param>
    public Operation Of(string name, string method, string pattern, OperationKind kind, string? scope, Func<ApiCall, VendorResponse> handle)
    {
        var path = new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.Compiled);
        return new Operation(name, method, pattern, kind, request =>
        {
            var parts = path.Match(request.Path).Groups.Values.Skip(1).Where(group => group.Success).Select(group => Uri.UnescapeDataString(group.Value)).ToList();
            var needed = scope is null ? null : string.Format(scope, parts.Count > 0 ? parts[0] : "");
            if (needed is not null && isDenied(needed))
            {
                return HsErrors.MissingScope(needed);
            }

            if (kind == OperationKind.Write && faults.Take(FaultKinds.RowLock, name) is not null)
            {
                return HsErrors.Answer(423, "LOCKED", "The resource is currently locked by another operation.");
            }

            try
            {
                return handle(new ApiCall(request, name, parts));
            }
            catch (RefusedException refused)
            {
                return HsErrors.Of(refused);
            }
        });
    }
}
