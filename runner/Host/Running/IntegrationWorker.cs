using Harness.Host.Building;
using Harness.Sync.Alerts;
using Harness.Sync.Cycles;
using Harness.Sync.Passes;
using Microsoft.Extensions.Logging;

namespace Harness.Host.Running;

/// <summary>Keeps one integration in step: polls by schedule, works, retries what is due, delivers alerts.</summary>
internal sealed partial class IntegrationWorker(
    Integration integration, ConfiguredRunner runner, IReadOnlyList<FlowSchedule> schedules, FlowNudges nudges, AlertDelivery alerts, RunnerTelemetry telemetry, ILogger log)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PausedSleep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken ct)
    {
        var run = new RunTally(integration.Id);
        var cycle = new FlowCycle(integration, progress =>
        {
            run.Count(progress);
            telemetry.Passed(integration.Id, progress.Flow, progress.Items, integration.Now);
            return Task.CompletedTask;
        })
        {
            IsPaused = flow => schedules.Any(schedule => schedule.Flow == flow && schedule.IsPaused),
        };
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            await FlowBoard.TakeUpAsync(runner, integration, schedules, ct);
            Hasten(nudges.Take());
            var due = schedules.Where(schedule => !schedule.IsPaused && schedule.NextDue <= integration.Now).ToList();
            run.Begin(integration.Now);
            var result = await cycle.RunAsync([.. due.Select(schedule => schedule.Flow)], UntilNextPoll(due), ct);
            foreach (var schedule in due)
            {
                schedule.Advance(integration.Now);
            }

            Report(result, due.Count);
            await RunnerBooks.KeepAsync(runner, integration, result, ct);
            await run.KeepAsync(integration.Ledger, result, integration.Now, ct);
            await alerts.DeliverAsync(ct);
            await nudges.WaitAsync(await SleepAsync(result, due.Count, ct), ct);
        }
    }

    private void Hasten(IReadOnlyCollection<string> flows)
    {
        foreach (var schedule in schedules.Where(schedule => flows.Contains(schedule.Flow)))
        {
            schedule.Hasten(integration.Now);
        }
    }

    /// <summary>Long work, such as a backfill, is laid down in between for the flows whose turn comes.</summary>
    private TimeSpan UntilNextPoll(List<FlowSchedule> due)
    {
        var now = integration.Now;
        var next = schedules.Where(schedule => !schedule.IsPaused).DefaultIfEmpty(schedules[0]).Select(schedule => due.Contains(schedule) ? schedule.After(now) : schedule.NextDue).Min();
        return next > now ? next - now : TimeSpan.Zero;
    }

    private async Task<TimeSpan> SleepAsync(CycleResult result, int polled, CancellationToken ct)
    {
        var status = await integration.Ledger.ReadStatusAsync(integration.Id, integration.Now, ct);
        telemetry.Saw(integration.Id, status, integration.Now);
        if (polled > 0)
        {
            telemetry.Polled(
                integration.Id, [.. new[] { integration.Crm.System, integration.Erp.System }.Except(result.Unreachable.Select(trouble => trouble.System))], integration.Now);
        }

        if (result.HasMore)
        {
            return ShortestSleep;
        }

        if (schedules.Any(schedule => schedule.IsPaused) || integration.Halted.Count > 0)
        {
            return PausedSleep;
        }

        var next = schedules.Select(schedule => schedule.NextDue).Append(status.NextDue ?? DateTimeOffset.MaxValue).Min();
        var sleep = next - integration.Now;
        return sleep < ShortestSleep ? ShortestSleep : sleep < LongestSleep ? sleep : LongestSleep;
    }

    private void Report(CycleResult result, int polled)
    {
        foreach (var trouble in result.Unreachable)
        {
            Unreachable(log, trouble.System, trouble.Fault.Message);
        }

        if (!result.WasQuiet)
        {
            Cycled(log, integration.Id, polled, result.Found, result.Worked);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Integration}: polled {Flows} flows, {Found} changes, {Worked} items worked")]
    private static partial void Cycled(ILogger log, string integration, int flows, int found, int worked);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} cannot be used: {Reason}")]
    private static partial void Unreachable(ILogger log, string system, string reason);
}
