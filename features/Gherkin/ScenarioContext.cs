namespace Reqnroll;

/// <summary>What a step or a hook may ask about the scenario it runs in.</summary>
public sealed class ScenarioContext
{
    public ScenarioInfo ScenarioInfo { get; internal set; } = new("", []);

    /// <summary>What the first failing step threw.</summary>
    public Exception? TestError { get; internal set; }

    internal Xunit.ITestOutputHelper? Output { get; set; }
}

public sealed record ScenarioInfo(string Title, IReadOnlyList<string> Tags);
