using Harness.Sync.Ledger;
using Microsoft.Extensions.Logging;

namespace Harness.Sync.Alerts;

/// <summary>Alerts in the program's own log, where every installation sees them.</summary>
public sealed partial class LogAlerts(ILogger<LogAlerts> log) : IAlertSink
{
    public string Name => "log";

    public Task<bool> DeliverAsync(AlertRow alert, CancellationToken ct)
    {
        Raised(log, alert.Rule, alert.Message);
        return Task.FromResult(true);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Rule}: {Text}")]
    private static partial void Raised(ILogger log, string rule, string text);
}
