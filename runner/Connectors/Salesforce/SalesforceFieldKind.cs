using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>A custom field as the Tooling API's CustomField metadata says it, and in the words of the Setup screen.</summary>
internal sealed record SalesforceFieldKind(JsonObject Metadata, string Words)
{
    private const int LongestText = 255;
    private const int Precision = 18;

    /// <summary>Null for what needs a decision in Setup: picklist values, the object that a reference points to.</summary>
    public static SalesforceFieldKind? Of(FieldSpec spec) => spec.Type switch
    {
        FieldType.Text when (spec.Length ?? LongestText) <= LongestText => Text(spec),
        FieldType.Text or FieldType.LongText => New(spec, "LongTextArea", "Text Area (Long)", ("length", Math.Max(spec.Length ?? 0, LongestText + 1)), ("visibleLines", 3)),
        FieldType.Money => Numeric(spec, "Currency", spec.Scale ?? 2),
        FieldType.Percent => Numeric(spec, "Percent", spec.Scale ?? 2),
        FieldType.Number => Numeric(spec, "Number", spec.Scale ?? 6),
        FieldType.WholeNumber => Numeric(spec, "Number", 0),
        FieldType.Boolean => New(spec, "Checkbox", "Checkbox", ("defaultValue", "false")),
        FieldType.Date => New(spec, "Date", "Date"),
        FieldType.DateTime => New(spec, "DateTime", "Date/Time"),
        FieldType.Email => New(spec, "Email", "Email"),
        FieldType.Phone => New(spec, "Phone", "Phone"),
        FieldType.Url => New(spec, "Url", "URL"),
        FieldType.Picklist or FieldType.MultiPicklist or FieldType.Reference or FieldType.Id => null,
    };

    private static SalesforceFieldKind Text(FieldSpec spec)
    {
        var length = spec.Length ?? LongestText;
        return spec.ExternalKey
            ? New(spec, "Text", $"Text({length}), Unique (case insensitive), External ID", ("length", length), ("unique", true), ("externalId", true), ("caseSensitive", false))
            : New(spec, "Text", $"Text({length})", ("length", length));
    }

    private static SalesforceFieldKind Numeric(FieldSpec spec, string type, int scale) =>
        New(spec, type, $"{type}({Precision - scale}, {scale})", ("precision", Precision), ("scale", scale));

    private static SalesforceFieldKind New(FieldSpec spec, string type, string words, params (string Name, JsonNode Value)[] more)
    {
        var metadata = new JsonObject { ["label"] = spec.Label, ["type"] = type };
        foreach (var (name, value) in more)
        {
            metadata[name] = value;
        }

        return new SalesforceFieldKind(metadata, words);
    }
}
