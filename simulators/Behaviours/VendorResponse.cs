using System.Text.Json.Nodes;

namespace Harness.Simulators.Behaviours;

/// <summary>What the vendor answers. A null body is an empty one.</summary>
public sealed record VendorResponse(int Status, string? Body = null, string ContentType = "application/json;charset=UTF-8")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static VendorResponse Json(int status, JsonNode body) => new(status, body.ToJsonString());

    public VendorResponse With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}
