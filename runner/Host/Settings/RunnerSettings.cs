using System.ComponentModel.DataAnnotations;
using Harness.Sync;
using Harness.Sync.Pacing;
using Harness.Sync.Rollout;
using Microsoft.Extensions.Configuration;

namespace Harness.Host.Settings;

/// <summary>appsettings.json of a configuration folder. Secrets come from elsewhere and are refused in the file.</summary>
internal sealed class RunnerSettings
{
    /// <summary>By the integration's id, which becomes part of every external key that is written: never change it afterwards.</summary>
    [Required, MinLength(1, ErrorMessage = "there must be at least one integration: a name with Crm, Erp and Policy.")]
    public Dictionary<string, IntegrationSettings> Integrations { get; init; } = [];

    [Required, MinLength(1, ErrorMessage = "there must be at least one system: a name with Vendor, Quota and Login.")]
    public Dictionary<string, SystemSettings> Systems { get; init; } = [];

    public LedgerSettings Ledger { get; init; } = new();

    public HealthSettings Health { get; init; } = new();

    public HintSettings Hints { get; init; } = new();

    public DashboardSettings Dashboard { get; init; } = new();

    /// <summary>As in any .NET host: Logging:LogLevel:Default and so on.</summary>
    public IConfigurationSection? Logging { get; init; }
}

internal sealed class IntegrationSettings
{
    /// <summary>Name of the CRM's entry under Systems.</summary>
    [Required]
    public required string Crm { get; init; }

    [Required]
    public required string Erp { get; init; }

    [Required]
    public required SyncOptions Policy { get; init; }

    /// <summary>By flow; a flow without an entry is polled every minute.</summary>
    public Dictionary<string, ScheduleSettings> Schedules { get; init; } = [];

    public WaveSettings Waves { get; init; } = new();

    public ReconcileSettings Reconcile { get; init; } = new();

    /// <summary>Who decides, by entity or by entity and field: "account" or "account.payment_terms".</summary>
    public Dictionary<string, string> Stewards { get; init; } = [];
}

/// <summary>Every: an interval. Cron: five fields, in the policy's time zone. Exactly one of the two.</summary>
internal sealed class ScheduleSettings : IValidatableObject
{
    public TimeSpan? Every { get; init; }

    public string? Cron { get; init; }

    /// <summary>The largest random delay that is added, so that many runners do not call at the same second.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromSeconds(2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Every is null == Cron is null)
        {
            yield return new ValidationResult("Give either Every (an interval) or Cron (five fields).", [nameof(Every)]);
        }

        if (Every is { } every && every < TimeSpan.FromSeconds(1))
        {
            yield return new ValidationResult("Every must be one second or more.", [nameof(Every)]);
        }

        if (Jitter < TimeSpan.Zero)
        {
            yield return new ValidationResult("Jitter must not be negative.", [nameof(Jitter)]);
        }

        if (Cron is not null && !Cronos.CronExpression.TryParse(Cron, out _))
        {
            yield return new ValidationResult($"Cron \"{Cron}\" is not an expression of five fields.", [nameof(Cron)]);
        }
    }
}

internal sealed class WaveSettings
{
    public WaveMode Default { get; init; } = WaveMode.Live;

    public Dictionary<string, WaveEntry> Named { get; init; } = [];
}

internal sealed class WaveEntry
{
    public WaveMode Mode { get; init; }

    /// <summary>CRM ids of the accounts.</summary>
    public List<string> Accounts { get; init; } = [];
}

/// <summary>One vendor account. The login settings are the connector's own.</summary>
internal sealed class SystemSettings
{
    [Required]
    public required string Vendor { get; init; }

    public QuotaOptions Quota { get; init; } = new();

    /// <summary>The vendor's own settings, bound by its connector.</summary>
    public Dictionary<string, string?> Login { get; init; } = [];
}

internal sealed class HealthSettings
{
    /// <summary>Port on the loopback address for /health and /metrics; 0 switches it off.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }
}
