using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>Who speaks for which field, what happens when both did, and where personal data goes.</summary>
internal static class GovernanceManual
{
    public static Document Of(Setup setup) => new(
        "Governance", "The system of record of each field, the rule when both sides changed it, and the personal data among them.",
        [Summary(setup), .. setup.InOrder().Where(flow => Shared(flow.Entity).Any()).Select(flow => Entity(setup, flow.Entity)), Personal(setup), Deletions(setup), Decisions(setup)]);

    private static Section Summary(Setup setup)
    {
        var rows = setup.InOrder().SelectMany(flow => Shared(flow.Entity)).ToList();
        return new Section("In one look",
        [
            new Tiles(
            [
                new Tile($"{rows.Count(row => row.Owner == SystemRole.Crm)}", $"fields owned by {setup.Crm.Title}"),
                new Tile($"{rows.Count(row => row.Owner == SystemRole.Erp)}", $"fields owned by {setup.Erp.Title}"),
                new Tile($"{rows.Count(row => row.Conflict == ConflictRule.Steward)}", "fields that a steward decides"),
                new Tile($"{rows.Count(row => row.Pii)}", "fields with personal data"),
            ]),
            new Paragraph("Edits to different fields never collide: both stay. A rule is asked only where both sides changed the same field since they last agreed."),
        ]);
    }

    private static Section Entity(Setup setup, EntityMatrix entity) => new(Words.Of(entity.Entity),
    [
        new Grid(["Field", "System of record", "Travels", "When both changed it"], [.. Shared(entity).Select(row => (IReadOnlyList<Phrase>)
            [Words.Of(row.Field), setup.In(row.Owner).Title, Words.Of(row.Direction, setup), Words.Of(row.Conflict, row.Owner, setup)])]),
    ]);

    private static IEnumerable<MappingRow> Shared(EntityMatrix entity) =>
        entity.Rows.Concat(entity.Lines?.Rows ?? []).Where(row => row.CrmPath is not null && row.ErpPath is not null && row.Direction != Direction.None);

    private static Section Personal(Setup setup) => new("Personal data",
    [
        new Grid(["Entity", "Field", setup.Crm.Title, setup.Erp.Title], [.. setup.InOrder().SelectMany(flow => flow.Entity.Rows.Where(row => row.Pii).Select(row => (IReadOnlyList<Phrase>)
            [Words.Of(flow.Entity.Entity), Words.Of(row.Field), row.CrmPath ?? "-", row.ErpPath ?? "-"]))]),
        new Paragraph("Logs, alerts and metrics name records and fields, never the values of these."),
    ]);

    private static Section Deletions(Setup setup) => new("Deleted and merged records",
    [
        new Grid(["Entity", $"Deleted in {setup.Crm.Title}", $"Deleted in {setup.Erp.Title}"], [.. setup.InOrder().Where(flow => !flow.Flow.RollsUp).Select(flow => (IReadOnlyList<Phrase>)
            [Words.Of(flow.Entity.Entity), Words.Of(flow.Entity.WhenDeletedIn(SystemRole.Crm)), Words.Of(flow.Entity.WhenDeletedIn(SystemRole.Erp))])]),
        new Paragraph("Nothing is ever deleted on the other side, and nothing that was deleted comes back by a late change. A merge moves the link to the record that stays."),
    ]);

    private static Section Decisions(Setup setup) => new("Decisions",
    [
        new Grid(["What", "Rule"],
        [
            ["Discounts", $"above {setup.Policy.DiscountLimitPercent:0.##} % an order waits for approval; changed terms are asked about anew"],
            ["Which deals become orders", setup.Policy.OrderStages.Count == 0 ? $"whatever {setup.Crm.Title} calls won" : $"those in {string.Join(", ", setup.Policy.OrderStages)}"],
            ["From when", $"deals closed on {setup.Policy.From:yyyy-MM-dd} or later"],
            ["Overdue", $"decided by the day in {setup.Policy.TimeZone}"],
        ]),
    ]);
}
