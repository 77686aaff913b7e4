using Harness.Host.Settings;
using Harness.Store;

namespace Harness.Host.Building;

/// <summary>The ledger that a configuration folder names.</summary>
internal static class LedgerDoor
{
    public static bool IsOnServer(SettingsFolder folder) => folder.Settings.Ledger.Postgres is not null;

    public static Task<Ledger> OpenAsync(SettingsFolder folder, TimeProvider clock, CancellationToken ct) => IsOnServer(folder)
        ? PostgresLedger.OpenAsync(Server(folder), clock, ct)
        : SqliteLedger.OpenAsync(File(folder), clock, ct);

    public static SqliteLedgerOptions File(SettingsFolder folder) => new() { Path = folder.LedgerPath };

    // The mark stays with this folder: a server that was put back to an earlier moment is noticed by who had seen a later one.
    public static PostgresLedgerOptions Server(SettingsFolder folder) => new()
    {
        Connection = folder.Settings.Ledger.Postgres!,
        Password = folder.Settings.Ledger.Password,
        MarkPath = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.Path, "ledger.mark")),
    };
}
