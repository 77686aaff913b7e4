using System.Collections.Concurrent;
using Harness.Host.Building;
using Harness.Sync.Passes;

namespace Harness.Host.Running;

/// <summary>The flows at work in this process, as people see and steer them.</summary>
internal sealed class FlowBoard
{
    private readonly ConcurrentDictionary<string, (IReadOnlyList<FlowSchedule> Schedules, FlowNudges Nudges)> _integrations = new(StringComparer.Ordinal);

    public void Attend(string integration, IReadOnlyList<FlowSchedule> schedules, FlowNudges nudges) => _integrations[integration] = (schedules, nudges);

    public IReadOnlyDictionary<string, DateTimeOffset> NextRuns(string integration) => _integrations.TryGetValue(integration, out var one)
        ? one.Schedules.ToDictionary(schedule => schedule.Flow, schedule => schedule.NextDue) : new Dictionary<string, DateTimeOffset>();

    public bool RunNow(string integration, string flow)
    {
        var isHere = _integrations.TryGetValue(integration, out var one);
        if (isHere)
        {
            one.Nudges.Nudge(flow);
        }

        return isHere;
    }

    /// <summary>What people chose since the last cycle: pauses, paces, calls at once.</summary>
    public static async Task TakeUpAsync(ConfiguredRunner runner, Integration integration, IReadOnlyList<FlowSchedule> schedules, CancellationToken ct)
    {
        var choices = await runner.Ledger.ReadChoicesAsync(integration.Id, ct);
        foreach (var schedule in schedules)
        {
            schedule.Choose(FlowChoices.IsPaused(choices, schedule.Flow), FlowChoices.EveryOf(choices, schedule.Flow), integration.Now);
        }

        foreach (var system in runner.Systems)
        {
            var lanes = FlowChoices.ThrottleOf(choices, system.Name) ?? runner.Folder.Settings.Systems[system.Name].Quota.Concurrency;
            if (system.Governor.Concurrency != lanes)
            {
                system.Governor.Concurrency = lanes;
            }
        }
    }
}
