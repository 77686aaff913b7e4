using Harness.Dashboard.Doors;
using Harness.Port;
using Harness.Sync.Desk;

namespace Harness.Dashboard.Views;

/// <summary>The error desk: by pattern first, record by record on the second look.</summary>
public sealed record DeskView(
    DateTimeOffset Now, DeskQuery Query, bool Grouped, string? Saved, IReadOnlyList<DeskPattern> Patterns, DeskPage Page, IReadOnlyList<string> People, string Integration, IReadOnlyList<string> Flows)
{
    private static readonly TimeSpan Promise = TimeSpan.FromHours(24);

    public static async Task<DeskView?> ReadAsync(Ask ask)
    {
        var saved = ask.Text("saved");
        var query = new DeskQuery(ask.Integration.Id)
        {
            Shelf = ask.Word<DeskShelf>("shelf") ?? DeskShelf.Open,
            Flow = saved == "money" ? "sales_orders" : ask.Text("flow"),
            Class = ask.Word<FaultClass>("class"),
            Fault = ask.Word<FaultKind>("fault"),
            Pattern = ask.Text("pattern"),
            Assignee = saved == "mine" ? ask.Who : ask.Text("assignee"),
            Tag = ask.Text("tag"),
            Severity = ask.Word<Severity>("severity"),
            Before = saved == "old" ? ask.Office.Now - Promise : ask.Number("hours") is { } hours ? ask.Office.Now.AddHours(-hours) : null,
            Skip = (int)Math.Clamp(ask.Number("skip") ?? 0, 0, 1_000_000),
        };
        var grouped = ask.Text("view") != "records" && query.Pattern is null && query.Shelf != DeskShelf.Resolved;
        var ledger = ask.Office.Ledger;
        return new DeskView(
            ask.Office.Now, query, grouped, saved, grouped ? await ledger.ReadPatternsAsync(query with { Most = 200 }, ask.Ct) : [],
            grouped ? new DeskPage([], 0) : await ledger.ReadDeskAsync(query, ask.Ct),
            [.. (await ledger.ReadPeopleAsync(ask.Ct)).Where(person => !person.IsDisabled).Select(person => person.Name)], ask.Integration.Id, [.. ask.Integration.Flows.Select(flow => flow.Name)]);
    }

    /// <summary>The address of this desk with some of it changed; null takes a part out.</summary>
    public string Address(params (string Name, string? Value)[] changes)
    {
        var parts = new Dictionary<string, string?>
        {
            ["shelf"] = Query.Shelf == DeskShelf.Open ? null : $"{Query.Shelf}".ToLowerInvariant(), ["flow"] = Saved == "money" ? null : Query.Flow, ["class"] = Query.Class?.ToString(), ["fault"] = Query.Fault?.ToString(),
            ["pattern"] = Query.Pattern, ["assignee"] = Saved == "mine" ? null : Query.Assignee, ["tag"] = Query.Tag, ["severity"] = Query.Severity?.ToString(), ["saved"] = Saved,
            ["view"] = Grouped || Query.Pattern is not null ? null : "records",
        };
        foreach (var (name, value) in changes)
        {
            parts[name] = value;
        }

        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? "/desk" : $"/desk?{query}";
    }
}
