using Harness.Host.Building;
using Harness.Sync.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Harness.Host.Running;

/// <summary>The ledger can be written and its disk has room; without it nothing may run.</summary>
internal sealed class LedgerHealth(ConfiguredRunner runner) : IHealthCheck
{
    private const long LeastFree = 100L << 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // A real write of nothing: the day's calls of a system, none added.
            await runner.Ledger.CountCallsAsync(runner.Systems.First().Name, DateOnly.FromDateTime(runner.Clock.GetUtcNow().UtcDateTime), 0, cancellationToken);
            if (LedgerDoor.IsOnServer(runner.Folder))
            {
                return HealthCheckResult.Healthy();
            }

            var free = new DriveInfo(Path.GetDirectoryName(runner.Folder.LedgerPath)!).AvailableFreeSpace;
            return free >= LeastFree ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The ledger's disk has {free >> 20} MB left.");
        }
        catch (Exception refused) when (refused is LedgerRefusedException or LedgerUnavailableException or LeaseLostException)
        {
            return HealthCheckResult.Unhealthy(refused.Message);
        }
    }
}

/// <summary>A vendor in trouble degrades and never restarts us.</summary>
internal sealed class VendorHealth(ConfiguredRunner runner) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var resting = runner.Systems.Where(system => runner.Rest.Of(system.Name) is not null).Select(system => system.Name).ToList();
        return Task.FromResult(resting.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"Resting: {string.Join(", ", resting)}."));
    }
}
