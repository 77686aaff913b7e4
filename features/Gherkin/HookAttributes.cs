namespace Reqnroll;

/// <summary>Runs for the scenarios that carry one of the tags; for every scenario where no tag is named.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class ScenarioHookAttribute(params string[] tags) : Attribute
{
    public IReadOnlyList<string> Tags { get; } = tags;

    public int Order { get; set; } = 10000;
}

public sealed class BeforeScenarioAttribute(params string[] tags) : ScenarioHookAttribute(tags);

/// <summary>Runs whatever happened before it.</summary>
public sealed class AfterScenarioAttribute(params string[] tags) : ScenarioHookAttribute(tags);
