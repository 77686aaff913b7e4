using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Cycles;

/// <summary>
/// Documents that change their state because a day has passed, with no change at the vendor: an invoice falls overdue.
/// One look-up when the day has changed in the ERP company's time zone, none otherwise.
/// </summary>
public sealed class AgeingScan(Integration integration, Flow flow)
{
    private readonly EntityMatrix _matrix = integration.Matrix.Entities[flow.Entity];
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(integration.Options.TimeZone);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (flow.AgesByPath is null)
        {
            return 0;
        }

        var key = new CursorKey(integration.Id, integration.Erp.System, $"{flow.Name}/ageing");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(integration.Now, _zone).DateTime);
        var cursor = await integration.Ledger.ReadCursorAsync(key, ct);
        var last = cursor is null ? today : DateOnly.ParseExact(cursor, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (cursor is not null && last >= today)
        {
            return 0;
        }

        var days = Enumerable.Range(0, today.DayNumber - last.DayNumber).Select(last.AddDays).ToList();
        var due = days.Count == 0 ? [] : await FindAsync(days, ct);
        return await integration.Ledger.StorePageAsync(key, cursor, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [.. due.Select(Work)], integration.Now, ct);

        NewWork Work(RawRecord document) => new(
            flow.Name, SystemRole.Erp, document.Ref, $"aged:{today:yyyy-MM-dd}", integration.Now, null, WorkTrigger.FollowUp, flow.Rank);
    }

    private Task<IReadOnlyList<RawRecord>> FindAsync(IEnumerable<DateOnly> days, CancellationToken ct)
    {
        var path = _matrix.ErpPathOf(flow.AgesByPath!);
        return integration.Erp.FindManyAsync(
            new Selection(_matrix.ErpObject, path),
            [.. days.Select(day => new FindKey(path, JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))))], ct);
    }
}
