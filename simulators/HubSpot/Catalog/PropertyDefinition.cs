using System.Text.Json.Nodes;

namespace Harness.Simulators.HubSpot.Catalog;

internal sealed record PropertyOption(string Value, string Label, bool Hidden = false);

/// <summary>One property of an object. Every value is text at the vendor; the type says what the text must look like.</summary>
/// <param name="Type">string, number, bool, enumeration, date or datetime.</param>
internal sealed record PropertyDefinition(string Name, string Label, string Type, string FieldType)
{
    public string Group { get; init; } = "information";

    public IReadOnlyList<PropertyOption> Options { get; init; } = [];

    public bool IsUnique { get; init; }

    public bool IsCalculated { get; init; }

    public bool IsReadOnly { get; init; }

    public bool IsHubSpotDefined { get; init; } = true;

    public bool IsArchived { get; init; }

    /// <summary>The property that says what an amount is in.</summary>
    public string? CurrencyProperty { get; init; }

    public bool IsMoney { get; init; }

    public bool IsMultiple => Type == "enumeration" && FieldType == "checkbox";

    public JsonObject ToJson(DateTimeOffset created) => new()
    {
        ["updatedAt"] = HsTime.Text(created),
        ["createdAt"] = HsTime.Text(created),
        ["name"] = Name,
        ["label"] = Label,
        ["type"] = Type,
        ["fieldType"] = FieldType,
        ["description"] = "",
        ["groupName"] = Group,
        ["options"] = new JsonArray([.. Options.Select((option, order) => (JsonNode)new JsonObject
        {
            ["label"] = option.Label, ["value"] = option.Value, ["displayOrder"] = order, ["hidden"] = option.Hidden,
        })]),
        ["displayOrder"] = -1,
        ["calculated"] = IsCalculated,
        ["externalOptions"] = false,
        ["archived"] = IsArchived,
        ["hasUniqueValue"] = IsUnique,
        ["hidden"] = false,
        ["hubspotDefined"] = IsHubSpotDefined,
        ["showCurrencySymbol"] = IsMoney,
        ["currencyPropertyName"] = CurrencyProperty,
        ["modificationMetadata"] = new JsonObject
        {
            ["archivable"] = !IsHubSpotDefined,
            ["readOnlyDefinition"] = IsHubSpotDefined,
            ["readOnlyValue"] = IsReadOnly || IsCalculated,
            ["readOnlyOptions"] = IsHubSpotDefined,
        },
        ["formField"] = !IsReadOnly && !IsCalculated,
        ["dataSensitivity"] = "non_sensitive",
    };
}
