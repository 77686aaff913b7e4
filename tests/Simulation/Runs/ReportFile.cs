using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Testing;

namespace Harness.Simulation.Runs;

/// <summary>
/// Each part of the proof leaves its figures in a file of its own under artifacts/reports/reliability; the line adds up
/// whatever is there: "seeds", "faults", "crashes", "kills", "records", "lost", "doubled", "unexplained", "planted", "plantedOf".
/// </summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string Folder => Repository.At("artifacts", "reports", "reliability");

    public static async Task WriteAsync(string part, PartResult whole, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var figures = new JsonObject
        {
            ["seeds"] = whole.Seeds, ["faults"] = whole.Faults, ["crashes"] = whole.Crashes, ["records"] = whole.Records, ["lost"] = whole.Lost, ["doubled"] = whole.Doubled,
            ["unexplained"] = whole.Unexplained, ["planted"] = whole.Planted.Count(pair => pair.Value is not null), ["plantedOf"] = whole.Planted.Count,
            ["faultsByKind"] = JsonSerializer.SerializeToNode(whole.Coverage.Faults), ["crashesByPoint"] = JsonSerializer.SerializeToNode(whole.Coverage.Crashed),
            ["states"] = JsonSerializer.SerializeToNode(whole.Coverage.States), ["caughtBy"] = JsonSerializer.SerializeToNode(whole.Planted),
        };
        await File.WriteAllTextAsync(Path.Combine(Folder, $"{part}.json"), figures.ToJsonString(Indented), ct);
    }

    public static async Task<string> LineAsync(CancellationToken ct)
    {
        var files = new List<JsonNode>();
        foreach (var path in Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).ToArray() : [])
        {
            files.Add(JsonNode.Parse(await File.ReadAllTextAsync(path, ct))!);
        }

        return $"seeds {Sum("seeds")} faults {Sum("faults")} crashes {Sum("crashes")} kills {Sum("kills")} records {Sum("records")} lost {Sum("lost")} doubled {Sum("doubled")} "
            + $"unexplained {Sum("unexplained")} planted {Sum("planted")}/{Sum("plantedOf")}";

        long Sum(string figure) => files.Sum(file => file[figure]?.GetValue<long>() ?? 0);
    }
}
