namespace Harness.Simulators.NetSuite.Rest;

/// <summary>How a body is taken.</summary>
/// <param name="UnknownNamesAreErrors">X-NetSuite-PropertyNameValidation: Error. The vendor's default drops them in silence.</param>
/// <param name="Replace">Sub-lists to replace, or with <paramref name="ReplaceSelectedFields"/> the fields to clear.</param>
/// <param name="Typed">A person's screen: references may be given by name.</param>
internal sealed record WriteMode(bool UnknownNamesAreErrors, IReadOnlySet<string> Replace, bool ReplaceSelectedFields, bool Typed)
{
    public static readonly WriteMode Person = new(true, new HashSet<string>(), false, true);

    /// <summary>Told about every name that the record does not have.</summary>
    public Action<string> OnUnknown { get; init; } = _ => { };
}
