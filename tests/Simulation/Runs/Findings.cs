using Harness.Simulation.Histories;
using Harness.Simulation.Runner;
using Harness.Sync.Crashes;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Runs;

/// <summary>What a run found, in lines for people, and what of it must not be.</summary>
internal sealed record Findings(IReadOnlyList<string> Lines, IReadOnlyList<string> Broken)
{
    /// <summary>States that a company in parallel run alone comes by.</summary>
    private static readonly HashSet<ItemState> Elsewhere = [ItemState.Compared, ItemState.Pending, ItemState.Waiting];

    /// <param name="isWhole">Everything was asked for, so a zero in the coverage is a hole.</param>
    public static Findings Of(PartResult whole, Pair pair, bool isWhole)
    {
        var points = CrashPoint.All([.. pair.Matrix.Entities.Values], [pair.Crm, pair.Erp]);
        List<string> broken =
        [
            .. whole.Failures,
            .. whole.Repeated.Where(again => whole.Hashes.TryGetValue(again.Key, out var first) && first != again.Value).Select(again => $"seed {again.Key} gave another journal the second time"),
            .. whole.Swept.Where(pair => pair.Value is not null).Select(pair => $"a crash at {pair.Key}: {pair.Value}"),
            .. whole.Planted.Where(pair => pair.Value is null).Select(pair => $"the planted bug was not caught: {pair.Key}"),
        ];
        if (isWhole)
        {
            broken.AddRange(Holes("fault", Generators.Kinds, whole.Coverage.Faults));
            broken.AddRange(Holes("crash point", [.. points.Select(point => point.ToString())], whole.Coverage.Crashed));
            broken.AddRange(Holes("state", [.. Enum.GetValues<ItemState>().Where(state => !Elsewhere.Contains(state)).Select(state => state.ToString())], whole.Coverage.States));
            broken.AddRange(Holes("deed", Enum.GetNames<Deed>(), whole.Coverage.Deeds));
        }

        return new Findings(
            [
                Counts("faults", whole.Coverage.Faults), Counts("states", whole.Coverage.States), Counts("deeds", whole.Coverage.Deeds),
                .. whole.Swept.Count == 0 ? [] : Matrix(points, whole),
                .. whole.Planted.Select(pair => $"planted: {pair.Key}: {pair.Value ?? "NOT CAUGHT"}"),
                .. whole.Repeated.Count == 0 ? [] : new[] { $"{whole.Repeated.Count} seeds played twice, in two processes" },
                .. broken.Select(line => $"BROKEN {line}"),
            ],
            broken);
    }

    private static IEnumerable<string> Holes(string what, IReadOnlyCollection<string> expected, Dictionary<string, int> met) =>
        expected.Where(one => met.GetValueOrDefault(one) == 0).Select(one => $"the run never met the {what} {one}");

    private static string Counts(string what, Dictionary<string, int> counts) =>
        $"{what}: {string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}";

    /// <summary>Crashes by step and subject; a dot where the pair does not exist.</summary>
    private static IEnumerable<string> Matrix(IReadOnlyList<CrashPoint> points, PartResult whole)
    {
        var subjects = points.Select(point => point.Subject).Distinct().ToList();
        yield return $"{"crashes",-8}{string.Concat(subjects.Select(subject => $"{subject,13}"))}";
        foreach (var step in points.Select(point => point.Step).Distinct())
        {
            yield return $"{step,-8}{string.Concat(subjects.Select(subject => $"{Cell(new CrashPoint(step, subject)),13}"))}";
        }

        string Cell(CrashPoint point) => !points.Contains(point) ? "."
            : whole.Swept.GetValueOrDefault(point.ToString()) is { } wrong ? wrong[..Math.Min(11, wrong.Length)]
            : $"{whole.Coverage.Crashed.GetValueOrDefault(point.ToString())}";
    }
}
