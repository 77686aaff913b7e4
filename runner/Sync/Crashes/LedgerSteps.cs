using System.Collections.Concurrent;
using System.Reflection;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;

namespace Harness.Sync.Crashes;

/// <summary>A ledger that tells at which step of the protocol the run is. Open for the runtime, which derives the proxy from it.</summary>
public class LedgerSteps : DispatchProxy
{
    private readonly ConcurrentDictionary<string, string> _working = new(StringComparer.Ordinal);
    private ILedger _ledger = null!;
    private CrashPoints _points = null!;

    public static ILedger Around(ILedger ledger, CrashPoints points)
    {
        var proxy = Create<ILedger, LedgerSteps>();
        ((LedgerSteps)(object)proxy)._ledger = ledger;
        ((LedgerSteps)(object)proxy)._points = points;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return (targetMethod.Name, args) switch
        {
            (nameof(ILedger.StorePageAsync), [CursorKey key, ..]) when _points.EntityOfSource(key.Source) is { } entity => Backfill.IsOf(key)
                ? AfterAsync(CrashStep.Queued, entity, Call<int>)
                : StorePageAsync(entity, Call<int>),
            (nameof(ILedger.ClaimAsync), [string integration, string flow, ..]) => ClaimAsync(integration, flow, Call<IReadOnlyList<WorkItem>>),
            (nameof(ILedger.WriteIntentsAsync), [IReadOnlyList<Intent> { Count: > 0 } intents, ..]) =>
                WriteIntentsAsync(intents, Call<IReadOnlyList<Intent>>),
            (nameof(ILedger.CommitAsync), [PassCommit commit, ..]) => CommitAsync(commit, () => (Task)Forward()!),
            (nameof(ILedger.DropNotesAsync), [IReadOnlyList<StatusNote> { Count: > 0 } notes, ..]) => DropNotesAsync(notes, () => (Task)Forward()!),
            (nameof(ILedger.MarkAlertsSentAsync), _) => MarkAlertsAsync(() => (Task)Forward()!),
            _ => Forward(),
        };

        object? Forward() => targetMethod.Invoke(_ledger, BindingFlags.DoNotWrapExceptions, null, args, null);

        Task<T> Call<T>() => (Task<T>)Forward()!;
    }

    private async Task<int> StorePageAsync(string entity, Func<Task<int>> store)
    {
        await _points.ReachAsync(CrashStep.PageRead, entity);
        return await AfterAsync(CrashStep.PageStored, entity, store);
    }

    private async Task<IReadOnlyList<WorkItem>> ClaimAsync(string integration, string flow, Func<Task<IReadOnlyList<WorkItem>>> claim)
    {
        var claimed = await claim();
        if (claimed.Count > 0)
        {
            _working[integration] = _points.EntityOf(flow);
            await _points.ReachAsync(CrashStep.Claimed, _working[integration]);
        }

        return claimed;
    }

    private Task<IReadOnlyList<Intent>> WriteIntentsAsync(IReadOnlyList<Intent> intents, Func<Task<IReadOnlyList<Intent>>> write)
    {
        foreach (var intent in intents)
        {
            _points.Intended(intent.Key, intent.Entity);
        }

        return AfterAsync(CrashStep.IntentWritten, intents[0].Entity, write);
    }

    private async Task CommitAsync(PassCommit commit, Func<Task> record)
    {
        var entity = _working.GetValueOrDefault(commit.Integration);
        if (entity is not null && commit.Intents.Any(intent => intent.Outcome is IntentOutcome.Written or IntentOutcome.Refused))
        {
            await _points.ReachAsync(CrashStep.AnswerRead, entity);
        }

        await record();
        if (entity is not null)
        {
            await _points.ReachAsync(CrashStep.Recorded, entity);
        }
    }

    private async Task DropNotesAsync(IReadOnlyList<StatusNote> notes, Func<Task> drop)
    {
        foreach (var entity in notes.Select(note => _points.EntityOf(note.Flow)).Distinct())
        {
            await _points.ReachAsync(CrashStep.Shown, entity);
        }

        await drop();
    }

    private async Task MarkAlertsAsync(Func<Task> mark)
    {
        await _points.ReachAsync(CrashStep.AlertSent, CrashPoint.Alert);
        await mark();
        await _points.ReachAsync(CrashStep.AlertMarked, CrashPoint.Alert);
    }

    private async Task<T> AfterAsync<T>(string step, string entity, Func<Task<T>> act)
    {
        var result = await act();
        await _points.ReachAsync(step, entity);
        return result;
    }
}
