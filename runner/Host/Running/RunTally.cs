using Harness.Sync.Cycles;
using Harness.Sync.Ledger;

namespace Harness.Host.Running;

/// <summary>What one run did, for the people who look at it later.</summary>
internal sealed class RunTally(string integration)
{
    private DateTimeOffset _began;
    private int _synced;
    private int _stopped;
    private int _waiting;

    public void Begin(DateTimeOffset now) => (_began, _synced, _stopped, _waiting) = (now, 0, 0, 0);

    public void Count(CycleProgress progress)
    {
        foreach (var state in progress.Items.Select(item => item.End!.State))
        {
            _synced += state is ItemState.Synced or ItemState.Compared ? 1 : 0;
            _stopped += state == ItemState.Stopped ? 1 : 0;
            _waiting += state == ItemState.Waiting ? 1 : 0;
        }
    }

    /// <summary>A run in which nothing moved is not worth a line.</summary>
    public Task KeepAsync(ILedger ledger, CycleResult result, DateTimeOffset now, CancellationToken ct)
    {
        var trouble = result.Unreachable.Count == 0 ? null : string.Join(" ", result.Unreachable.Select(one => one.Message).Distinct());
        return _synced + _stopped + _waiting == 0 && trouble is null
            ? Task.CompletedTask
            : ledger.NoteRunAsync(new RunNote(integration, _began, now, result.Found, _synced, _stopped, _waiting, trouble), ct);
    }
}
