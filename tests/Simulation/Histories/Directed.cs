using Harness.Simulators.Behaviours;

namespace Harness.Simulation.Histories;

/// <summary>A day on which a bit of everything happens, so that a runner comes by every crash point there is.</summary>
internal static class Directed
{
    public static History Day { get; } = new(
        Business: 0,
        Latency: 7,
        Acts:
        [
            new Act(Deed.CreateAccount, 1, 1, 101, TimeSpan.FromSeconds(20)),
            new Act(Deed.CreateContact, 0, 1, 102, TimeSpan.FromSeconds(5)),
            new Act(Deed.Close, 0, 0, 103, TimeSpan.FromSeconds(40)),
            new Act(Deed.Close, 0, 0, 104, TimeSpan.FromSeconds(5)),
            new Act(Deed.EditAccount, 0, 2, 105, TimeSpan.FromSeconds(60)),
            new Act(Deed.EditContact, 0, 0, 106, TimeSpan.FromSeconds(5)),
            new Act(Deed.EditItem, 0, 0, 107, TimeSpan.FromSeconds(5)),
            new Act(Deed.EditCustomer, 0, 1, 108, TimeSpan.FromSeconds(5)),
            new Act(Deed.Invoice, 0, 1, 109, TimeSpan.FromSeconds(150)),
            new Act(Deed.Invoice, 1, 1, 110, TimeSpan.FromSeconds(5)),
            new Act(Deed.Pay, 0, 1, 111, TimeSpan.FromSeconds(60)),
            new Act(Deed.Credit, 1, 1, 112, TimeSpan.FromSeconds(30)),
            new Act(Deed.Reopen, 0, 0, 113, TimeSpan.FromSeconds(60)),
        ],
        Troubles:
        [
            new Trouble(InErp: true, FaultKinds.Unavailable, null, Skips: 0, Times: 6, Seconds: 5, Html: false, TimeSpan.FromSeconds(180)),
        ],
        Crashes: []) { HasBackfill = true };
}
