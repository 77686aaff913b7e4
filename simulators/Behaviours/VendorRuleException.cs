namespace Harness.Simulators.Behaviours;

/// <summary>The vendor's own rules refuse what a person or a client asked for.</summary>
public sealed class VendorRuleException(string code, string message, params string[] fields) : Exception(message)
{
    public string Code { get; } = code;

    public IReadOnlyList<string> Fields { get; } = fields;
}
