using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>What stopped, why, whose it is; and letting it go again.</summary>
internal static class FailuresCommand
{
    public static Command Create(Shell shell)
    {
        var item = new Argument<long>("item") { Description = "The number in the list." };
        var why = new Option<string>("--why") { Description = "The reason; it is kept in the audit log.", Required = true };
        var by = new Option<string>("--by") { Description = "Who decides.", DefaultValueFactory = _ => Environment.UserName };
        var rule = new Option<FaultKind?>("--kind") { Description = "Only this kind." };
        var all = new Option<bool>("--all") { Description = "Waiting items as well." };
        var command = new Command("failures", "List what stopped, and let it go again.")
        {
            shell.Command("list", "List what stopped.", (parsed, ct) => ListAsync(shell, parsed, parsed.GetValue(rule), parsed.GetValue(all), ct), rule, all),
            shell.Command("show", "Show one of them.", (parsed, ct) => ShowAsync(shell, parsed, parsed.GetValue(item), ct), item),
            shell.Command("retry", "Let it go again.", (parsed, ct) => SteerAsync(shell, parsed, parsed.GetValue(item), ItemState.Pending, parsed.GetValue(by)!, parsed.GetValue(why)!, ct), item, why, by),
            shell.Command("resolve", "Close it: it was settled by hand.", (parsed, ct) => SteerAsync(shell, parsed, parsed.GetValue(item), ItemState.Skipped, parsed.GetValue(by)!, parsed.GetValue(why)!, ct), item, why, by),
            shell.Command("override", "Let it go although a rule of the matrix stopped it.", (parsed, ct) => OverrideAsync(shell, parsed, parsed.GetValue(item), parsed.GetValue(by)!, parsed.GetValue(why)!, ct), item, why, by),
        };
        return command;
    }

    private static async Task<int> ListAsync(Shell shell, ParseResult parsed, FaultKind? kind, bool all, CancellationToken ct)
    {
        var (runner, id) = await shell.LedgerAsync(parsed, ct);
        await using (runner)
        {
            var filter = new ItemFilter(id) { States = all ? [ItemState.Stopped, ItemState.Waiting] : [ItemState.Stopped], Fault = kind };
            var items = await runner.Ledger.ListItemsAsync(filter, ct);
            var waiting = (await runner.Ledger.ListItemsAsync(new ItemFilter(id) { States = [ItemState.Waiting], Most = 10_000 }, ct)).ToLookup(one => one.WaitsOn);
            var rows = items.Select(one => (IReadOnlyList<string>)
            [
                one.Id.ToString(), one.Flow, one.Subject.ToString(), one.Fault is { } fault ? FaultCatalogue.Of(fault).Owner : "-", Behind(one, waiting), one.Reason ?? string.Empty,
            ]).ToList();
            await shell.ShowAsync(
                parsed, new JsonArray([.. items.Select(ToJson)]),
                rows.Count == 0 ? ["Nothing has stopped."] : TextTable.Lines(["item", "flow", "record", "whose", "behind it", "why"], rows));
            return items.Count == 0 ? ExitCode.Ok : ExitCode.SomeStopped;
        }
    }

    private static async Task<int> ShowAsync(Shell shell, ParseResult parsed, long item, CancellationToken ct)
    {
        var (runner, id) = await shell.LedgerAsync(parsed, ct);
        await using (runner)
        {
            var found = (await runner.Ledger.ListItemsAsync(new ItemFilter(id) { ItemId = item }, ct)).SingleOrDefault();
            if (found is null)
            {
                await shell.Messages.WriteLineAsync($"There is no item {item}.");
                return ExitCode.Usage;
            }

            var page = found.Fault is { } fault ? FaultCatalogue.Of(fault) : null;
            await shell.ShowAsync(parsed, ToJson(found),
            [
                $"item      {found.Id} ({found.Flow}), {found.State.ToString().ToLowerInvariant()}", $"record    {found.Subject}", $"why       {found.Reason}",
                $"means     {page?.Meaning ?? "-"}", $"whose     {page?.Owner ?? "-"}", $"next      {page?.NextStep ?? "-"}",
                $"attempts  {found.Attempts}", $"changed   {found.ChangedAt:u}",
            ]);
            return ExitCode.Ok;
        }
    }

    private static async Task<int> SteerAsync(Shell shell, ParseResult parsed, long item, ItemState to, string by, string why, CancellationToken ct)
    {
        var (runner, _) = await shell.LedgerAsync(parsed, ct);
        await using (runner)
        {
            var done = await runner.Ledger.SteerAsync(item, to, by, why, shell.Clock.GetUtcNow(), ct);
            await shell.Messages.WriteLineAsync(done
                ? to == ItemState.Pending ? $"Item {item} goes again with the next cycle." : $"Item {item} is closed."
                : $"Item {item} is not open: it was settled meanwhile, or there is none.");
            return done ? ExitCode.Ok : ExitCode.Usage;
        }
    }

    private static async Task<int> OverrideAsync(Shell shell, ParseResult parsed, long item, string by, string why, CancellationToken ct)
    {
        var (runner, id) = await shell.LedgerAsync(parsed, ct);
        await using (runner)
        {
            var found = (await runner.Ledger.ListItemsAsync(new ItemFilter(id) { ItemId = item, States = [ItemState.Stopped] }, ct)).SingleOrDefault();
            if (found?.Fault is not (FaultKind.RequiredMissing or FaultKind.InvalidData or FaultKind.UnmappedValue))
            {
                await shell.Messages.WriteLineAsync($"Item {item} is not stopped by a rule that can be overridden.");
                return ExitCode.Usage;
            }

            var done = await runner.Ledger.OverrideAsync(item, by, why, shell.Clock.GetUtcNow(), ct);
            await shell.Messages.WriteLineAsync(done ? $"Item {item} goes again without the rule; the override is in the audit log." : $"Item {item} was settled meanwhile.");
            return done ? ExitCode.Ok : ExitCode.Usage;
        }
    }

    private static string Behind(WorkItem item, ILookup<string?, WorkItem> waiting)
    {
        var count = waiting.Where(group => group.Key is not null && group.Key.EndsWith($":{item.Subject.Id}", StringComparison.Ordinal)).Sum(group => group.Count());
        return count == 0 ? "-" : $"{count} waiting";
    }

    private static JsonObject ToJson(WorkItem item) => new()
    {
        ["item"] = item.Id,
        ["flow"] = item.Flow,
        ["state"] = item.State.ToString().ToLowerInvariant(),
        ["system"] = item.Subject.System,
        ["object"] = item.Subject.ObjectType,
        ["id"] = item.Subject.Id,
        ["fault"] = item.Fault?.ToString(),
        ["reason"] = item.Reason,
        ["owner"] = item.Fault is { } fault ? FaultCatalogue.Of(fault).Owner : null,
        ["next"] = item.Fault is { } kind ? FaultCatalogue.Of(kind).NextStep : null,
        ["attempts"] = item.Attempts,
        ["due_at"] = item.DueAt,
        ["waits_on"] = item.WaitsOn,
        ["changed_at"] = item.ChangedAt,
    };
}
