using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>A field of the org as the Tooling API's CustomField metadata gives it.</summary>
internal static class CustomFieldReader
{
    public static FieldDefinition Read(string name, JsonObject metadata)
    {
        var label = Text(metadata, "label") ?? throw Missing("label");
        var kind = Text(metadata, "type") ?? throw Missing("type");
        var length = Whole(metadata, "length");
        var (precision, scale) = (Whole(metadata, "precision") ?? 18, Whole(metadata, "scale") ?? 0);
        var field = kind switch
        {
            "Text" => Column.Text(name, label, Bounded(length ?? throw Missing("length"), 1, 255)),
            "TextArea" => Column.Area(name, label, 255),
            "LongTextArea" or "Html" => Column.LongArea(name, label, Bounded(length ?? throw Missing("length"), 256, 131072)),
            "Email" => Column.Email(name, label),
            "Phone" => Column.Phone(name, label),
            "Url" => Column.Link(name, label),
            "Checkbox" => metadata.ContainsKey("defaultValue") ? Column.Flag(name, label) : throw Missing("defaultValue"),
            "Number" => Column.Number(name, label, precision, scale),
            "Currency" => Column.Money(name, label, scale) with { Precision = precision },
            "Percent" => Column.Percent(name, label, precision, scale),
            "Date" => Column.Date(name, label),
            "DateTime" => Column.Moment(name, label),
            "Picklist" => Column.Pick(name, label, [.. PicklistValues(metadata)]),
            "MultiselectPicklist" => Column.Pick(name, label, [.. PicklistValues(metadata)]) with { Type = FieldType.MultiPicklist, Length = 4099 },
            _ => throw new VendorRuleException("FIELD_INTEGRITY_EXCEPTION", $"Field type is not supported: {kind}", "type"),
        };
        if (kind is "Number" or "Currency" or "Percent" && (precision > 18 || scale > precision))
        {
            throw new VendorRuleException("NUMBER_OUTSIDE_VALID_RANGE", "The total length of a number must not exceed 18 digits", "precision");
        }

        var external = Flag(metadata, "externalId");
        return field with
        {
            ExternalId = external,
            IdLookup = external,
            Unique = Flag(metadata, "unique"),
            CaseSensitive = Flag(metadata, "caseSensitive"),
            Nillable = kind == "Checkbox" ? false : !Flag(metadata, "required"),
            RestrictedPicklist = metadata["valueSet"] is JsonObject set && Flag(set, "restricted"),
        };
    }

    private static IEnumerable<string> PicklistValues(JsonObject metadata) =>
        (metadata["valueSet"]?["valueSetDefinition"]?["value"] as JsonArray ?? throw Missing("valueSet"))
        .Select(value => Text(value!.AsObject(), "fullName") ?? Text(value.AsObject(), "valueName") ?? throw Missing("fullName"));

    private static int Bounded(int length, int least, int most) => length >= least && length <= most
        ? length
        : throw new VendorRuleException("NUMBER_OUTSIDE_VALID_RANGE", $"Length must be between {least} and {most}", "length");

    private static string? Text(JsonObject metadata, string name) => metadata[name]?.ToString();

    private static bool Flag(JsonObject metadata, string name) => metadata[name]?.ToString() is "true" or "True";

    private static int? Whole(JsonObject metadata, string name) => int.TryParse(metadata[name]?.ToString(), out var value) ? value : null;

    private static VendorRuleException Missing(string name) => new(
        "REQUIRED_FIELD_MISSING", $"Required field is missing: {name}", name);
}
