using Harness.Documents.Acceptance;
using Harness.Host.Settings;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>Trouble that can be foreseen, as a message and an exit code. Everything else is a bug and shows itself.</summary>
internal sealed record Trouble(int ExitCode, IReadOnlyList<string> Messages)
{
    public static Trouble? Of(Exception thrown) => thrown switch
    {
        SettingsException wrong => new(Host.ExitCode.Configuration, wrong.Problems),
        LedgerRefusedException or LedgerUnavailableException => new(Host.ExitCode.Configuration, [thrown.Message]),
        LeaseLostException or CursorMovedException => new(Host.ExitCode.InvariantBroken, [$"{thrown.Message} What this process still had in hand was dropped; the other one does it."]),
        ConnectorException trouble => Of(trouble),
        EvidenceException unread => new(Host.ExitCode.Configuration, [unread.Message]),
        IOException or UnauthorizedAccessException => new(Host.ExitCode.Configuration, [thrown.Message]),
        _ => null,
    };

    private static Trouble Of(ConnectorException trouble) => trouble.Fault.Kind is FaultKind.LoginFailed or FaultKind.PermissionMissing or FaultKind.MappingBroken
        ? new(Host.ExitCode.Configuration, [trouble.Message, $"Next: {FaultCatalogue.Of(trouble.Fault.Kind).NextStep}"])
        : new(Host.ExitCode.Unreachable, [trouble.InnerException is { } cause ? $"{trouble.Message} ({cause.GetBaseException().Message})" : trouble.Message]);
}
