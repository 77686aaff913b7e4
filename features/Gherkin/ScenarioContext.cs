namespace Reqnroll;

/// <summary>What a step or a hook may ask about the scenario it runs in.</summary>
public sealed class ScenarioContext
{
    public ScenarioInfo ScenarioInfo { get; internal set; } = new("", []);

    /// <summary>What the first failing step threw.</summary>
    public Exception? TestError { get; internal set; }

    internal Xunit.ITestOutputHelper? Output { get; set; }
}

/// <param name="Variant">What the scenario runs on, where a run plays each of them on several.</param>
public sealed record ScenarioInfo(string Title, IReadOnlyList<string> Tags, string Variant = "");
