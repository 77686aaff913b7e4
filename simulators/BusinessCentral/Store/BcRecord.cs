using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Simulators.BusinessCentral.Store;

/// <summary>One record as stored: empty texts are "", empty dates 0001-01-01, empty references all zeros.</summary>
internal sealed class BcRecord(string set, string id, JsonObject values)
{
    public const string NoId = "00000000-0000-0000-0000-000000000000";
    public const string NoDate = "0001-01-01";

    public string Set { get; } = set;

    public string Id { get; } = id;

    public JsonObject Values { get; private set; } = values;

    public long Version { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>Until then queries do not show what was saved last: an open transaction elsewhere holds it back.</summary>
    public DateTimeOffset SettlesAt { get; set; }

    /// <summary>What queries show until it settles; null where they do not show the record at all.</summary>
    public JsonObject? Unsettled { get; set; }

    public string Etag => $"W/\"{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"44;{Id};1;{Version:D10};"))}\"";

    public string Text(string name) => Values.Text(name);

    public decimal Number(string name) => Values.Number(name);

    public bool Flag(string name) => Values[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public DateOnly? Date(string name) => Text(name) is { Length: 10 } text && text != NoDate
        ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    public void Put(string name, JsonNode? value) => Values[name] = value;

    public void Put(string name, DateOnly? date) => Values[name] = date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? NoDate;

    public JsonObject Copy() => Values.DeepClone().AsObject();

    public void Restore(JsonObject values) => Values = values;
}

internal static class BcValues
{
    public static string Text(this JsonObject values, string name) => values[name] switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => other.ToJsonString(),
    };

    public static decimal Number(this JsonObject values, string name) =>
        decimal.TryParse(values.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
