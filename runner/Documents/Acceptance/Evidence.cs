namespace Harness.Documents.Acceptance;

/// <summary>What the last rehearsal left behind: each scenario's result and each measured value, with the file it comes from.</summary>
public sealed record Evidence(IReadOnlyList<ScenarioResult> Scenarios, IReadOnlyList<Measured> Measured)
{
    /// <summary>Files that were read, and the first lines of what could not be.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <param name="Pair">"salesforce+netsuite".</param>
/// <param name="Trouble">The step that failed and why; empty where it passed.</param>
public sealed record ScenarioResult(string Pair, string Feature, string Title, ScenarioState State, string Trouble);

public enum ScenarioState
{
    Passed,
    Failed,
    NotRun,
}

/// <param name="Measure">A name of <see cref="Requirements.Measure"/>.</param>
/// <param name="Where">Which rehearsal it was measured in.</param>
public sealed record Measured(string Measure, decimal Value, string Where);
