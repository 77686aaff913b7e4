using System.Text.Json.Nodes;
using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>A duplicate rule met similar records.</summary>
internal sealed class DuplicateFoundException(ObjectDefinition type, IReadOnlyList<string> matches, bool allowSave)
    : RecordRefusedException("DUPLICATES_DETECTED", "Use one of these records?")
{
    public JsonObject Detail(bool showRecords) => new()
    {
        ["allowSave"] = allowSave,
        ["duplicateRule"] = $"Standard_{type.Name}_Duplicate_Rule",
        ["duplicateRuleEntityType"] = type.Name,
        ["errorMessage"] = "Use one of these records?",
        ["matchResults"] = new JsonArray(new JsonObject
        {
            ["entityType"] = type.Name,
            ["errors"] = new JsonArray(),
            ["matchEngine"] = "FuzzyMatchEngine",
            ["matchRecords"] = new JsonArray([.. showRecords ? matches.Select(Match) : []]),
            ["rule"] = $"Standard_{type.Name}_Match_Rule_v1_0",
            ["size"] = matches.Count,
            ["success"] = true,
        }),
    };

    private JsonNode Match(string id) => new JsonObject
    {
        ["additionalInformation"] = new JsonArray(),
        ["fieldDiffs"] = new JsonArray(),
        ["matchConfidence"] = 98.5,
        ["record"] = new JsonObject { ["attributes"] = new JsonObject { ["type"] = type.Name }, ["Id"] = id },
    };
}
