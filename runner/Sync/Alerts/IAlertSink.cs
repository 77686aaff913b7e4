using Harness.Sync.Ledger;

namespace Harness.Sync.Alerts;

/// <summary>Where alerts go. False: it did not arrive, and it is tried again.</summary>
public interface IAlertSink
{
    string Name { get; }

    Task<bool> DeliverAsync(AlertRow alert, CancellationToken ct);
}
