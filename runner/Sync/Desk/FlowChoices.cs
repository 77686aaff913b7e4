using System.Globalization;

namespace Harness.Sync.Desk;

/// <summary>What people set for a flow while the program runs; kept in the ledger, over what is configured.</summary>
public static class FlowChoices
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static string Paused(string flow) => $"flow:{flow}:paused";

    public static string Every(string flow) => $"flow:{flow}:every";

    public static string Throttle(string system) => $"system:{system}:concurrency";

    public static bool IsPaused(IReadOnlyDictionary<string, string> choices, string flow) => choices.ContainsKey(Paused(flow));

    public static TimeSpan? EveryOf(IReadOnlyDictionary<string, string> choices, string flow) =>
        choices.TryGetValue(Every(flow), out var text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every) ? every : null;

    public static int? ThrottleOf(IReadOnlyDictionary<string, string> choices, string system) =>
        choices.TryGetValue(Throttle(system), out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var lanes) ? lanes : null;
}
