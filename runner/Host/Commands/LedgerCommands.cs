using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Host.Settings;
using Harness.Store;

namespace Harness.Host.Commands;

/// <summary>The ledger's own upkeep: its schema, its back-ups.</summary>
internal static class LedgerCommands
{
    public static Command Migrate(Shell shell) => shell.Command("migrate", "Bring the ledger up to date with this version.", async (parsed, ct) =>
    {
        var folder = shell.Open(parsed);
        if (!LedgerDoor.IsOnServer(folder))
        {
            // A ledger in a file is backed up and brought up to date by whoever opens it first.
            await using var ledger = await SqliteLedger.OpenAsync(LedgerDoor.File(folder), shell.Clock, ct);
            return await shell.DoneAsync(parsed, new JsonObject { ["applied"] = new JsonArray() }, $"The ledger {folder.LedgerPath} is up to date.");
        }

        var applied = await PostgresLedger.MigrateAsync(LedgerDoor.Server(folder), shell.Clock, ct);
        return await shell.DoneAsync(
            parsed, new JsonObject { ["applied"] = new JsonArray([.. applied.Select(step => (JsonNode)step)]) },
            applied.Count == 0 ? "The ledger is up to date; nothing had to be done." : $"The ledger is up to date; applied {string.Join(", ", applied)}.");
    });

    public static Command Backup(Shell shell)
    {
        var to = new Option<string>("--to") { Description = "The new file.", Required = true };
        return shell.Command(
            "backup", "Copy the ledger to a file while it is in use, and read the copy through.",
            async (parsed, ct) =>
            {
                var folder = OfFile(shell.Open(parsed), "pg_dump or the server's own back-ups");
                var file = Path.GetFullPath(parsed.GetValue(to)!);
                var held = await SqliteCopies.BackUpAsync(LedgerDoor.File(folder), file, ct);
                return await shell.DoneAsync(
                    parsed, new JsonObject { ["file"] = file, ["transactions"] = held }, $"{file} holds the ledger up to transaction {held} and was read through: it is in order.");
            },
            to);
    }

    public static Command Restore(Shell shell)
    {
        var from = new Option<string>("--from") { Description = "A back-up, or the ledger's own file to go on from what it holds.", Required = true };
        return shell.Command(
            "restore", "Put a copy in the ledger's place; what was there is kept beside it.",
            async (parsed, ct) =>
            {
                var folder = OfFile(shell.Open(parsed), "pg_restore or the server's own tools; the runner then notices by itself");
                var replaced = await SqliteCopies.RestoreAsync(LedgerDoor.File(folder), Path.GetFullPath(parsed.GetValue(from)!), shell.Clock, ct);
                return await shell.DoneAsync(
                    parsed, new JsonObject { ["replaced"] = replaced },
                    $"Restored.{(replaced is null ? string.Empty : $" What was there is kept as {replaced}.")} The next start matches records by their keys before it writes.");
            },
            from);
    }

    private static SettingsFolder OfFile(SettingsFolder folder, string instead) => LedgerDoor.IsOnServer(folder)
        ? throw new SettingsException([$"Ledger:Postgres: a ledger on a server is copied with {instead}."])
        : folder;
}
