using Harness.Core.Records;
using Harness.Port;
using Harness.Store.Queries;
using Harness.Store.Sql;
using Harness.Sync.Ledger;

namespace Harness.Store;

/// <summary>
/// The ledger on EF Core: the model, migrations and what people ask go through EF, the hot path through hand-written
/// statements in the same transaction. What belongs to a pass needs this instance's lease and is refused once another
/// runner has taken it; what a person does needs none.
/// </summary>
public sealed partial class Ledger : ILedger, IAsyncDisposable
{
    private readonly LedgerDatabase _database;
    private readonly TimeProvider _clock;
    private Lease? _lease;

    internal Ledger(LedgerDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Set where the ledger turned out to be an older copy when this process opened it.</summary>
    public Restoration? Restored { get; internal init; }

    internal LedgerDatabase Database => _database;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    public async Task<Lease> TakeLeaseAsync(string owner, TimeSpan holdFor, CancellationToken ct)
    {
        if (!_database.TryEnter())
        {
            throw Refused(await _database.ReadAsync(session => LeaseSql.ReadAsync(session, ct), ct));
        }

        var taken = false;
        try
        {
            _lease = await _database.WriteAsync(session => TakeLeaseAsync(session, owner, holdFor, ct), ct);
            taken = true;
            return _lease;
        }
        finally
        {
            if (!taken && _lease is null)
            {
                _database.Leave();
            }
        }
    }

    public async Task RenewLeaseAsync(TimeSpan holdFor, CancellationToken ct)
    {
        var until = _clock.GetUtcNow() + holdFor;
        _lease = await _database.WriteAsync(
            async session =>
            {
                var lease = await FenceAsync(session, ct);
                await LeaseSql.ExtendAsync(session, lease.Epoch, until, ct);
                return lease with { Until = until };
            },
            ct);
    }

    public async Task ReleaseLeaseAsync(CancellationToken ct)
    {
        if (_lease is not { } lease)
        {
            return;
        }

        var now = _clock.GetUtcNow();
        await _database.WriteAsync(
            async session =>
            {
                if (await LeaseSql.ExtendAsync(session, lease.Epoch, now, ct))
                {
                    await WorkSql.FreeClaimsAsync(session, now, ct);
                }

                return true;
            },
            ct);
        _lease = null;
        _database.Leave();
    }

    public Task<string?> ReadCursorAsync(CursorKey key, CancellationToken ct) =>
        _database.ReadAsync(session => BookkeepingSql.ReadCursorAsync(session, key, ct), ct);

    public Task<int> StorePageAsync(
        CursorKey key, string? expected, string cursor, IReadOnlyList<NewWork> work, DateTimeOffset at, CancellationToken ct) =>
        OpenToAllAsync(
            async session =>
            {
                await BookkeepingSql.MoveCursorAsync(session, key, expected, cursor, at, ct);
                return (await WorkSql.StoreAsync(session, key.Integration, work, at, ct)).Count;
            },
            ct);

    public Task<int> EnqueueAsync(string integration, IReadOnlyList<NewWork> work, DateTimeOffset at, CancellationToken ct) =>
        _database.WriteAsync(async session => (await WorkSql.StoreAsync(session, integration, work, at, ct)).Count, ct);

    public Task<IReadOnlyList<WorkItem>> ClaimAsync(string integration, string flow, int most, DateTimeOffset now, CancellationToken ct) =>
        FencedAsync((session, lease) => WorkSql.ClaimAsync(session, integration, flow, most, now, lease.Epoch, ct), ct);

    public Task ReturnAsync(IReadOnlyCollection<long> items, CancellationToken ct) =>
        FencedAsync((session, lease) => WorkSql.ReturnAsync(session, items, lease.Epoch, _clock.GetUtcNow(), ct), ct);

    public async Task<IReadOnlyList<Link>> ReadLinksAsync(
        string integration, string entity, SystemRole side, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        await _database.ReadAsync(session => LinkSql.ReadAsync(session, integration, entity, side, ids, ct), ct);

    public Task<IReadOnlyDictionary<string, string>> ClaimKeysAsync(
        string integration, string entity, IReadOnlyDictionary<string, string> subjectByKey, DateTimeOffset at, CancellationToken ct) =>
        FencedAsync((session, _) => LinkSql.ClaimKeysAsync(session, integration, entity, subjectByKey, at, ct), ct);

    public async Task<IReadOnlyList<Intent>> OpenIntentsAsync(string integration, IReadOnlyCollection<long> items, CancellationToken ct) =>
        await _database.ReadAsync(session => IntentSql.ReadOpenAsync(session, integration, items, ct), ct);

    public Task<IReadOnlyList<Intent>> WriteIntentsAsync(IReadOnlyList<Intent> intents, CancellationToken ct) =>
        FencedAsync((session, _) => IntentSql.WriteAsync(session, intents, ct), ct);

    public Task CommitAsync(PassCommit commit, CancellationToken ct) => FencedAsync(
        async (session, _) =>
        {
            var (integration, at) = (commit.Integration, commit.At);
            await IntentSql.CloseAsync(session, integration, commit.Intents, at, ct);

            // Links before outcomes and outcomes before releases: an item that begins to wait here for a record that is
            // recorded here must not wait for ever.
            await LinkChangeSql.ApplyAsync(session, integration, commit.LinkChanges, ct);
            await LinkSql.UpsertAsync(session, integration, commit.Links, ct);
            await OutcomeSql.RecordAsync(session, integration, commit.Outcomes, at, ct);
            await WorkSql.StoreAsync(session, integration, commit.FollowUps, at, ct);
            await OutcomeSql.ReleaseAsync(session, integration, commit.Releases, at, ct);
            await QuestionSql.AskAsync(session, integration, commit.Questions, at, ct);
            await AuditChain.AppendAsync(session, integration, commit.Audit, ct);
            await NoteSql.KeepAsync(session, commit.Notes, ct);
            await AlertSql.RaiseAsync(session, integration, commit.Alerts, at, ct);
            await PeopleSql.KeepValuesAsync(session, integration, commit.Values, ct);
        },
        ct);

    public Task<IReadOnlyList<Decision>> ReadDecisionsAsync(
        string integration, string flow, IReadOnlyCollection<RecordRef> subjects, CancellationToken ct) =>
        _database.ReadAsync(session => LedgerQueries.DecisionsAsync(session.Model, integration, flow, subjects, ct), ct);

    public Task<IReadOnlyList<Decision>> ListDecisionsAsync(string integration, DecisionKind kind, Verdict? verdict, CancellationToken ct) =>
        _database.ReadAsync(session => LedgerQueries.DecisionsAsync(session.Model, integration, kind, verdict, ct), ct);

    public Task<bool> DecideAsync(
        long decision, Verdict verdict, string? choice, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)verdict, (int)Verdict.Open, nameof(verdict));
        return _database.WriteAsync(session => PersonsWord.DecideAsync(session, decision, verdict, choice, by, why, at, ct), ct);
    }

    public Task<IReadOnlyList<StatusNote>> ReadNotesAsync(string integration, int most, CancellationToken ct) =>
        _database.ReadAsync(session => LedgerQueries.NotesAsync(session.Model, integration, most, ct), ct);

    public Task DropNotesAsync(IReadOnlyList<StatusNote> notes, CancellationToken ct) =>
        FencedAsync((session, _) => NoteSql.DropAsync(session, notes, ct), ct);

    public Task<IReadOnlyList<WorkItem>> ListItemsAsync(ItemFilter filter, CancellationToken ct) =>
        _database.ReadAsync(session => LedgerQueries.ItemsAsync(session.Model, filter, ct), ct);

    public Task<bool> SteerAsync(long item, ItemState to, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        if (to is ItemState.Waiting or ItemState.Stopped)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "A person lets an item go or closes it.");
        }

        return _database.WriteAsync(session => PersonsWord.SteerAsync(session, item, to, by, why, at, ct), ct);
    }

    public Task<bool> OverrideAsync(long item, string by, string why, DateTimeOffset at, CancellationToken ct) =>
        _database.WriteAsync(session => PersonsWord.OverrideAsync(session, item, by, why, at, ct), ct);

    public Task<LedgerStatus> ReadStatusAsync(string integration, DateTimeOffset now, CancellationToken ct) =>
        _database.ReadAsync(session => LedgerQueries.StatusAsync(session.Model, integration, now, ct), ct);

    public Task<RecordHistory> ReadHistoryAsync(string integration, string entity, string recordId, CancellationToken ct) =>
        _database.ReadAsync(session => LedgerQueries.HistoryAsync(session.Model, integration, entity, recordId, ct), ct);

    public Task<long> CountCallsAsync(string system, DateOnly day, long calls, CancellationToken ct) =>
        OpenToAllAsync(session => BookkeepingSql.CountCallsAsync(session, system, day, calls, ct), ct);

    public Task<IReadOnlyList<AlertRow>> ReadUnsentAlertsAsync(int most, CancellationToken ct) =>
        _database.ReadAsync(session => LedgerQueries.UnsentAlertsAsync(session.Model, most, ct), ct);

    public Task MarkAlertsSentAsync(IReadOnlyCollection<long> alerts, DateTimeOffset at, CancellationToken ct) =>
        OpenToAllAsync(session => AlertSql.MarkSentAsync(session, alerts, at, ct), ct);

    public Task RaiseAlertsAsync(string integration, IReadOnlyList<NewAlert> alerts, DateTimeOffset at, CancellationToken ct) =>
        OpenToAllAsync(session => AlertSql.RaiseAsync(session, integration, alerts, at, ct), ct);

    public Task<long?> VerifyAuditAsync(CancellationToken ct) =>
        _database.ReadAsync(session => AuditChain.VerifyAsync(session, ct), ct);

    private async Task<Lease> TakeLeaseAsync(SqlSession session, string owner, TimeSpan holdFor, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var held = await LeaseSql.ReadAsync(session, ct);
        var gone = _database.KeepsOthersOut && held?.Machine == Environment.MachineName;
        if (held is not null && held.Lease.Until > now && held.Lease.Epoch != _lease?.Epoch && !gone)
        {
            throw Refused(held);
        }

        var lease = new Lease(owner, (held?.Lease.Epoch ?? 0) + 1, now + holdFor);
        await LeaseSql.WriteAsync(session, new LeaseHolder(lease, Environment.MachineName, Environment.ProcessId, now), ct);
        await WorkSql.FreeClaimsAsync(session, now, ct);
        return lease;
    }

    private LedgerRefusedException Refused(LeaseHolder? holder) => new(holder is null
        ? $"Another process is starting on the ledger {_database.Name}. One runner works on a ledger at a time."
        : $"The ledger {_database.Name} is in use by {holder.Lease.Owner} (process {holder.ProcessId} on {holder.Machine}, since "
            + $"{holder.TakenAt:yyyy-MM-dd HH:mm:ss}Z). One runner works on a ledger at a time: stop that one first, or wait until "
            + $"its lease ends at {holder.Lease.Until:HH:mm:ss}Z if its machine is gone.");

    private async Task<Lease> FenceAsync(SqlSession session, CancellationToken ct)
    {
        var lease = _lease ?? throw new LeaseLostException("This process holds no lease on the ledger.");
        var held = await LeaseSql.ReadAsync(session, ct);
        return held?.Lease.Epoch == lease.Epoch
            ? lease
            : throw new LeaseLostException($"{held?.Lease.Owner} has taken the ledger over from {lease.Owner}.");
    }

    private Task<T> FencedAsync<T>(Func<SqlSession, Lease, Task<T>> work, CancellationToken ct) =>
        _database.WriteAsync(async session => await work(session, await FenceAsync(session, ct)), ct);

    private async Task FencedAsync(Func<SqlSession, Lease, Task> work, CancellationToken ct) => await _database.WriteAsync(
        async session =>
        {
            await work(session, await FenceAsync(session, ct));
            return true;
        },
        ct);

    /// <summary>Commands may do it without a lease; a runner that has lost its lease may not.</summary>
    private Task<T> OpenToAllAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct) =>
        _lease is null ? _database.WriteAsync(work, ct) : FencedAsync((session, _) => work(session), ct);
}
