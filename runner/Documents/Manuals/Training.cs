using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>A lesson for Sales and one for Finance, with the company's own field names and the stations of the demo.</summary>
internal static class Training
{
    public static Document Sales(Setup setup) => new(
        "Training: Sales", $"Half an hour with the demo: from the close of a deal to its payment, as it looks in {setup.Crm.Title}.",
        [
            Begin("sales"),
            new Section("A deal is won", [new Bullets(
            [
                $"Set the deal to {(setup.Policy.OrderStages.Count == 0 ? "its won stage" : string.Join(" or ", setup.Policy.OrderStages))}. That is all: {setup.Erp.Title} gets the order.",
                State(setup, "sales_order") + $" on the {Object(setup, "sales_order", SystemRole.Crm)} shows \"synced\", and the order's number.",
                $"What must be filled in before: {Required(setup, "sales_order")}. Of its account: {Required(setup, "account")}.",
            ], Numbered: true)]),
            new Section("The discount is over policy", [new Paragraph($"Above {setup.Policy.DiscountLimitPercent:0.##} % the order waits. You see it in the message; the approver decides; changed terms are asked about anew.")]),
            new Section("It says \"stopped\"", [new Paragraph("Read the message: it names the field or the record, and whose it is. Correct it in place. You need not tell anybody; it goes on by itself.")]),
            new Section("Has the customer paid?", [Invoice(setup)]),
            new Section("Which fields are yours", [Owned(setup, SystemRole.Crm)]),
            Exercises(["Win a deal and find its order number.", "Win a deal with a 30 % discount: what do you see, and who decides?", "Find a deal that is stopped, mend it, and watch it go through.", "Name the open balance of one account."]),
        ]);

    public static Document Finance(Setup setup) => new(
        "Training: Finance", $"Half an hour with the demo: what arrives in {setup.Erp.Title}, what goes back, and what waits for you.",
        [
            Begin("finance"),
            new Section("An order arrives", [new Bullets(
            [
                $"Its customer exists already, or was matched or created first; a doubtful match waits for a person.",
                $"Its lines, discounts and currency are the deal's; if the total does not tie, nothing is written and both numbers are reported.",
                $"Do not key orders in by hand: a second order for a deal is found by the comparison and reported.",
            ], Numbered: true)]),
            new Section("Invoice, payment, credit", [new Paragraph("Post them as always. Sales sees what follows:"), Invoice(setup)]),
            new Section("Which fields are yours", [Owned(setup, SystemRole.Erp)]),
            new Section("What waits for Finance", [new Grid(["Reason", "Next step"], [.. setup.Reasons.Where(reason => reason.Owner.Contains("Finance", StringComparison.Ordinal) || reason.Owner == "approver")
                .Select(reason => (IReadOnlyList<Phrase>)[Phrase.Link(reason.Title, $"troubleshooting.html#{Anchors.Of(reason.Title)}"), reason.NextStep])])]),
            Exercises(["Find the order of a deal by the deal's name.", "Post a part of a payment and see what Sales sees.", "Change a billing address on your side, and let Sales change it too: whose stands?", "Find out who approved a discount."]),
        ]);

    private static Section Begin(string who) => new("Begin", [new Paragraph("Start the demo; it stops at each station and goes on when you press Enter, so that the lesson can be recorded once and repeated:"), new Listing($"harness demo --tour {who}")]);

    private static Section Exercises(IReadOnlyList<string> tasks) => new("Exercises", [new Bullets([.. tasks.Select(task => (Phrase)task)], Numbered: true)]);

    private static Phrase State(Setup setup, string entity) => setup.Matrix.Entities.GetValueOrDefault(entity)?.Status?.State is { } path ? Phrase.Code(path) : "The sync state";

    private static string Object(Setup setup, string entity, SystemRole side) => setup.Matrix.Entities.TryGetValue(entity, out var matrix) ? matrix.ObjectIn(side) : entity;

    private static string Required(Setup setup, string entity) =>
        setup.Matrix.Entities.GetValueOrDefault(entity)?.Rows.Where(row => row is { Required: true, CrmPath: not null }).Select(row => $"{Words.Of(row.Field).ToLowerInvariant()} ({row.CrmPath})").ToList() is { Count: > 0 } fields
            ? string.Join(", ", fields)
            : "nothing";

    private static Grid Invoice(Setup setup) => new(["What", "On", "In"],
        [.. setup.InOrder().SelectMany(flow => flow.Entity.Rollups).Select(rollup => (IReadOnlyList<Phrase>)[Words.Of(rollup.Field) + (rollup.Where is { } state ? $", {state} only" : string.Empty), Object(setup, rollup.Target, SystemRole.Crm), Phrase.Code(rollup.Path)])]);

    private static Grid Owned(Setup setup, SystemRole side) => new(["Record", "Field", $"In {setup.In(side).Title}", "If both change it"],
        [.. setup.InOrder().SelectMany(flow => flow.Entity.Rows.Where(row => row.Owner == side && row.CrmPath is not null && row.ErpPath is not null && row.Direction != Direction.None)
            .Select(row => (IReadOnlyList<Phrase>)[Words.Of(flow.Entity.Entity), Words.Of(row.Field), Phrase.Code(row.PathIn(side)!), Words.Of(row.Conflict, row.Owner, setup)]))]);
}
