using Harness.Host.Settings;
using Harness.Port;
using Harness.Sync.Passes;
using Harness.Sync.Reconciling;
using Microsoft.Extensions.Logging;

namespace Harness.Host.Running;

/// <summary>Compares both systems by a schedule of its own, beside the ordinary work and behind it in the vendors' queues.</summary>
internal sealed partial class ReconcileWorker(Integration integration, ReconcileSettings settings, FlowSchedule schedule, ILogger log)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        schedule.Advance(integration.Now);
        while (true)
        {
            var wait = schedule.NextDue - integration.Now;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < LongestSleep ? wait : LongestSleep, integration.Clock, ct);
                continue;
            }

            await TryAsync(ct);
            schedule.Advance(integration.Now);
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            var report = await new Reconciliation(integration, settings.Limits).RunAsync(repairs: true, ct);
            Compared(log, integration.Id, report.Flows.Sum(flow => flow.Compared), report.Drifted, report.Queued);
            foreach (var flow in report.Flows.Where(flow => flow.IsAbove))
            {
                Drifted(log, integration.Id, flow.Flow, flow.Drifted, flow.Compared);
            }
        }
        catch (ConnectorException trouble)
        {
            NotCompared(log, trouble.System, trouble.Fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Integration}: {Compared} records compared, {Drifted} drifted, {Queued} queued to be put right")]
    private static partial void Compared(ILogger log, string integration, long compared, long drifted, int queued);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Integration}: {Drifted} of {Compared} {Flow} have drifted; nothing was repaired")]
    private static partial void Drifted(ILogger log, string integration, string flow, long drifted, long compared);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} could not be compared this time: {Reason}")]
    private static partial void NotCompared(ILogger log, string system, string reason);
}
