using Harness.Simulation.Runner;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Checks;

/// <summary>What must hold of the ledger when everything has come to rest: everything read is somewhere, with a reason where it did not go through.</summary>
internal sealed class LedgerInvariants(ILedger ledger, SimulatedCompany company)
{
    public async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken ct)
    {
        var options = SimulatedRunner.Options();
        var items = await ledger.ListItemsAsync(new ItemFilter(SimulatedRunner.Id) { Most = 100_000 }, ct);
        var status = await ledger.ReadStatusAsync(SimulatedRunner.Id, company.Clock.GetUtcNow(), ct);
        List<string> problems =
        [
            .. items.Where(item => item.State == ItemState.Pending).Select(item => $"accounting: {Name(item)} is pending at rest"),
            .. items.Where(item => item.State is ItemState.Stopped or ItemState.Waiting or ItemState.Skipped && string.IsNullOrEmpty(item.Reason))
                .Select(item => $"accounting: {Name(item)} is {item.State} without a reason"),
            .. items.Where(item => item.Attempts > options.MaxAttempts).Select(item => $"bounded: {Name(item)} was tried {item.Attempts} times"),
        ];
        if (await ledger.VerifyAuditAsync(ct) is { } broken)
        {
            problems.Add($"audit: the chain does not hold at {broken}");
        }

        if (status.OpenIntents > 0 && !items.Any(item => item.State is ItemState.Stopped or ItemState.Waiting))
        {
            problems.Add($"intents: {status.OpenIntents} are open at rest and nothing shows them");
        }

        return problems;
    }

    private static string Name(WorkItem item) => $"{item.Flow} {item.Subject} {item.Version}";
}
