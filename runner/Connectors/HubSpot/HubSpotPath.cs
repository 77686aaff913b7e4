using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// A path is a property ("dealname") or an associated record's id ("companies[primary].id"). Three are derived: on lines
/// "discountPercent", whichever way the discount was given; on companies "website.domain", which people fill in as the one
/// or the other; and on contacts "fullName", for systems that keep a name in one piece.
/// </summary>
internal static partial class HubSpotPath
{
    public const string DiscountPercent = "discountPercent";
    public const string Domain = "website.domain";
    public const string FullName = "fullName";
    public const string Contacts = "contacts";

    private const int PercentDecimals = 6;
    private static readonly string[] Beginnings = ["", "www.", "https://", "https://www.", "http://", "http://www."];
    private static readonly string[] Ends = ["", "/"];

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

        if (path == Domain)
        {
            return ["domain", "website"];
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

        if (path == Domain)
        {
            var host = HostOf(properties.Text("domain")) ?? HostOf(properties.Text("website"));
            value = host is null ? null : JsonValue.Create(host);
            return properties.ContainsKey("domain") || properties.ContainsKey("website");
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

    /// <summary>What people type for a host in a web address.</summary>
    public static IEnumerable<string> AddressesOf(string host) =>
        Beginnings.SelectMany(beginning => Ends.Select(end => $"{beginning}{host}{end}"));

    private static string? HostOf(string? address)
    {
        var typed = address?.Trim().ToLowerInvariant() ?? "";
        return typed.Length > 0 && Uri.TryCreate(typed.Contains("://", StringComparison.Ordinal) ? typed : $"https://{typed}", UriKind.Absolute, out var uri)
            ? uri.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? uri.IdnHost[4..] : uri.IdnHost
            : null;
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
