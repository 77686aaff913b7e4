using System.Text.Json.Nodes;

namespace Harness.Simulators.BusinessCentral.Api;

/// <summary>The companies of the environment: this one, and an evaluation company that no integration should write to.</summary>
internal static class Companies
{
    public const string Evaluation = "My Company";

    private static readonly Guid evaluationId = new("7f1b1c1e-52ce-4d4e-8d3b-0a6f6a1d9c02");

    public static JsonObject List(string root, BusinessCentralOptions options, Guid company) => new()
    {
        ["@odata.context"] = $"{root}/$metadata#companies",
        ["value"] = new JsonArray(ToJson(options, company), Row(evaluationId, Evaluation)),
    };

    public static JsonObject ToJson(BusinessCentralOptions options, Guid company) => Row(company, options.Company);

    private static JsonObject Row(Guid id, string name) => new()
    {
        ["id"] = id.ToString(),
        ["systemVersion"] = "27.3.41000.0",
        ["timestamp"] = 20_001,
        ["name"] = name,
        ["displayName"] = name,
        ["businessProfileId"] = "",
        ["systemCreatedAt"] = "2024-01-01T08:00:00Z",
        ["systemCreatedBy"] = "00000000-0000-0000-0000-000000000001",
        ["systemModifiedAt"] = "2024-01-01T08:00:00Z",
        ["systemModifiedBy"] = "00000000-0000-0000-0000-000000000001",
    };
}
