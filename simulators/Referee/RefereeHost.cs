using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Referee;

/// <summary>
/// <c>GET /__sim/verdict?won-from=2026-01-01&amp;discount-limit=15&amp;approved=006...,006...</c>: judges by what the two
/// systems hold and by their journals, and by nothing that the integration says about itself beyond the CRM's own records.
/// </summary>
public sealed class RefereeHost : IDisposable
{
    private readonly SimulatedSystem crm;
    private readonly SimulatedSystem erp;
    private readonly LoopbackServer server;

    private RefereeHost(SimulatedSystem crm, SimulatedSystem erp, int port)
    {
        this.crm = crm;
        this.erp = erp;
        server = LoopbackServer.Start(port,
        [
            new Route("GET", "/__sim/verdict", 1, (request, _) => Task.FromResult<VendorResponse?>(Answer(request))),
            new Route("GET", "/__sim/health", 1, (_, _) => Task.FromResult<VendorResponse?>(
                VendorResponse.Json(200, new JsonObject { ["system"] = "referee", ["status"] = "ok" }))),
        ]);
    }

    public Uri Url => server.Url;

    /// <summary>Null where the systems are not a CRM and an ERP that the referee can read.</summary>
    public static RefereeHost? Start(IReadOnlyList<SimulatedSystem> systems, int port) =>
        systems.FirstOrDefault(system => Books.OfCrm.ContainsKey(system.Name)) is { } crm
        && systems.FirstOrDefault(system => Books.OfErp.ContainsKey(system.Name)) is { } erp
            ? new RefereeHost(crm, erp, port)
            : null;

    /// <summary>The same without a socket. The systems are read one after the other: ask when they have come to rest.</summary>
    public static JsonObject Judge(
        SimulatedSystem crm, SimulatedSystem erp, string wonFrom, decimal discountLimit, IEnumerable<string> approved) =>
        Judge(crm, erp, new RefereeRules(wonFrom, discountLimit, approved.Select(Same.CrmId).ToHashSet()));

    public void Dispose() => server.Dispose();

    private VendorResponse Answer(VendorRequest request)
    {
        try
        {
            return VendorResponse.Json(200, Judge(crm, erp, RefereeRules.Read(request)));
        }
        catch (FormatException wrong)
        {
            return VendorResponse.Json(400, new JsonObject
            {
                ["code"] = "bad-request",
                ["message"] = string.Create(CultureInfo.InvariantCulture, $"won-from is yyyy-MM-dd, discount-limit a number: {wrong.Message}"),
            });
        }
    }

    private static JsonObject Judge(SimulatedSystem crm, SimulatedSystem erp, RefereeRules rules)
    {
        CrmBooks crmBooks;
        ErpBooks erpBooks;
        lock (crm.Gate)
        {
            crmBooks = Books.OfCrm[crm.Name](crm);
        }

        lock (erp.Gate)
        {
            erpBooks = Books.OfErp[erp.Name](erp);
        }

        return Judgement.Of(crmBooks, erpBooks, rules).ToJson(crm.Calls.Violations.Count + erp.Calls.Violations.Count);
    }
}
