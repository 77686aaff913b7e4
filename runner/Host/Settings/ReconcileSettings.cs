using Harness.Sync.Reconciling;

namespace Harness.Host.Settings;

/// <summary>When the runner compares both systems, and how much it may put right.</summary>
internal sealed class ReconcileSettings
{
    public bool Enabled { get; init; } = true;

    /// <summary>Half past two at night in the policy's time zone, unless said otherwise.</summary>
    public ScheduleSettings? Schedule { get; init; }

    public ReconcileOptions Limits { get; init; } = new();

    public ScheduleSettings When => Schedule ?? new ScheduleSettings { Cron = "30 2 * * *", Jitter = TimeSpan.FromMinutes(5) };
}
