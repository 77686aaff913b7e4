using System.Text.Json.Nodes;
using Harness.Simulators.HubSpot.Catalog;

namespace Harness.Simulators.HubSpot.Rules;

/// <param name="Code">The vendor's detail code: PROPERTY_DOESNT_EXIST, INVALID_OPTION...</param>
internal sealed record PropertyProblem(string Property, string Code, string Message)
{
    public JsonObject ToJson() => new()
    {
        ["isValid"] = false,
        ["message"] = Message,
        ["error"] = Code,
        ["name"] = Property,
        ["localizedErrorMessage"] = Message,
        ["portalId"] = PortalSettings.PortalId,
    };
}

/// <summary>A record that the vendor's rules refuse. The detail is a JSON array inside the message, as the vendor writes it.</summary>
internal sealed class RefusedException(string category, string message, params IReadOnlyList<PropertyProblem> problems) : Exception(message)
{
    public string Category { get; } = category;

    public int Status { get; init; } = 400;

    public IReadOnlyList<PropertyProblem> Problems { get; } = problems;

    public static RefusedException Of(IReadOnlyList<PropertyProblem> problems) => new(
        "VALIDATION_ERROR", $"Property values were not valid: {new JsonArray([.. problems.Select(problem => (JsonNode)problem.ToJson())]).ToJsonString()}", problems);
}
