using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>What synced, what waits, what stopped, and how old the oldest is.</summary>
internal static class StatusCommand
{
    public static Command Create(Shell shell) => shell.Command("status", "Show what synced, what waits and what stopped.", async (parsed, ct) =>
    {
        var (runner, id) = await shell.LedgerAsync(parsed, ct);
        await using (runner)
        {
            var now = shell.Clock.GetUtcNow();
            var status = await runner.Ledger.ReadStatusAsync(id, now, ct);
            var ahead = await WhatIsAhead.ReadAsync(runner, id, now, ct);
            var compared = await LastComparison.ReadAsync(runner.Ledger, id, ct);
            var data = ToJson(status, now);
            (data["halted"], data["paused"], data["backfills"], data["reconciled"]) = (ahead.HaltedJson, ahead.PausesJson, ahead.BackfillsJson, compared.ToJson());
            await shell.ShowAsync(parsed, data, Lines(status, now, shell.Width).Concat(ahead.Lines).Concat(compared.Lines()));
            return status.Counts.Any(count => count.State == ItemState.Stopped) ? ExitCode.SomeStopped : ExitCode.Ok;
        }
    });

    private static JsonObject ToJson(LedgerStatus status, DateTimeOffset now) => new()
    {
        ["flows"] = new JsonObject(status.Counts.GroupBy(count => count.Flow).Select(flow => KeyValuePair.Create<string, JsonNode?>(
            flow.Key, new JsonObject(flow.GroupBy(count => count.State).Select(state => KeyValuePair.Create<string, JsonNode?>(
                state.Key.ToString().ToLowerInvariant(), state.Sum(count => count.Count))))))),
        ["oldest_open_seconds"] = new JsonObject(status.OldestOpen.Select(oldest => KeyValuePair.Create<string, JsonNode?>(oldest.Key, (now - oldest.Value).TotalSeconds))),
        ["open_intents"] = status.OpenIntents,
        ["pending_notes"] = status.PendingNotes,
        ["next_due"] = status.NextDue,
    };

    private static IEnumerable<string> Lines(LedgerStatus status, DateTimeOffset now, int? width)
    {
        var rows = status.Counts.GroupBy(count => count.Flow).Select(flow => (IReadOnlyList<string>)
        [
            flow.Key, Of(flow, ItemState.Synced), Of(flow, ItemState.Pending), Of(flow, ItemState.Waiting), Of(flow, ItemState.Stopped),
            status.OldestOpen.TryGetValue(flow.Key, out var oldest) ? Age(now - oldest) : "-",
        ]).ToList();
        return rows.Count == 0
            ? ["Nothing has been read yet."]
            : TextTable.Lines(["flow", "synced", "pending", "waiting", "stopped", "oldest open"], rows, width)
                .Append(string.Empty)
                .Concat(status.Counts.Where(count => count is { State: ItemState.Stopped, Fault: not null }).OrderByDescending(count => count.Count)
                    .Select(count => $"{count.Count,6}  {count.Flow}: {FaultCatalogue.Of(count.Fault!.Value).Meaning}"))
                .Concat(Open(status));
    }

    private static IEnumerable<string> Open(LedgerStatus status)
    {
        if (status.OpenIntents > 0)
        {
            yield return $"{status.OpenIntents,6}  writes whose outcome is not known yet; they are looked up first";
        }

        if (status.PendingNotes > 0)
        {
            yield return $"{status.PendingNotes,6}  CRM records are still to be shown their state";
        }

        if (status.NextDue is { } due)
        {
            yield return $"Next try {due:u}";
        }
    }

    private static string Of(IEnumerable<FlowCount> counts, ItemState state) => counts.Where(count => count.State == state).Sum(count => count.Count).ToString();

    private static string Age(TimeSpan age) => age.TotalDays >= 2 ? $"{age.TotalDays:0} days" : age.TotalHours >= 2 ? $"{age.TotalHours:0} hours" : $"{age.TotalMinutes:0} minutes";
}
