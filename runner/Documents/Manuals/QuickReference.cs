using Harness.Core.Mapping;
using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>One page for people who never open a dashboard.</summary>
internal static class QuickReference
{
    public static Document Of(Setup setup) => new(
        "Quick reference", $"What {setup.Crm.Title} shows about {setup.Erp.Title}, and what to do about it.",
        [States(setup), Where(setup), Rules(setup)]);

    private static Section States(Setup setup) => new("What the sync state means",
    [
        new Grid(["State", "Meaning", "What to do"],
        [
            ["synced", $"{setup.Erp.Title} has it", "nothing"],
            ["waiting", "another record, an approval or a time is waited for; the message says which", "nothing, unless the message names you"],
            ["stopped", "somebody must act; the message says who and how", "mend what the message names; it goes on by itself"],
        ]),
    ]);

    private static Section Where(Setup setup) => new($"Where to look in {setup.Crm.Title}",
    [
        new Grid(["Record", "State", "Number", "Message"], [.. setup.InOrder().Where(flow => flow.Entity.Status is not null).Select(flow => (IReadOnlyList<Phrase>)
            [flow.Entity.CrmObject, Field(flow.Entity.Status!.State), Field(flow.Entity.Status.Number), Field(flow.Entity.Status.Message)])]),
        .. setup.InOrder().Where(flow => flow.Entity.Rollups.Count > 0).Select(flow => new Grid(
            ["About invoices", "On", "In"], [.. flow.Entity.Rollups.Select(rollup => (IReadOnlyList<Phrase>)[Meaning(rollup), setup.Matrix.Entities[rollup.Target].CrmObject, Phrase.Code(rollup.Path)])])),
    ]);

    private static Section Rules(Setup setup) => new("Good to know", [new Bullets(
    [
        $"A won deal is an order in {setup.Erp.Title} soon after; do not key it in there.",
        $"A discount above {setup.Policy.DiscountLimitPercent:0.##} % waits until it is approved.",
        .. setup.InOrder().SelectMany(flow => flow.Entity.Rows.Where(row => row is { Conflict: ConflictRule.OwnerAlways, CrmPath: not null, ErpPath: not null })
            .Select(row => (Phrase)$"{Words.Of(row.Field)} of an {Words.Of(flow.Entity.Entity).ToLowerInvariant()} is decided in {setup.In(row.Owner).Title}: an edit on the other side is put back.")),
    ])]);

    private static Phrase Field(string? path) => path is null ? "-" : Phrase.Code(path);

    private static string Meaning(RollupRow rollup) => $"{Words.Of(rollup.Field)}{(rollup.Where is { } state ? $", {state} only" : string.Empty)}";
}
