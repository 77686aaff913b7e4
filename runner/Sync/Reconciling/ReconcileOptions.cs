using System.ComponentModel.DataAnnotations;

namespace Harness.Sync.Reconciling;

/// <summary>How much drift a comparison may put right by itself. More than that is a trouble of its own and is only reported.</summary>
public sealed class ReconcileOptions
{
    private const int Handful = 5;

    /// <summary>The most records of one flow that a run repairs. 0: it only reports.</summary>
    [Range(0, 10_000)]
    public int RepairUpTo { get; init; } = 25;

    /// <summary>And the largest share of the records compared; a handful is little in the smallest company. Both limits must hold.</summary>
    [Range(0, 100)]
    public decimal RepairUpToPercent { get; init; } = 10m;

    /// <summary>A record changed so shortly before it was read is in flight: the next poll may still bring it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(1);

    public int MostRepaired(long compared) => (int)Math.Min(RepairUpTo, Math.Max(Handful, Math.Ceiling(compared * RepairUpToPercent / 100)));
}
