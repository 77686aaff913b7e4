using Harness.Documents.Acceptance;

namespace Harness.Documents.Requirements;

/// <summary>What hangs in the air: a criterion that nothing proves, a scenario that nobody asked for, a question that nobody answered.</summary>
public static class Coverage
{
    public static IReadOnlyList<Gap> Of(Requirements requirements, Evidence evidence)
    {
        var gaps = new List<Gap>();
        foreach (var criterion in requirements.Criteria)
        {
            if (criterion.Scenarios.Count == 0 && criterion.Measure is null)
            {
                gaps.Add(new Gap(GapKind.CriterionWithoutProof, criterion.Id, "has neither a scenario nor a measure: nothing can show that it is met."));
            }

            gaps.AddRange(criterion.Scenarios.Where(reference => !evidence.Scenarios.Any(scenario => ScenarioReference.Covers(reference, scenario)))
                .Select(reference => new Gap(GapKind.ScenarioUnknown, criterion.Id, $"names the scenario \"{reference}\", which the last run of the features did not have.")));
        }

        gaps.AddRange(requirements.UseCases.Where(useCase => requirements.Criteria.All(criterion => criterion.UseCase != useCase.Id))
            .Select(useCase => new Gap(GapKind.UseCaseWithoutCriterion, useCase.Id, "has no criterion: nobody said when it is done.")));
        var references = requirements.Criteria.SelectMany(criterion => criterion.Scenarios).ToList();
        gaps.AddRange(evidence.Scenarios.Where(scenario => !references.Exists(reference => ScenarioReference.Covers(reference, scenario)))
            .Select(scenario => $"{scenario.Feature}: {ScenarioReference.WithoutExample(scenario.Title)}").Distinct()
            .Select(name => new Gap(GapKind.ScenarioWithoutUseCase, name, "is run, and no criterion refers to it.")));
        gaps.AddRange(requirements.Workflows.Where(workflow => workflow.HoursPerMonth is null)
            .Select(workflow => new Gap(GapKind.Unanswered, workflow.Id, "lacks minutes per record or records per month: ask in the interview.")));
        gaps.AddRange(requirements.UseCases.Where(useCase => useCase.Impact is null)
            .Select(useCase => new Gap(GapKind.Unanswered, useCase.Id, "has no impact yet: ask in the interview.")));
        gaps.AddRange(requirements.SignedBy.Select(requirements.StakeholderOf).Where(stakeholder => stakeholder is { Name: null })
            .Select(stakeholder => new Gap(GapKind.Unanswered, stakeholder!.Id, "must sign, and nobody is named.")));
        return gaps;
    }
}

/// <param name="Subject">Id of the criterion, use case or workflow; or the scenario's name.</param>
public sealed record Gap(GapKind Kind, string Subject, string Why)
{
    public override string ToString() => $"{Subject} {Why}";
}

public enum GapKind
{
    CriterionWithoutProof,
    ScenarioUnknown,
    UseCaseWithoutCriterion,
    ScenarioWithoutUseCase,
    Unanswered,
}
