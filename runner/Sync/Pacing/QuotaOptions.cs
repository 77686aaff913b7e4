using System.ComponentModel.DataAnnotations;

namespace Harness.Sync.Pacing;

/// <summary>Our share of one vendor account. Accounts are shared with other integrations, so this is a share, not the whole.</summary>
public sealed class QuotaOptions
{
    /// <summary>Calls in flight at once.</summary>
    [Range(1, 50)]
    public int Concurrency { get; init; } = 5;

    /// <summary>Calls a day. Null: the limit that the vendor itself reports.</summary>
    [Range(1, long.MaxValue)]
    public long? DailyCalls { get; init; }

    /// <summary>The part of the day's calls that only urgent flows (won opportunities) may use.</summary>
    [Range(0, 0.9)]
    public double Reserve { get; init; } = 0.1;

    /// <summary>Usage at which an alert is raised.</summary>
    [Range(0.1, 1)]
    public double AlertAt { get; init; } = 0.8;
}
