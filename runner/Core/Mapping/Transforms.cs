using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Core.Mapping.Iso;
using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>What a transform may know besides the value: the record's country and the row's zone.</summary>
internal readonly record struct TransformContext(string? Country, string? Zone);

/// <summary>A canonical value, or why there is none.</summary>
internal readonly record struct Converted(object? Value, string? Trouble)
{
    public static Converted To(object? value) => new(value, null);

    public static Converted Not(string expected) => new(null, $"is not {expected}");

    /// <summary>The value, or what it should have been.</summary>
    public static Converted Or(object? value, string expected) => value is null ? Not(expected) : new(value, null);
}

/// <summary>A pure function from a vendor's value to the canonical one and back.</summary>
/// <param name="Kinds">The kinds of rows that may name it.</param>
/// <param name="Read">Of a value that is not blank.</param>
/// <param name="Write">Of a canonical value that is not null.</param>
internal sealed record Transform(
    string Name,
    ValueKind[] Kinds,
    Func<JsonNode, TransformContext, Converted> Read,
    Func<object, TransformContext, JsonNode?> Write)
{
    /// <summary>The canonical value of an empty field, where empty means something: no discount is a discount of zero.</summary>
    public object? OfBlank { get; init; }

    public bool NeedsCountry { get; init; }

    public bool NeedsZone { get; init; }
}

/// <summary>The functions that a row may name. A new one is a line here and its test.</summary>
public static class Transforms
{
    private static readonly ValueKind[] Texts = [ValueKind.Text];

    private static readonly FrozenDictionary<string, Transform> Table = new Transform[]
    {
        OfText("trim", (text, _) => text.Trim()),
        OfText("upper", (text, _) => text.Trim().ToUpperInvariant()),
        OfText("lower", (text, _) => text.Trim().ToLowerInvariant()),
        OfText("email", (text, _) => text.Trim().ToLowerInvariant()),
        OfText("domain", (text, _) => Domain(text)),
        OfText("url", (text, _) => Url(text)),
        OfText("tax_id", (text, _) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant()),
        OfText("phone", (text, context) => PhoneNumbers.Normalise(text, context.Country)) with { NeedsCountry = true },
        new("iso_country", Texts, (node, _) => Country(node), (value, _) => VendorValues.ToJson(value)),
        OfText("iso_state", State) with { NeedsCountry = true },
        new("currency", Texts, (node, _) => Currency(node), (value, _) => VendorValues.ToJson(value)),
        new("not", [ValueKind.Boolean], (node, _) => Converted.Or(!VendorValues.Boolean(node), "yes or no"), (value, _) => !(bool)value),
        new("percent", [ValueKind.Number], (node, _) => Percent(node), (value, _) => VendorValues.ToJson(value)),
        new("discount", [ValueKind.Number], (node, _) => Percent(node), (value, _) => (decimal)value == 0 ? null : VendorValues.ToJson(value)) { OfBlank = 0m },
        new("rate", [ValueKind.Number], (node, _) => Rate(node), (value, _) => VendorValues.ToJson(value)),
        new("date", [ValueKind.Date], (node, _) => Converted.Or(VendorValues.Date(node), "a date alone (yyyy-mm-dd)"), (value, _) => VendorValues.ToJson(value)),
        new("datetime", [ValueKind.DateTime], (node, _) => Converted.Or(VendorValues.DateTime(node), "a date with time"), (value, _) => VendorValues.ToJson(value)),
        new("date_in_zone", [ValueKind.Date], DateInZone, StartOfDay) { NeedsZone = true },
    }.ToFrozenDictionary(transform => transform.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Table.Keys.Order(StringComparer.Ordinal);

    internal static Transform? Find(string name) => Table.GetValueOrDefault(name);

    /// <summary>The host of a web address or of an e-mail address, without "www.".</summary>
    internal static string Domain(string text)
    {
        var host = text.Trim().ToLowerInvariant();
        host = host[(host.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..];
        host = host[..(host.IndexOfAny(['/', '?', '#']) is >= 0 and var end ? end : host.Length)];
        host = host[(host.LastIndexOf('@') + 1)..];
        host = host[..(host.IndexOf(':') is >= 0 and var port ? port : host.Length)].Trim('.', ' ');
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    /// <summary>With its scheme, which some vendors insist on, the host in lower case, and no slash where nothing follows the host.</summary>
    internal static string Url(string text)
    {
        var typed = text.Trim();
        var split = typed.IndexOf("://", StringComparison.Ordinal);
        var scheme = split < 0 ? "https" : typed[..split].ToLowerInvariant();
        var rest = split < 0 ? typed : typed[(split + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var (host, path) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        return rest.Length == 0 ? "" : $"{scheme}://{host.ToLowerInvariant()}{(path == "/" ? "" : path)}";
    }

    private static Transform OfText(string name, Func<string, TransformContext, string> function) => new(
        name,
        Texts,
        (node, context) => VendorValues.Text(node) is { } text ? Converted.To(Blank(function(text, context))) : Converted.Not("text"),
        (value, context) => VendorValues.ToJson(Blank(function((string)value, context))));

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private static Converted Country(JsonNode node) => Converted.Or(
        VendorValues.Text(node) is { } text ? Countries.Find(text)?.Alpha2 : null, "a country that ISO 3166 knows, by code or by name");

    // A part of a country without an ISO code stays as it was typed; a system with a closed list refuses it by name.
    private static string State(string text, TransformContext context) => context.Country is { } country && Subdivisions.Find(country, text) is { } code
        ? code
        : text.Trim();

    private static Converted Currency(JsonNode node)
    {
        var code = VendorValues.Text(node)?.Trim().ToUpperInvariant();
        return Converted.Or(code is not null && Currencies.IsKnown(code) ? code : null, "a currency code of ISO 4217");
    }

    private static Converted Percent(JsonNode node) =>
        Converted.Or(Number(VendorValues.Text(node)?.Trim().TrimEnd('%').TrimEnd()), "a percentage");

    private static Converted Rate(JsonNode node) => Converted.Or(
        VendorValues.Decimal(node) is { } rate ? VendorValues.Plain(Math.Round(rate, 6, MidpointRounding.AwayFromZero)) : null, "a number");

    private static Converted DateInZone(JsonNode node, TransformContext context) => Converted.Or(
        VendorValues.Date(node) ?? (VendorValues.DateTime(node) is { } instant
            ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone(context)).DateTime)
            : null),
        "a date with time");

    private static JsonNode? StartOfDay(object value, TransformContext context)
    {
        var zone = Zone(context);
        var midnight = ((DateOnly)value).ToDateTime(TimeOnly.MinValue);
        // Where the clocks jump over midnight, the day starts when they land.
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return VendorValues.ToJson(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)));
    }

    private static TimeZoneInfo Zone(TransformContext context) => TimeZoneInfo.FindSystemTimeZoneById(context.Zone ?? "UTC");

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? VendorValues.Plain(number) : null;
}
