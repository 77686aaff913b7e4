using Io.Cucumber.Messages.Types;

namespace Reqnroll;

/// <summary>The class holds steps, hooks or argument transformations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindingAttribute : Attribute;

/// <summary>A Cucumber expression, or a regular expression where it starts with ^ or ends with $.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class StepDefinitionBaseAttribute(string expression) : Attribute
{
    public string Expression { get; } = expression;

    internal abstract bool Accepts(PickleStepType type);
}

public sealed class GivenAttribute(string expression) : StepDefinitionBaseAttribute(expression)
{
    internal override bool Accepts(PickleStepType type) => type is PickleStepType.CONTEXT or PickleStepType.UNKNOWN;
}

public sealed class WhenAttribute(string expression) : StepDefinitionBaseAttribute(expression)
{
    internal override bool Accepts(PickleStepType type) => type is PickleStepType.ACTION or PickleStepType.UNKNOWN;
}

public sealed class ThenAttribute(string expression) : StepDefinitionBaseAttribute(expression)
{
    internal override bool Accepts(PickleStepType type) => type is PickleStepType.OUTCOME or PickleStepType.UNKNOWN;
}

public sealed class StepDefinitionAttribute(string expression) : StepDefinitionBaseAttribute(expression)
{
    internal override bool Accepts(PickleStepType type) => true;
}

/// <summary>Turns a step's text, or its table, into the type that the method returns. A name makes it a parameter type of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StepArgumentTransformationAttribute(string? regex = null) : Attribute
{
    public string? Regex { get; } = regex;

    public string? Name { get; set; }

    public int Order { get; set; } = 10000;
}
