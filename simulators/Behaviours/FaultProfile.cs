namespace Harness.Simulators.Behaviours;

/// <summary>
/// Named sets of faults, by chance and until they are disarmed: what a bad day is (rough) and what nobody has seen yet
/// (storm). The one definition for rehearsals, features and load. A vendor is not armed with what its API cannot meet.
/// </summary>
public static class FaultProfile
{
    private const string Reads = "read";
    private const string Writes = "write";

    private static readonly Dictionary<string, IReadOnlyList<FaultOrder>> Profiles = new(StringComparer.Ordinal)
    {
        ["none"] = [],
        ["rough"] =
        [
            Often(FaultKinds.Throttle, 0.03),
            Often(FaultKinds.Unavailable, 0.02),
            Often(FaultKinds.ResetBefore, 0.01),
            Often(FaultKinds.ResetAfterCommit, 0.02, Writes),
            Often(FaultKinds.ErrorAfterCommit, 0.01, Writes),
        ],
        ["storm"] =
        [
            Often(FaultKinds.Throttle, 0.05),
            Often(FaultKinds.Throttle, 0.01) with { RetryAfter = 1 },
            Often(FaultKinds.Unavailable, 0.03),
            Often(FaultKinds.Unavailable, 0.02) with { Html = true },
            Often(FaultKinds.ResetBefore, 0.03),
            Often(FaultKinds.ResetAfterCommit, 0.05, Writes),
            Often(FaultKinds.ErrorAfterCommit, 0.03, Writes),
            Often(FaultKinds.LateCommit, 0.02, Writes) with { Delay = TimeSpan.FromMilliseconds(400), Hold = TimeSpan.FromMilliseconds(100) },
            Often(FaultKinds.Timeout, 0.01) with { Hold = TimeSpan.FromMilliseconds(800) },
            Often(FaultKinds.SlowPage, 0.02, Reads) with { Delay = TimeSpan.FromMilliseconds(500) },
            Often(FaultKinds.ExpireToken, 0.01),
            Often(FaultKinds.RevokeToken, 0.003),
            Often(FaultKinds.RowLock, 0.03, Writes),
            Often(FaultKinds.PartialBatch, 0.03, Writes),
            Often(FaultKinds.LateVisible, 0.03) with { Delay = TimeSpan.FromSeconds(2) },
            Often(FaultKinds.StaleIndex, 0.03) with { Delay = TimeSpan.FromSeconds(2) },
        ],
    };

    public static IReadOnlyCollection<string> Names => Profiles.Keys;

    public static IReadOnlyList<ArmedFault> Arm(SimulatedSystem system, string profile, int seed)
    {
        ArgumentNullException.ThrowIfNull(system);
        var orders = Profiles.GetValueOrDefault(profile)
            ?? throw new FormatException($"There is no fault profile \"{profile}\": {string.Join(", ", Profiles.Keys)}.");
        return [.. orders.Select((order, index) => order with { Seed = unchecked((seed * 31) + index) })
            .Where(order => !system.Unmet.ContainsKey(order.Kind)).Select(system.Faults.Arm)];
    }

    private static FaultOrder Often(string kind, double probability, string? operation = null) => new(kind, operation, Times: null, Probability: probability);
}
