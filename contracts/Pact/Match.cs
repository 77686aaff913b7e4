using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Contracts.Pact;

/// <summary>What a value must be like, with the example that the mock server shows. Usable in bodies, headers, queries and paths.</summary>
internal static class Match
{
    public static JsonObject Like(object example) => Matcher("type", Node(example));

    public static JsonObject Regex(string example, string regex) => Matcher("regex", example, ("regex", regex));

    public static JsonObject Integer(long example) => Matcher("integer", example);

    /// <summary>A number with decimal places; a whole number does not match.</summary>
    public static JsonObject Decimal(decimal example) => Matcher("decimal", example);

    public static JsonObject Number(decimal example) => Matcher("number", example);

    public static JsonObject Bool(bool example) => Matcher("boolean", example);

    /// <summary>At least so many elements, each like the example.</summary>
    public static JsonObject EachLike(object example, int min = 1) =>
        Matcher("type", new JsonArray([.. Enumerable.Range(0, min).Select(_ => Node(example))]), ("min", min));

    internal static JsonNode? Node(object? value) =>
        value is JsonNode node ? node.DeepClone() : JsonSerializer.SerializeToNode(value);

    /// <summary>A header, query or path value as the Pact core reads it: plain text, or the matcher's JSON.</summary>
    internal static string Text(object value) => value is JsonNode node
        ? node.ToJsonString()
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static JsonObject Matcher(string type, JsonNode? value, params (string Name, JsonNode Value)[] more)
    {
        var matcher = new JsonObject { ["pact:matcher:type"] = type, ["value"] = value };
        foreach (var (name, extra) in more)
        {
            matcher[name] = extra;
        }

        return matcher;
    }
}
