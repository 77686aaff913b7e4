using System.ComponentModel.DataAnnotations;

namespace Harness.Sync;

/// <summary>Policies of one integration. Every one has a safe default except the date from which orders count.</summary>
public sealed class SyncOptions
{
    /// <summary>Opportunities closed before this day never become orders; other records changed before it are read by a backfill only.</summary>
    [Required]
    public required DateOnly From { get; init; }

    /// <summary>Stages that make an order. Empty: whatever the CRM itself calls won.</summary>
    public IReadOnlyList<string> OrderStages { get; init; } = [];

    /// <summary>An order with a line or header discount above this percentage waits for approval.</summary>
    [Range(0, 100)]
    public decimal DiscountLimitPercent { get; init; } = 15m;

    /// <summary>The ERP company's time zone (IANA): decides when an invoice is overdue.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How far behind the newest change each poll starts again, for records that vendors stamp before they commit.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(15);

    [Range(1, 200)]
    public int BatchSize { get; init; } = 200;

    /// <summary>Old records are worked on in smaller batches, so that a won opportunity never waits long behind one.</summary>
    [Range(1, 200)]
    public int BackfillBatchSize { get; init; } = 50;

    [Range(1, 200)]
    public int CommitSize { get; init; } = 50;

    /// <summary>What a poll just brought is used as read; anything older is read again before it is written on.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromSeconds(60);

    [Range(1, 50)]
    public int MaxAttempts { get; init; } = 8;

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often both systems are asked whether their schema still fits the matrix. A vendor's complaint of a field has it asked at once.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan SchemaEvery { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan LeaseFor { get; init; } = TimeSpan.FromMinutes(2);
}
