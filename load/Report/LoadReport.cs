using System.Text.Json;
using Harness.Load.Benchmark;
using Harness.Load.Scenarios;

namespace Harness.Load.Report;

/// <summary>The figures of one run, as JSON for machines and as one page for people.</summary>
internal sealed record LoadReport(DateTimeOffset At, IReadOnlyList<ScenarioResult> Scenarios, IReadOnlyList<EngineResult> Engine)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static LoadReport Read(string folder, string name) =>
        JsonSerializer.Deserialize<LoadReport>(File.ReadAllText(Path.Combine(folder, $"{name}.json")), Written) ?? throw new InvalidOperationException($"{name}.json is empty.");

    public string Write(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(this, Written));
        var page = Path.Combine(folder, $"{name}.html");
        File.WriteAllText(page, new Page(this).Html());
        return page;
    }
}
