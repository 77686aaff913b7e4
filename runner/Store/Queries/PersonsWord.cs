using System.Text.Json;
using Harness.Port;
using Harness.Store.Model;
using Harness.Store.Sql;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Queries;

/// <summary>What a person decides, and what it sets free. Always audited, never fenced: a runner may be at work meanwhile.</summary>
internal static class PersonsWord
{
    public static async Task<bool> DecideAsync(
        SqlSession session, long id, Verdict verdict, string? choice, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        var decisions = session.Model.Decisions;
        var decided = await decisions.Where(d => d.Id == id && d.Verdict == Verdict.Open).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Verdict, verdict)
                .SetProperty(d => d.Choice, choice)
                .SetProperty(d => d.DecidedBy, by)
                .SetProperty(d => d.Why, why)
                .SetProperty(d => d.DecidedAt, at),
            ct);
        if (decided == 0)
        {
            return false;
        }

        var decision = await decisions.AsNoTracking().SingleAsync(d => d.Id == id, ct);
        var waiting = await session.Model.WorkItems
            .Where(i => i.Integration == decision.Integration && i.Flow == decision.Flow && i.RecordId == decision.RecordId
                && i.Side == decision.Side && i.ObjectType == decision.ObjectType)
            .Select(i => i.Id)
            .ToListAsync(ct);
        await OutcomeSql.LetGoAsync(session, [.. waiting, decision.ItemId], at, ct);
        var details = JsonSerializer.Serialize(new { decision = id, kind = $"{decision.Kind}", verdict = $"{verdict}", choice, why });
        await AuditChain.AppendAsync(
            session,
            decision.Integration,
            [new AuditEntry(at, by, "decided", decision.Flow, decision.ToDecision().Subject, details)],
            ct);
        return true;
    }

    public static async Task<bool> SteerAsync(
        SqlSession session, long id, ItemState to, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        var lease = (await LeaseSql.ReadAsync(session, ct))?.Lease;
        var item = await session.Model.WorkItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct);
        var inHand = item?.ClaimedEpoch is { } claimed && claimed == lease?.Epoch && lease.Until > at;
        if (item is null || !IsOpen(item.State) || (inHand && to != ItemState.Pending))
        {
            return false;
        }

        if (!inHand)
        {
            await ApplyAsync(session.Model, id, to, by, why, at, ct);
        }

        var details = JsonSerializer.Serialize(new { item = id, from = $"{item.State}", to = $"{to}", why });
        await AuditChain.AppendAsync(
            session,
            item.Integration,
            [new AuditEntry(at, by, "steered", item.Flow, new RecordRef(item.System, item.ObjectType, item.RecordId), details)],
            ct);
        return true;
    }

    public static async Task<bool> OverrideAsync(SqlSession session, long id, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        var item = await session.Model.WorkItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.State == ItemState.Stopped, ct);
        if (item?.Fault is not { } fault)
        {
            return false;
        }

        await QuestionSql.KeepOverrideAsync(session, item, fault, by, why, at, ct);
        await ApplyAsync(session.Model, id, ItemState.Pending, by, why, at, ct);
        var details = JsonSerializer.Serialize(new { item = id, fault = $"{fault}", why });
        await AuditChain.AppendAsync(
            session,
            item.Integration,
            [new AuditEntry(at, by, "overridden", item.Flow, new RecordRef(item.System, item.ObjectType, item.RecordId), details)],
            ct);
        return true;
    }

    private static bool IsOpen(ItemState state) => state is ItemState.Pending or ItemState.Waiting or ItemState.Stopped;

    private static Task<int> ApplyAsync(
        LedgerContext model, long id, ItemState to, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        var again = to == ItemState.Pending;
        var reason = again ? null : $"resolved by {by}: {why}";
        return model.WorkItems.Where(i => i.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, to)
                .SetProperty(i => i.Reason, reason)
                .SetProperty(i => i.Fault, (FaultKind?)null)
                .SetProperty(i => i.DueAt, (DateTimeOffset?)null)
                .SetProperty(i => i.WaitsOn, (string?)null)
                .SetProperty(i => i.Attempts, i => again ? 0 : i.Attempts)
                .SetProperty(i => i.TriggeredBy, i => again && i.TriggeredBy == WorkTrigger.Poll ? WorkTrigger.Retry : i.TriggeredBy)
                .SetProperty(i => i.ClaimedEpoch, (long?)null)
                .SetProperty(i => i.UpdatedAt, at),
            ct);
    }
}
