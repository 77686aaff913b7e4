using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Referee;

namespace Harness.Simulators;

/// <summary>The referee's verdict without a socket, for whoever runs both systems in one process. Ask when they have come to rest.</summary>
public static class Verdicts
{
    public static JsonObject Of(SimulatedSystem crm, SimulatedSystem erp, DateOnly wonFrom, decimal discountLimit, IEnumerable<string> approved) =>
        RefereeHost.Judge(crm, erp, wonFrom.ToString("yyyy-MM-dd"), discountLimit, approved);
}
