namespace Harness.Simulators.HubSpot.Rules;

/// <summary>A rule of the administrator's on one property: blank, or this value, is refused.</summary>
internal sealed record ValidationRule(string ObjectName, string Property, string? Value, string Message)
{
    public bool Refuses(string? value) => Value is null ? string.IsNullOrWhiteSpace(value) : string.Equals(value, Value, StringComparison.OrdinalIgnoreCase);
}

internal sealed class AdminRules
{
    public List<ValidationRule> Validations { get; } = [];

    public void Check(string objectName, Func<string, string?> valueOf, List<PropertyProblem> problems) => problems.AddRange(Validations
        .Where(rule => rule.ObjectName == objectName && rule.Refuses(valueOf(rule.Property)))
        .Select(rule => new PropertyProblem(rule.Property, "PROPERTY_VALIDATION_RULE", rule.Message)));
}
