namespace Harness.Documents.Requirements;

/// <summary>What the integration is for, in the stakeholders' words: requirements.yaml.</summary>
public sealed record Requirements(
    string Project,
    IReadOnlyList<Stakeholder> Stakeholders,
    IReadOnlyList<Workflow> Workflows,
    IReadOnlyList<Goal> Goals,
    IReadOnlyList<UseCase> UseCases,
    IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<string> SignedBy)
{
    /// <summary>The use cases that matter most first: by the impact that was given, then by the hours they take today.</summary>
    public IEnumerable<UseCase> Ranked() => UseCases
        .OrderByDescending(useCase => useCase.Impact ?? 0)
        .ThenByDescending(useCase => WorkflowOf(useCase)?.HoursPerMonth ?? 0)
        .ThenBy(useCase => useCase.Title, StringComparer.Ordinal);

    public Workflow? WorkflowOf(UseCase useCase) => Workflows.FirstOrDefault(workflow => workflow.Id == useCase.Workflow);

    public Stakeholder? StakeholderOf(string id) => Stakeholders.FirstOrDefault(stakeholder => stakeholder.Id == id);
}

/// <param name="Name">Null until somebody is named.</param>
/// <param name="Notes">What was said in the interview and fits nowhere else.</param>
public sealed record Stakeholder(string Id, string Role, string? Name, IReadOnlyList<string> Asks, IReadOnlyList<string> Notes);

/// <summary>Work that people do by hand today.</summary>
/// <param name="DoneBy">Id of a stakeholder.</param>
/// <param name="MinutesPerRecord">Null until it was asked; zero is an answer.</param>
public sealed record Workflow(string Id, string Title, string DoneBy, decimal? MinutesPerRecord, decimal? RecordsPerMonth, IReadOnlyList<string> Pains)
{
    public decimal? HoursPerMonth => MinutesPerRecord * RecordsPerMonth / 60;
}

public sealed record Goal(string Id, string Title);

/// <param name="For">Ids of the stakeholders who gain.</param>
/// <param name="Impact">1 (nice to have) to 5 (the reason for the project); null until it was asked.</param>
public sealed record UseCase(string Id, string Title, string Goal, IReadOnlyList<string> For, string? Workflow, int? Impact);

/// <param name="Measure">Null where the scenarios alone decide.</param>
/// <param name="Scenarios">"Feature" or "Feature: Scenario", as the features name them.</param>
public sealed record Criterion(string Id, string UseCase, string Statement, Measure? Measure, Threshold? Threshold, IReadOnlyList<string> Scenarios);

/// <summary>At most, or at least, in the unit of the measure.</summary>
public sealed record Threshold(bool AtMost, decimal Value)
{
    public bool IsMetBy(decimal value) => AtMost ? value <= Value : value >= Value;

    public override string ToString() => $"{(AtMost ? "at most" : "at least")} {Value:0.####}";
}
