using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>What stopped, why, whose it is; and letting it go again.</summary>
internal static class FailuresCommand
{
    public static Command Create(Shell shell) => new("failures", "List what stopped, and let it go again.")
    {
        List(shell),
        Show(shell),
        Steer(shell, "retry", "Let it go again.", id => $"Item {id} goes again with the next cycle.",
            (ledger, id, person, ct) => ledger.SteerAsync(id, ItemState.Pending, person.Name, person.Why, shell.Clock.GetUtcNow(), ct)),
        Steer(shell, "resolve", "Close it: it was settled by hand.", id => $"Item {id} is closed.",
            (ledger, id, person, ct) => ledger.SteerAsync(id, ItemState.Skipped, person.Name, person.Why, shell.Clock.GetUtcNow(), ct)),
        Steer(shell, "override", "Let it go although a rule of the matrix stopped it.", id => $"Item {id} goes again without the rule; the override is in the audit log.",
            (ledger, id, person, ct) => ledger.OverrideAsync(id, person.Name, person.Why, shell.Clock.GetUtcNow(), ct), NotOverridable),
    };

    private static Command List(Shell shell)
    {
        var kind = new Option<FaultKind?>("--kind") { Description = $"Only this kind: {string.Join(", ", Enum.GetNames<FaultKind>())}." };
        var all = new Option<bool>("--all") { Description = "Waiting items as well." };
        var most = new Option<int>("--most") { Description = "How many to list.", DefaultValueFactory = _ => 200 };
        return shell.Command("list", "List what stopped.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.LedgerAsync(parsed, ct);
            await using (runner)
            {
                ItemState[] states = parsed.GetValue(all) ? [ItemState.Stopped, ItemState.Waiting] : [ItemState.Stopped];
                var filter = new ItemFilter(id) { States = states, Fault = parsed.GetValue(kind), Most = parsed.GetValue(most) };
                var items = await runner.Ledger.ListItemsAsync(filter, ct);
                var waiting = (await runner.Ledger.ListItemsAsync(new ItemFilter(id) { States = [ItemState.Waiting], Most = 10_000 }, ct)).ToLookup(one => one.WaitsOn);
                var rows = items.Select(one => (IReadOnlyList<string>)
                [
                    one.Id.ToString(), one.Flow, one.Subject.ToString(), one.Fault is { } fault ? FaultCatalogue.Of(fault).Owner : "-", Behind(one, waiting), one.Reason ?? string.Empty,
                ]).ToList();
                await shell.ShowAsync(
                    parsed, new JsonArray([.. items.Select(ToJson)]),
                    rows.Count == 0 ? ["Nothing has stopped."] : TextTable.Lines(["item", "flow", "record", "whose", "behind it", "why"], rows, shell.Width));
                if (items.Count == filter.Most)
                {
                    await shell.SayAsync($"Only the first {filter.Most} are listed; --most lists more.");
                }

                return items.Any(one => one.State == ItemState.Stopped) ? ExitCode.SomeStopped : ExitCode.Ok;
            }
        }, kind, all, most);
    }

    private static Command Show(Shell shell)
    {
        var item = new Argument<long>("item") { Description = "The number in the list." };
        return shell.Command("show", "Show one of them.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.LedgerAsync(parsed, ct);
            await using (runner)
            {
                if (await FindAsync(runner, id, parsed.GetValue(item), ct) is not { } found)
                {
                    return await shell.RefuseAsync(parsed, $"There is no item {parsed.GetValue(item)} in {id}.");
                }

                var page = found.Fault is { } fault ? FaultCatalogue.Of(fault) : null;
                await shell.ShowAsync(parsed, ToJson(found),
                [
                    $"item      {found.Id} ({found.Flow}), {found.State.ToString().ToLowerInvariant()}", $"record    {found.Subject}", $"why       {found.Reason ?? "-"}",
                    $"means     {page?.Meaning ?? "-"}", $"whose     {page?.Owner ?? "-"}", $"next      {page?.NextStep ?? "-"}",
                    $"attempts  {found.Attempts}{(found.DueAt is { } due ? $", next try {due:u}" : string.Empty)}", $"changed   {found.ChangedAt:u}",
                ]);
                return ExitCode.Ok;
            }
        }, item);
    }

    private static Command Steer(
        Shell shell, string name, string description, Func<long, string> done, Func<ILedger, long, (string Name, string Why), CancellationToken, Task<bool>> act,
        Func<WorkItem, string?>? objection = null)
    {
        var item = new Argument<long>("item") { Description = "The number in the list." };
        var person = new PersonOptions();
        return shell.Command(name, description, async (parsed, ct) =>
        {
            var (runner, id) = await shell.LedgerAsync(parsed, ct);
            await using (runner)
            {
                var number = parsed.GetValue(item);
                if (await FindAsync(runner, id, number, ct) is not { } found)
                {
                    return await shell.RefuseAsync(parsed, $"There is no item {number} in {id}.");
                }

                if (objection?.Invoke(found) is { } reason)
                {
                    return await shell.RefuseAsync(parsed, reason);
                }

                return await act(runner.Ledger, number, person.Of(parsed), ct)
                    ? await shell.DoneAsync(parsed, new JsonObject { ["item"] = number, ["done"] = name }, done(number))
                    : await shell.RefuseAsync(parsed, $"Item {number} is {found.State.ToString().ToLowerInvariant()}: it is settled, or a runner has it in hand just now.");
            }
        }, [item, .. person.All]);
    }

    private static string? NotOverridable(WorkItem item) => item is { State: ItemState.Stopped, Fault: FaultKind.RequiredMissing or FaultKind.InvalidData or FaultKind.UnmappedValue }
        ? null
        : $"Item {item.Id} is not stopped by a rule that can be overridden; a missing, invalid or unmapped value can be.";

    private static async Task<WorkItem?> FindAsync(ConfiguredRunner runner, string integration, long item, CancellationToken ct) =>
        (await runner.Ledger.ListItemsAsync(new ItemFilter(integration) { ItemId = item }, ct)).SingleOrDefault();

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
