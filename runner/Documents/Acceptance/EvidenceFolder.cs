using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;

namespace Harness.Documents.Acceptance;

/// <summary>Reads what the test command and the demo write: features/PAIR/test-tracking.csv, load/index.json, demo*.json.</summary>
public static class EvidenceFolder
{
    public static Evidence Read(string folder)
    {
        var scenarios = new List<ScenarioResult>();
        var measured = new List<Measured>();
        var sources = new List<string>();
        foreach (var file in Files(folder, "test-tracking.csv"))
        {
            scenarios.AddRange(Scenarios(file));
            sources.Add(Path.GetRelativePath(folder, file));
        }

        foreach (var (pattern, read) in new (string, Func<JsonObject, string, IEnumerable<Measured>>)[] { ("demo*.json", OfDemo), ("index.json", OfLoad) })
        {
            foreach (var file in Files(folder, pattern).Where(file => pattern != "index.json" || Path.GetFileName(Path.GetDirectoryName(file)) == "load"))
            {
                var name = Path.GetRelativePath(folder, file);
                measured.AddRange(read(Json(file), name));
                sources.Add(name);
            }
        }

        return new Evidence(scenarios, measured) { Sources = sources };
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : throw new EvidenceException($"There is no folder {folder}. The test command writes its reports to artifacts/reports.");

    private static List<ScenarioResult> Scenarios(string file)
    {
        using var text = new StreamReader(file);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var pair = Path.GetFileName(Path.GetDirectoryName(file))!;
        var read = new List<ScenarioResult>();
        foreach (var row in csv.GetRecords<Row>())
        {
            var state = row.status switch { "passed" => ScenarioState.Passed, "skipped" => ScenarioState.NotRun, _ => ScenarioState.Failed };
            read.Add(new ScenarioResult(pair, Plain(row.feature), Plain(row.scenario), state, state == ScenarioState.Passed ? string.Empty : $"{Plain(row.first_failing_step)} {Plain(row.message)}".Trim()));
        }

        return read;
    }

    private static IEnumerable<Measured> OfDemo(JsonObject day, string file)
    {
        var where = $"the demo day ({file})";
        foreach (var name in new[] { "lost", "doubled", "unexplained" })
        {
            yield return new Measured(name, Number(day, file, name), where);
        }

        yield return new Measured("limit_violations", Number(day, file, "violations"), where);
        if (day["close_to_order_seconds"]?["p95"] is { } seconds)
        {
            yield return new Measured("close_to_order_minutes", seconds.GetValue<decimal>() / 60, where);
        }

        if (day["invoice_status_seconds"]?["max"] is { } age)
        {
            yield return new Measured("invoice_status_minutes", age.GetValue<decimal>() / 60, where);
        }

        if (day["calls"] is JsonObject calls)
        {
            yield return new Measured("calls_to_floor", calls.Max(system => system.Value!["total"]!.GetValue<decimal>() / Math.Max(1, system.Value!["floor"]!.GetValue<decimal>())), where);
        }

        if (day["flows"] is JsonObject flows && Tally(flows) is var (through, all) && all > 0)
        {
            yield return new Measured("manual_entries_avoided_percent", 100m * through / all, where);
            yield return new Measured("error_percent", 100m * (Number(day, file, "lost") + Number(day, file, "doubled") + Number(day, file, "unexplained")) / all, where);
        }
    }

    /// <summary>Records that a person would have keyed in and Harness wrote; and those together with the ones that stopped for a person.</summary>
    private static (int Through, int All) Tally(JsonObject flows)
    {
        int Of(params string[] counts) => flows.Sum(flow => counts.Sum(count => flow.Value?[count]?.GetValue<int>() ?? 0));
        var (through, stopped) = (Of("created", "updated"), Of("stopped"));
        return (through, through + stopped);
    }

    private static IEnumerable<Measured> OfLoad(JsonObject report, string file)
    {
        foreach (var scenario in (report["scenarios"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var where = $"load: {scenario["title"]} ({file})";
            if (scenario["arrivals"]?["isValid"]?.GetValue<bool>() == true && scenario["closeToOrder"]?["p95"] is { } seconds)
            {
                yield return new Measured("close_to_order_minutes", seconds.GetValue<decimal>() / 60, where);
            }

            if (scenario["isBurst"]?.GetValue<bool>() == true && scenario["closeToOrder"]?["orders"] is { } orders)
            {
                yield return new Measured("burst_orders", orders.GetValue<decimal>(), where);
            }

            foreach (var name in new[] { "lost", "doubled", "unexplained" })
            {
                yield return new Measured(name, scenario["judgement"]![name]!.GetValue<decimal>(), where);
            }

            yield return new Measured("limit_violations", scenario["judgement"]!["violations"]!.GetValue<decimal>(), where);
        }
    }

    private static JsonObject Json(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new EvidenceException($"{file} is not a JSON object.");
        }
        catch (JsonException broken)
        {
            throw new EvidenceException($"{file} is not JSON: {broken.Message}");
        }
    }

    private static decimal Number(JsonObject day, string file, string name) =>
        day[name]?.GetValue<decimal>() ?? throw new EvidenceException($"{file} has no \"{name}\": it was not written by harness demo --once --json.");

    // The tracking sheet sets an apostrophe before what a spreadsheet would take for a formula.
    private static string Plain(string cell) => cell.Length > 1 && cell[0] == '\'' && "=+-@".Contains(cell[1]) ? cell[1..] : cell;

    private sealed record Row(string feature, string scenario, string status, string first_failing_step, string message);
}

public sealed class EvidenceException(string message) : Exception(message);
