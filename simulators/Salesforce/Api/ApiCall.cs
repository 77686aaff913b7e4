using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>One call below /services/data/vXX.0.</summary>
/// <param name="Version">As it stands in the path: "v67.0".</param>
/// <param name="Parts">What the path's variable parts hold, decoded.</param>
internal sealed record ApiCall(VendorRequest Request, string Operation, string Version, IReadOnlyList<string> Parts)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public int Release => int.Parse(Version[1..Version.IndexOf('.', StringComparison.Ordinal)]);

    public string? Query(string name) => Request.Query.TryGetValue(name, out var value) ? value : null;

    public JsonObject Body()
    {
        if (Request.Body.Length == 0)
        {
            throw new VendorRuleException("JSON_PARSER_ERROR", "No content to map to Object due to end of input");
        }

        try
        {
            return JsonNode.Parse(Request.Body, documentOptions: Strict) as JsonObject
                ?? throw new VendorRuleException("JSON_PARSER_ERROR", "Cannot deserialize instance of SObject from START_ARRAY");
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            throw new VendorRuleException("JSON_PARSER_ERROR", $"Unexpected character at [line:1, column:{(broken as JsonException)?.BytePositionInLine + 1 ?? 1}]");
        }
    }
}
