using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// A path is a property ("dealname") or an associated record's id ("companies[primary].id"). Two are derived: "discountPercent" on
/// lines, whichever way the discount was given, and "fullName" on contacts, for systems that keep a name in one piece.
/// </summary>
internal static partial class HubSpotPath
{
    public const string DiscountPercent = "discountPercent";
    public const string FullName = "fullName";
    public const string Contacts = "contacts";

    private const int PercentDecimals = 6;
    private const decimal WithoutZeros = 1.0000000000000000000000000000m;

    public static AssociationKind? AssociationOf(string type, string path) =>
        HubSpotObjects.AssociationsOf(type).FirstOrDefault(kind => kind.Path == path);

    public static bool IsProperty(string path) => Name().IsMatch(path);

    /// <summary>The properties that must be asked for. Anything but a path is refused before it reaches the vendor.</summary>
    public static IReadOnlyList<string> PropertiesOf(string type, string path)
    {
        if (path == DiscountPercent && type == HubSpotObjects.LineItems)
        {
            return ["hs_discount_percentage", "discount", "price"];
        }

        if (path == FullName && type == Contacts)
        {
            return ["firstname", "lastname"];
        }

        if (AssociationOf(type, path) is not null)
        {
            return [];
        }

        return IsProperty(path) ? [path] : throw new ConnectorException(
            "hubspot", new Fault(FaultKind.MappingBroken, $"A path of the matrix is not one of HubSpot's {type}.", Fields: [path]));
    }

    /// <summary>False where the answer does not hold it: a property that the account does not know is left out in silence.</summary>
    public static bool TryRead(string type, JsonObject properties, string path, out JsonNode? value)
    {
        if (path == DiscountPercent && type == HubSpotObjects.LineItems)
        {
            value = Percent(properties);
            return true;
        }

        if (path == FullName && type == Contacts)
        {
            value = $"{properties.Text("firstname")} {properties.Text("lastname")}".Trim() is { Length: > 0 } name ? JsonValue.Create(name) : null;
            return true;
        }

        value = null;
        if (!properties.TryGetPropertyValue(path, out var found))
        {
            return false;
        }

        value = found?.ToString() is { Length: > 0 } text ? JsonValue.Create(text) : null;
        return true;
    }

    private static JsonValue? Percent(JsonObject properties)
    {
        if (Number(properties.Text("hs_discount_percentage")) is { } percent)
        {
            return JsonValue.Create(percent);
        }

        return Number(properties.Text("discount")) is { } off && Number(properties.Text("price")) is { } price and > 0
            ? JsonValue.Create(decimal.Round(off / price * 100, PercentDecimals, MidpointRounding.AwayFromZero) / WithoutZeros)
            : null;
    }

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Name();
}
