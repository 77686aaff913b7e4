using Harness.Core.Records;
using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>What runs where, drawn.</summary>
internal static class Architecture
{
    public static Document Of(Setup setup) => new(
        "Architecture",
        $"{setup.Crm.Title} and {setup.Erp.Title} are kept in step by one program, the runner, which keeps what it knows in its ledger.",
        [
            new Section("In one picture", [new Figure("What talks to what", SystemPicture.Svg(setup), SystemPicture.Words(setup))]),
            new Section("Parts",
            [
                new Grid(["Part", "What it is", "What it keeps"],
                [
                    [setup.Crm.Title, $"The CRM, system \"{setup.Crm.Name}\" in the settings", "Accounts, contacts, opportunities; shows the sync state of each"],
                    [setup.Erp.Title, $"The ERP, system \"{setup.Erp.Name}\" in the settings", "Customers, items, sales orders, invoices, payments"],
                    ["Runner", "harness run: polls, merges, writes", "Nothing: it may be stopped and started at any time"],
                    ["Ledger", setup.Ledger, "Work, intents, outcomes, links, baselines, cursors, decisions, the audit log"],
                    ["Configuration folder", "appsettings.json, matrix/, values/", $"What this document is made from; the matrix is version {setup.Matrix.Version}"],
                ]),
            ]),
            new Section("The order of steps", [.. Steps(setup)]),
            new Section("What is promised",
            [
                new Paragraph("Each change is read at least once, and its effect happens once or waits in a queue with a reason. Work and cursor are stored together; an intent is stored before every write to a system; every creation carries a key under which it can be found again; an answer that was lost is looked up before anything is sent a second time."),
            ]),
        ]);

    private static IEnumerable<Block> Steps(Setup setup)
    {
        yield return new Paragraph("Every flow goes through the same steps, up to " + setup.Policy.BatchSize + " records at a time:");
        yield return new Bullets(
        [
            "Changes are read from where the cursor stands, and stored as work together with the new cursor.",
            "What does not concern the flow is recorded as skipped, with the reason.",
            "Both sides' records are read in batches, and matched by link, then by the matrix's keys.",
            "Accounts outside the rollout wave are left alone; what another record needs goes first.",
            "The matrix's rules are checked: bad data never leaves.",
            "Both sides are merged field by field against what they last agreed on; only true collisions follow the conflict rule.",
            "What is over policy waits for approval.",
            "An intent is stored, the write is sent once, and its outcome is stored with the link and the audit row.",
        ], Numbered: true);
    }
}

/// <summary>The two systems with the runner and its ledger between them; an arrow for each flow.</summary>
internal static class SystemPicture
{
    private const int Row = 34;

    public static string Svg(Setup setup)
    {
        var flows = setup.InOrder().ToList();
        var (runner, height) = (72 + (flows.Count * Row), 172 + (flows.Count * Row));
        var svg = new System.Text.StringBuilder($"<svg viewBox=\"0 0 900 {height}\" aria-hidden=\"true\">");
        Box(svg, "box", 10, 20, 170, height - 40, setup.Crm.Title, "CRM");
        Box(svg, "box", 720, 20, 170, height - 40, setup.Erp.Title, "ERP");
        Box(svg, "accent", 300, 20, 300, runner, "Harness runner", "reads, merges, writes");
        Box(svg, "box", 300, height - 70, 300, 50, "Ledger", "work, intents, links, audit");
        svg.Append($"<path class=\"wire\" d=\"M450 {20 + runner} V{height - 70}\"/>");
        foreach (var ((flow, entity), index) in flows.Select((flow, index) => (flow, index)))
        {
            var y = 92 + (index * Row);
            svg.Append($"<text x=\"450\" y=\"{y + 4}\" text-anchor=\"middle\">{HtmlWriter.Text(Manuals.Words.Of(flow.Name))}</text>");
            Arrow(svg, 180, 300, y, Reaches(entity, flow, SystemRole.Crm), Reads(entity, SystemRole.Crm));
            Arrow(svg, 720, 600, y, Reaches(entity, flow, SystemRole.Erp), Reads(entity, SystemRole.Erp));
        }

        return svg.Append("</svg>").ToString();
    }

    public static string Words(Setup setup) => string.Join(" ", setup.InOrder().Select(flow =>
        $"{Manuals.Words.Of(flow.Flow.Name)}: read from {List(setup, side => Reads(flow.Entity, side))}, written to {List(setup, side => Reaches(flow.Entity, flow.Flow, side))}."));

    private static string List(Setup setup, Func<SystemRole, bool> holds)
    {
        string[] names = [.. new[] { SystemRole.Crm, SystemRole.Erp }.Where(holds).Select(side => setup.In(side).Title)];
        return names.Length == 0 ? "neither" : string.Join(" and ", names);
    }

    private static bool Reads(Harness.Core.Mapping.EntityMatrix entity, SystemRole side) => entity.Sources.Any(source => source.Side == side);

    private static bool Reaches(Harness.Core.Mapping.EntityMatrix entity, FlowFacts flow, SystemRole side) =>
        flow.RollsUp ? side == SystemRole.Crm : entity.Rows.Concat(entity.Lines?.Rows ?? []).Any(row => row.TravelsTo(side)) || entity.Creates.Contains(side);

    private static void Box(System.Text.StringBuilder svg, string style, int x, int y, int width, int height, string title, string below) => svg.Append(
        $"<rect class=\"{style}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>"
        + $"<text x=\"{x + (width / 2)}\" y=\"{y + 22}\" text-anchor=\"middle\" font-weight=\"600\">{HtmlWriter.Text(title)}</text>"
        + $"<text class=\"quiet\" x=\"{x + (width / 2)}\" y=\"{y + 40}\" text-anchor=\"middle\">{HtmlWriter.Text(below)}</text>");

    // From the system to the runner what is read, the other way what is written.
    private static void Arrow(System.Text.StringBuilder svg, int system, int runner, int y, bool written, bool read)
    {
        if (!written && !read)
        {
            return;
        }

        var inwards = runner > system ? 1 : -1;
        svg.Append($"<path class=\"wire\" d=\"M{system + (4 * inwards)} {y} H{runner - (4 * inwards)}\"/>");
        if (read)
        {
            Tip(svg, runner - (4 * inwards), y, inwards);
        }

        if (written)
        {
            Tip(svg, system + (4 * inwards), y, -inwards);
        }
    }

    private static void Tip(System.Text.StringBuilder svg, int x, int y, int towards) =>
        svg.Append($"<path class=\"tip\" d=\"M{x} {y} L{x - (10 * towards)} {y - 5} V{y + 5} Z\"/>");
}
