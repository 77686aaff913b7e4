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

    /// <summary>For each of these, the array has an element like it; it may have others.</summary>
    public static JsonObject Holds(params ReadOnlySpan<object> elements)
    {
        var variants = new JsonArray();
        foreach (var element in elements)
        {
            variants.Add(Node(element));
        }

        return new JsonObject { ["pact:matcher:type"] = "arrayContains", ["variants"] = variants };
    }

    /// <summary>Exactly this text. When the call is replayed, the provider's state says what stands for each "${name}" in it.</summary>
    public static JsonObject Exactly(string text, params ReadOnlySpan<(string Name, string Example)> told)
    {
        var example = text;
        foreach (var (name, value) in told)
        {
            example = example.Replace($"${{{name}}}", value, StringComparison.Ordinal);
        }

        var exact = Matcher("equality", example);
        return told.Length == 0 ? exact : FromState(exact, text);
    }

    /// <param name="expression">Text with "${name}" in it, or a name alone for a value that is no text.</param>
    public static JsonObject FromState(JsonObject matcher, string expression)
    {
        matcher["pact:generator:type"] = "ProviderState";
        matcher["expression"] = expression;
        return matcher;
    }

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
