using System.Text.Json.Nodes;

namespace Harness.Host.Demo;

/// <summary>Named sets of faults that both systems are armed with for the whole day.</summary>
internal static class FaultProfile
{
    private static readonly Dictionary<string, (string Kind, double Probability)[]> Profiles = new(StringComparer.Ordinal)
    {
        ["none"] = [],
        ["rough"] = [("throttle", 0.03), ("unavailable", 0.02), ("reset-before", 0.01), ("reset-after-commit", 0.02), ("error-after-commit", 0.01)],
        ["storm"] = [("throttle", 0.08), ("unavailable", 0.05), ("reset-before", 0.04), ("reset-after-commit", 0.06), ("error-after-commit", 0.04), ("row-lock", 0.03)],
    };

    public static IReadOnlyCollection<string> Names => Profiles.Keys;

    public static IEnumerable<JsonObject> Orders(string profile, int seed) => Profiles[profile].Select((fault, index) => new JsonObject
    {
        ["kind"] = fault.Kind,
        ["probability"] = fault.Probability,
        ["times"] = 1_000_000,
        ["seed"] = seed + index,
    });
}
