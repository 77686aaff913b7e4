using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Host.Building;

namespace Harness.Host.Commands;

/// <summary>Does the audit log still hold?</summary>
internal static class HistoryCommand
{
    public static Command Create(Shell shell) => new("history", "The audit log.")
    {
        shell.Command("verify", "Walk the audit chain; name the first row that does not fit.", async (parsed, ct) =>
        {
            await using var runner = await ConfiguredRunner.OpenLedgerAsync(shell.Open(parsed), shell.Clock, ct);
            var broken = await runner.Ledger.VerifyAuditAsync(ct);
            await shell.ShowAsync(
                parsed, new JsonObject { ["holds"] = broken is null, ["broken_at"] = broken },
                [broken is null ? "The audit log holds." : $"Row {broken} does not fit: it was altered, removed or inserted."]);
            return broken is null ? ExitCode.Ok : ExitCode.InvariantBroken;
        }),
    };
}
