using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>What a caller sent, property by property: known, writable, of the right type, short enough.</summary>
internal sealed class PropertyWriter(BusinessCentralOptions options)
{
    /// <summary>Called with set and property where a caller names what is not there.</summary>
    public Action<string, string> OnUnknown { get; set; } = (_, _) => { };

    /// <param name="byPerson">The application's own screens write what the API shows as read-only.</param>
    public IReadOnlySet<string> Write(BcRecord record, JsonObject body, bool byPerson)
    {
        var set = Entities.All[record.Set];
        var written = new HashSet<string>();
        foreach (var (name, value) in body.Where(pair => !pair.Key.StartsWith('@') && set.Navigation(pair.Key) is not { IsMany: true }))
        {
            if (set.Find(name) is not { } property || options.RemovedProperties.Contains($"{set.Name}.{name}"))
            {
                OnUnknown(set.Name, name);
                throw BcError.Bad($"The property '{name}' does not exist on type 'Microsoft.NAV.{set.Entity}'. Make sure to only use property names that are defined by the type.");
            }

            if (property.ReadOnly && !byPerson)
            {
                throw BcError.Bad($"Control '{name}' is read-only.");
            }

            record.Put(name, Value(property, value));
            written.Add(name);
        }

        return written;
    }

    public static JsonNode? Empty(Property property) => property.Kind switch
    {
        PropertyKind.Guid => BcRecord.NoId,
        PropertyKind.Text or PropertyKind.Code => "",
        PropertyKind.Decimal or PropertyKind.Integer => 0,
        PropertyKind.Boolean => false,
        PropertyKind.Date => BcRecord.NoDate,
        PropertyKind.DateTime => "0001-01-01T00:00:00Z",
        _ => property.Values[0],
    };

    private static JsonNode? Value(Property property, JsonNode? value)
    {
        if (value is null)
        {
            return Empty(property);
        }

        var kind = value.GetValueKind();
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : null;
        switch (property.Kind)
        {
            case PropertyKind.Text or PropertyKind.Code when text is not null:
                return Fitting(property, property.Kind == PropertyKind.Code ? text.Trim().ToUpperInvariant() : text);
            case PropertyKind.Enum when text is not null && property.Values.Contains(Decoded(text)):
                return Decoded(text);
            case PropertyKind.Guid when Guid.TryParse(text, out var id):
                return id.ToString();
            case PropertyKind.Decimal when kind == JsonValueKind.Number:
                return decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
            case PropertyKind.Integer when kind == JsonValueKind.Number && int.TryParse(value.ToJsonString(), out var whole):
                return whole;
            case PropertyKind.Boolean when kind is JsonValueKind.True or JsonValueKind.False:
                return kind == JsonValueKind.True;
            case PropertyKind.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
            case PropertyKind.DateTime when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _):
                return text;
            default:
                throw BcError.Bad($"Cannot convert the literal '{value.ToJsonString().Trim('"')}' to the expected type '{property.EdmType}'.");
        }
    }

    private static JsonNode Fitting(Property property, string text) => text.Length <= property.Length
        ? text
        : throw new BcError(
            400, "Application_StringExceededLength",
            $"The length of the string is {text.Length}, but it must be less than or equal to {property.Length} characters. Field: {property.Name}.");

    /// <summary>Some versions write the blank as _x0020_.</summary>
    private static string Decoded(string text) => text.Replace("_x0020_", " ", StringComparison.Ordinal);
}
