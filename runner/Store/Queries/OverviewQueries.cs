using System.Globalization;
using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Port;
using Harness.Store.Model;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Queries;

/// <summary>How things stand, in one look.</summary>
internal static class OverviewQueries
{
    private const int Newest = 500;
    private const int Runs = 12;

    private static readonly ItemState[] NotThrough = [ItemState.Pending, ItemState.Waiting, ItemState.Stopped];

    public static async Task<Overview> ReadAsync(LedgerContext model, string integration, DateTimeOffset now, CancellationToken ct)
    {
        var status = await LedgerQueries.StatusAsync(model, integration, now, ct);
        var amounts = await model.WorkItems.AsNoTracking()
            .Where(i => i.Integration == integration && NotThrough.Contains(i.State) && i.Flow == "sales_orders")
            .Join(
                model.RecordValues.Where(v => v.Integration == integration && v.Entity == OrderFields.Entity && v.Field == OrderFields.Amount.Name && v.Value != null),
                i => new { i.Side, i.RecordId }, v => new { v.Side, v.RecordId }, (i, v) => new { v.RecordId, v.Value })
            .Distinct().ToListAsync(ct);
        var created = await model.Intents.AsNoTracking()
            .Where(i => i.Integration == integration && i.Entity == OrderFields.Entity && i.RecordId == null
                && (i.Outcome == IntentOutcome.Written || i.Outcome == IntentOutcome.Adopted))
            .OrderByDescending(i => i.Id).Take(Newest)
            .Join(model.WorkItems, i => i.ItemId, w => w.Id, (i, w) => new { i.Id, i.ClosedAt, w.ChangedAt, w.TriggeredBy })
            .ToListAsync(ct);
        var runs = await model.Runs.AsNoTracking().Where(r => r.Integration == integration).OrderByDescending(r => r.Id).Take(Runs).ToListAsync(ct);
        var questions = await model.Decisions.AsNoTracking()
            .Where(d => d.Integration == integration && d.Verdict == Verdict.Open)
            .GroupBy(d => d.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var day = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        var calls = await model.Set<CallCountRow>().AsNoTracking().Where(c => c.Day == day).ToListAsync(ct);
        return new Overview(
            status,
            [.. amounts.Select(a => MoneyOf(a.Value!)).OfType<Money>().GroupBy(m => m.Currency).Select(g => new Money(g.Sum(m => m.Amount), g.Key)).OrderByDescending(m => m.Amount)],
            amounts.Count,
            [.. created.OrderByDescending(c => c.Id).Where(c => c.ClosedAt is not null && c.TriggeredBy != WorkTrigger.Backfill).Select(c => c.ClosedAt!.Value - c.ChangedAt)],
            [.. runs.Select(r => r.ToRun())],
            questions.ToDictionary(q => q.Key, q => q.Count),
            calls.ToDictionary(c => c.System, c => c.Calls));
    }

    public static async Task<IReadOnlyList<AuditLine>> AuditAsync(LedgerContext model, AuditQuery query, CancellationToken ct)
    {
        var rows = model.Audit.AsNoTracking().Where(a => a.Integration == query.Integration || a.Integration == "");
        rows = query.Actor is { } actor ? rows.Where(a => a.Actor == actor) : rows;
        rows = query.PeopleOnly ? rows.Where(a => a.Actor != "harness") : rows;
        rows = query.Action is { } action ? rows.Where(a => a.Action == action) : rows;
        rows = query.RecordId is { } record ? rows.Where(a => a.RecordId == record) : rows;
        rows = query.Before is { } before ? rows.Where(a => a.Seq < before) : rows;
        rows = query.Since is { } since ? rows.Where(a => a.At >= since) : rows;
        return [.. (await rows.OrderByDescending(a => a.Seq).Take(query.Most).ToListAsync(ct)).Select(row => new AuditLine(row.Seq, row.ToEntry(), row.Hash))];
    }

    public static async Task<IReadOnlyList<Person>> PeopleAsync(LedgerContext model, CancellationToken ct) =>
        [.. (await model.People.AsNoTracking().OrderBy(p => p.Name).ToListAsync(ct)).Select(row => row.ToPerson())];

    public static async Task<IReadOnlyDictionary<string, string>> ChoicesAsync(LedgerContext model, string integration, CancellationToken ct) =>
        await model.Choices.AsNoTracking().Where(c => c.Integration == integration).ToDictionaryAsync(c => c.Name, c => c.Value, ct);

    public static async Task<IReadOnlyList<AlertRow>> AlertsAsync(LedgerContext model, string integration, int most, CancellationToken ct) =>
        [.. (await model.Alerts.AsNoTracking().Where(a => a.Integration == integration).OrderByDescending(a => a.Id).Take(most).ToListAsync(ct)).Select(row => row.ToAlert())];

    private static Money? MoneyOf(string text) =>
        text.Split(' ') is [var amount, var currency] && decimal.TryParse(amount, CultureInfo.InvariantCulture, out var number) ? new Money(number, currency) : null;
}
