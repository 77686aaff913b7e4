using Harness.Documents.Requirements;

namespace Harness.Documents.Acceptance;

/// <summary>One criterion against the evidence.</summary>
public sealed record Judgement(Criterion Criterion, Outcome Outcome, Measured? Worst, IReadOnlyList<ScenarioResult> Scenarios, IReadOnlyList<string> Missing)
{
    public static Judgement Of(Criterion criterion, Evidence evidence)
    {
        var scenarios = evidence.Scenarios.Where(scenario => criterion.Scenarios.Any(reference => ScenarioReference.Covers(reference, scenario))).ToList();
        var missing = criterion.Scenarios.Where(reference => !scenarios.Exists(scenario => ScenarioReference.Covers(reference, scenario))).ToList();
        var values = evidence.Measured.Where(measured => measured.Measure == criterion.Measure?.Name);
        var worst = criterion.Threshold is { AtMost: false } ? values.MinBy(measured => measured.Value) : values.MaxBy(measured => measured.Value);
        return new Judgement(criterion, OutcomeOf(), worst, scenarios, missing);

        Outcome OutcomeOf()
        {
            if (scenarios.Exists(scenario => scenario.State == ScenarioState.Failed) || (worst is not null && !criterion.Threshold!.IsMetBy(worst.Value)))
            {
                return Outcome.NotMet;
            }

            var isMeasured = criterion.Measure is null || worst is not null;
            var isRun = missing.Count == 0 && scenarios.TrueForAll(scenario => scenario.State == ScenarioState.Passed);
            return isMeasured && isRun && (criterion.Measure is not null || scenarios.Count > 0) ? Outcome.Met : Outcome.NotShown;
        }
    }

    public int Passed => Scenarios.Count(scenario => scenario.State == ScenarioState.Passed);
}

public enum Outcome
{
    Met,
    NotMet,

    /// <summary>Some of the evidence is missing: nobody may call it met.</summary>
    NotShown,
}
