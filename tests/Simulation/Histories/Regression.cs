using Harness.Simulators.Behaviours;

namespace Harness.Simulation.Histories;

/// <summary>A history that broke something once, and what it was. It is played in every run.</summary>
internal sealed record Regression(string Cause, History History)
{
    public static IReadOnlyList<Regression> All { get; } =
    [
        new(
            "A pause that a vendor had asked for ended at once when the clock of the runner's machine was put forward.",
            new History(
                Business: 1, Latency: 21,
                Acts: [new Act(Deed.EditAccount, 0, 0, 201, TimeSpan.FromSeconds(30)), new Act(Deed.JumpClock, 0, 0, 1_700, TimeSpan.FromSeconds(42)), new Act(Deed.EditAccount, 1, 2, 202, TimeSpan.FromSeconds(1))],
                Troubles:
                [
                    new Trouble(InErp: false, FaultKinds.Throttle, null, Skips: 0, Times: 1, Seconds: 40, Html: false, TimeSpan.FromSeconds(31)),
                    new Trouble(InErp: true, FaultKinds.Unavailable, null, Skips: 0, Times: 1, Seconds: 40, Html: false, TimeSpan.FromSeconds(31)),
                ],
                Crashes: [])),
    ];
}
