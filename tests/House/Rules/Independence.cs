using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>Simulators that knew our code would share our misunderstandings; a runner that knew the referee could please it.</summary>
internal static partial class Independence
{
    public static IEnumerable<string> SimulatorsThatKnowTheRunner(SourceTree tree) =>
        tree.CodeUnder("simulators").SelectMany(file => file.PlacesOf(Runner()));

    public static IEnumerable<string> HistoriesThatKnowTheRunner(SourceTree tree) =>
        tree.CodeUnder("tests/Simulation/Histories").SelectMany(file => file.PlacesOf(Runner()));

    public static IEnumerable<string> RefereeOutsideSimulators(SourceTree tree) =>
        tree.Code.Where(file => !file.IsUnder("simulators")).SelectMany(file => file.PlacesOf(Referee()));

    public static IEnumerable<string> RunnerThatKnowsSimulators(SourceTree tree) =>
        tree.CodeUnder("runner").SelectMany(file => file.PlacesOf(Simulators()));

    [GeneratedRegex(@"\bHarness\.(?:Port|Core|Sync|Flows|Store|Connectors|Host)\b")]
    private static partial Regex Runner();

    [GeneratedRegex(@"\bSimulators\.Referee\b")]
    private static partial Regex Referee();

    [GeneratedRegex(@"\bHarness\.Simulators\b")]
    private static partial Regex Simulators();
}
