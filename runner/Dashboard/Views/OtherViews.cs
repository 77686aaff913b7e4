using System.Text.Json.Nodes;
using Harness.Dashboard.Doors;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Views;

public sealed record FlowsView(DateTimeOffset Now, IReadOnlyList<FlowLine> Flows, IReadOnlyList<UseGauge> Uses, bool IsRunning)
{
    public static async Task<FlowsView?> ReadAsync(Ask ask)
    {
        var choices = await ask.Office.Ledger.ReadChoicesAsync(ask.Integration.Id, ask.Ct);
        var next = ask.Office.NextRuns(ask.Integration.Id);
        var status = await ask.Office.Ledger.ReadStatusAsync(ask.Integration.Id, ask.Office.Now, ask.Ct);
        return new FlowsView(
            ask.Office.Now,
            [.. ask.Integration.Flows.Select(flow => new FlowLine(
                flow, FlowChoices.IsPaused(choices, flow.Name), FlowChoices.EveryOf(choices, flow.Name), next.TryGetValue(flow.Name, out var due) ? due : null, FlowTile.Of(flow.Name, status)))],
            [.. ask.Office.Uses().Select(use => UseGauge.Of(use, ask.Office.Now))], next.Count > 0);
    }
}

/// <param name="Chosen">The frequency that was set on this page; null: as configured.</param>
public sealed record FlowLine(OfficeFlow Flow, bool IsPaused, TimeSpan? Chosen, DateTimeOffset? Next, FlowTile Tile);

public sealed record SearchView(string? Text, IReadOnlyList<FoundRecord> Found)
{
    public static async Task<SearchView?> ReadAsync(Ask ask) =>
        new(ask.Text("q"), ask.Text("q") is { } text ? await ask.Office.Ledger.SearchAsync(ask.Integration.Id, text, 50, ask.Ct) : []);
}

public sealed record HistoryView(IReadOnlyList<AuditRowView> Rows, string? Actor, string? Action, bool PeopleOnly, long? Older)
{
    private const int Page = 50;

    public static async Task<HistoryView?> ReadAsync(Ask ask)
    {
        var query = new AuditQuery(ask.Integration.Id)
        {
            Actor = ask.Text("actor"), Action = ask.Text("action"), PeopleOnly = ask.Text("people") is not null, Before = ask.Number("before"), Most = Page,
        };
        var lines = await ask.Office.Ledger.ReadAuditAsync(query, ask.Ct);
        return new HistoryView([.. lines.Select(AuditRowView.Of)], query.Actor, query.Action, query.PeopleOnly, lines.Count == Page ? lines[^1].Seq : null);
    }
}

public sealed record AuditRowView(long Seq, DateTimeOffset At, string Actor, string Action, string Flow, string? Record, string? Why, IReadOnlyList<string> Details, string Hash)
{
    public static AuditRowView Of(AuditLine line)
    {
        var details = JsonNode.Parse(line.Entry.Details) as JsonObject ?? [];
        return new AuditRowView(
            line.Seq, line.Entry.At, line.Entry.Actor, AuditWords.Of(line.Entry.Action, null), line.Entry.Flow, line.Entry.Subject?.ToString(), details["why"]?.ToString(),
            [.. details.Where(part => part.Key != "why" && part.Value is not null).Select(part => $"{Words.Field(part.Key)}: {Shown(part.Value!)}")], line.Hash);
    }

    private static string Shown(JsonNode value) => value switch
    {
        JsonArray many => string.Join("; ", many.Select(one => one is JsonObject change && change["field"] is { } field
            ? $"{field}{(change.ContainsKey("after") ? $" {change["before"] ?? "empty"} → {change["after"] ?? "empty"}" : string.Empty)} ({change["rule"]})" : $"{one}")),
        JsonObject one => string.Join(", ", one.Where(part => part.Value is not null).Select(part => $"{part.Key} {Shown(part.Value!)}")),
        _ => $"{value}",
    };
}

public sealed record AlertsView(IReadOnlyList<AlertRow> Alerts)
{
    public static async Task<AlertsView?> ReadAsync(Ask ask) => new(await ask.Office.Ledger.ListAlertsAsync(ask.Integration.Id, 100, ask.Ct));
}

public sealed record SettingsView(IReadOnlyList<SettingLine> Lines)
{
    public static Task<SettingsView?> ReadAsync(Ask ask) => Task.FromResult<SettingsView?>(new(ask.Office.Settings));
}

public sealed record PeopleView(IReadOnlyList<PersonLine> People)
{
    public static async Task<PeopleView?> ReadAsync(Ask ask) => new([.. (await ask.Office.Ledger.ReadPeopleAsync(ask.Ct)).Select(
        person => new PersonLine(person.Name, person.Email, person.Role, person.IsDisabled, person.PasswordHash is not null, person.KeyHash is not null))]);
}

public sealed record PersonLine(string Name, string? Email, Role Role, bool IsDisabled, bool HasPassword, bool HasKey);
