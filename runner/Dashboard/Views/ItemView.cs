using Harness.Dashboard.Doors;
using Harness.Port;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Views;

/// <summary>One record's trouble: what happened, whose it is, what to do, and all that was done.</summary>
public sealed record ItemView(
    DateTimeOffset Now, DeskItem Desk, string Entity, FaultPage? Page, FaultClass? Class, string? Steward, RecordView Record, IReadOnlyList<string> People, bool IsOverridable,
    IReadOnlyList<EditField> Fields, Decision? Asked)
{
    public static async Task<ItemView?> ReadAsync(Ask ask)
    {
        var ledger = ask.Office.Ledger;
        var page = await ledger.ReadDeskAsync(new DeskQuery(ask.Integration.Id) { ItemId = ask.Id }, ask.Ct);
        if (page.Items is not [var desk])
        {
            return null;
        }

        var item = desk.Item;
        var entity = ask.Integration.EntityOf(item.Flow);
        var record = await RecordView.ReadAsync(ask, entity, item.Side, item.Subject.Id);
        return record is null ? null : new ItemView(
            ask.Office.Now, desk, entity, item.Fault is { } fault ? FaultCatalogue.Of(fault) : null, item.Fault is { } kind ? FaultClasses.Of(kind) : null,
            ask.Integration.StewardOf(entity, []), record, [.. (await ledger.ReadPeopleAsync(ask.Ct)).Where(person => !person.IsDisabled).Select(person => person.Name)],
            DeskRules.IsOverridable(item), [], record.Decisions.FirstOrDefault(one => one.Verdict == Verdict.Open));
    }
}
