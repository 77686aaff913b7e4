using System.Text.Json.Nodes;

namespace Harness.Simulators.Odoo.Rpc;

/// <summary>One method of one model, however it was asked for.</summary>
/// <param name="Ids">The rows it is called on; null where it is called on the model.</param>
/// <param name="Args">By name, as JSON-2 sends them.</param>
internal sealed record ModelCall(string Model, string Method, IReadOnlyList<long>? Ids, JsonObject Args, JsonObject Context)
{
    public JsonArray? List(string name) => Args[name] as JsonArray;

    public int? Whole(string name) => (int?)Args[name].Whole();

    public bool ActiveTest => Context["active_test"] is not JsonValue value || !value.TryGetValue<bool>(out var test) || test;

    public IReadOnlyList<long> Active => Context["active_ids"] is JsonArray ids ? [.. ids.Select(id => id.Whole() ?? 0)] : [];

    public static IReadOnlyList<long> Numbers(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.Select(id => id.Whole() ?? throw OdooError.Type($"ids must be integers, not {id?.ToJsonString()}"))],
        JsonValue value when value.Whole() is { } one => [one],
        _ => [],
    };
}
