using System.Text.Json.Nodes;
using Harness.Simulation.Runner;
using Harness.Simulators;

namespace Harness.Simulation.Checks;

/// <summary>What the referee found, who knows the simulators and nothing else.</summary>
internal sealed record Verdict(int Lost, int Doubled, int Unexplained, int Records, IReadOnlyList<string> Problems)
{
    private static readonly string[] Kinds = ["lost", "doubled", "unexplained", "unwarranted"];

    public static Verdict Of(SimulatedCompany company)
    {
        var today = DateOnly.FromDateTime(SimulatedCompany.Morning.DateTime);
        var judged = Verdicts.Of(company.Crm, company.Erp, today.AddDays(-30), 15, []);
        List<string> problems = [.. Kinds.SelectMany(kind => judged[kind]!.AsArray().Select(finding => $"{kind}: {finding!.ToJsonString()}"))];
        problems.AddRange(company.Crm.Calls.Violations.Concat(company.Erp.Calls.Violations)
            .Where(violation => violation.Kind is "before-retry-after" or "limit-exceeded" or "no-auth")
            .Select(violation => $"violation: {violation.Kind} {violation.Operation} {violation.Detail}").Distinct());
        return new Verdict(
            Count(judged, "lost"), Count(judged, "doubled"), Count(judged, "unexplained"), judged["checked"]!.AsObject().Sum(pair => pair.Value!.GetValue<int>()), problems);
    }

    private static int Count(JsonObject judged, string kind) => judged["counts"]![kind]!.GetValue<int>();
}
