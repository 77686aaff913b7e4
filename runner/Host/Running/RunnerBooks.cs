using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Running;

/// <summary>What a cycle leaves in the ledger beside its records: the day's calls, and what somebody must hear about.</summary>
internal static class RunnerBooks
{
    public static async Task KeepAsync(ConfiguredRunner runner, Integration integration, CycleResult result, CancellationToken ct)
    {
        await KnownPauses.KeepAsync(runner, integration.Id, ct);
        var today = DateOnly.FromDateTime(integration.Now.UtcDateTime);
        var alerts = new List<NewAlert>();
        foreach (var system in runner.Systems)
        {
            if (system.Governor.TakeUncounted() is > 0 and var calls)
            {
                await runner.Ledger.CountCallsAsync(system.Name, today, calls, ct);
            }

            // The key is open until the day is over, so the ledger raises it once.
            if (system.Governor.UsedRatio >= runner.Folder.Settings.Systems[system.Name].Quota.AlertAt)
            {
                alerts.Add(new NewAlert(
                    "quota", $"quota:{system.Name}:{today:yyyy-MM-dd}",
                    $"{system.Governor.UsedRatio:P0} of the day's calls to {system.Name} are used ({system.Governor.Used} of {system.Governor.Limit})."));
            }
        }

        alerts.AddRange(result.Unreachable.Where(one => one.Fault.Kind is FaultKind.LoginFailed or FaultKind.PermissionMissing or FaultKind.MappingBroken)
            .Select(one => new NewAlert("system", $"system:{one.System}:{one.Fault.Kind}", $"{one.System}: {one.Fault.Message}")));
        if (alerts.Count > 0)
        {
            await runner.Ledger.RaiseAlertsAsync(integration.Id, alerts, integration.Now, ct);
        }
    }
}
