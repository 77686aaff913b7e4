using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>A validation rule or trigger that an admin wrote: its text comes back verbatim, in any language.</summary>
/// <param name="Value">What the field must not hold; null means that it must not be blank.</param>
internal sealed record ValidationRule(string Object, string Field, string? Value, string Message, string Code);

internal enum DuplicateMode
{
    Off,
    Alert,
    Block,
}

/// <summary>What admins switched on in Setup. A fresh org has none of it.</summary>
internal sealed partial class AdminRules(Org org)
{
    public List<ValidationRule> Validations { get; } = [];

    public Dictionary<string, DuplicateMode> Duplicates { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Apply(Draft draft, Writer writer)
    {
        foreach (var rule in Validations)
        {
            if (string.Equals(rule.Object, draft.Type.Name, StringComparison.OrdinalIgnoreCase) &&
                (draft[rule.Field] is { } value ? FieldValues.ToText(value) == rule.Value : rule.Value is null))
            {
                throw new VendorRuleException(rule.Code, rule.Message, rule.Code == "FIELD_CUSTOM_VALIDATION_EXCEPTION" ? [rule.Field] : []);
            }
        }

        RefuseDuplicate(draft, writer);
    }

    private void RefuseDuplicate(Draft draft, Writer writer)
    {
        var mode = Duplicates.GetValueOrDefault(draft.Type.Name);
        if (mode == DuplicateMode.Off || (mode == DuplicateMode.Alert && writer.AllowDuplicates) || KeyOf(draft.Type, field => draft[field]) is not { } key)
        {
            return;
        }

        var matches = org.Table(draft.Type).Records
            .Where(record => !record.IsDeleted && record.Id != draft.Existing?.Id && KeyOf(draft.Type, field => record[field]) == key)
            .Select(record => record.Id).ToList();
        if (matches.Count > 0)
        {
            throw new DuplicateFoundException(draft.Type, matches, mode == DuplicateMode.Alert);
        }
    }

    private static string? KeyOf(ObjectDefinition type, Func<string, object?> read) => type.Name switch
    {
        "Account" => read("Name") is string name ? Noise().Replace(name, "").ToUpperInvariant() : null,
        "Contact" => (read("Email") as string)?.ToUpperInvariant(),
        _ => null,
    };

    [GeneratedRegex(@"[\W_]+")]
    private static partial Regex Noise();
}
