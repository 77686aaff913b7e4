using Harness.Core.Mapping;
using Harness.Port;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard;

/// <summary>What the pages are about: the ledger, the integrations, and what only the running program knows.</summary>
public sealed class Office
{
    public required ILedger Ledger { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IReadOnlyList<OfficeIntegration> Integrations { get; init; }

    /// <summary>Calls used and allowed, by system account, as the running program counts them.</summary>
    public Func<IReadOnlyList<SystemUse>> Uses { get; init; } = () => [];

    /// <summary>When each flow is looked at next; empty where no runner is at work in this process.</summary>
    public Func<string, IReadOnlyDictionary<string, DateTimeOffset>> NextRuns { get; init; } = _ => new Dictionary<string, DateTimeOffset>();

    /// <summary>Has a flow looked at now. False: no runner is at work in this process.</summary>
    public Func<string, string, bool> RunNow { get; init; } = (_, _) => false;

    public IReadOnlyList<SettingLine> Settings { get; init; } = [];

    /// <summary>The record's page in the vendor's own screens; null where its address is not known.</summary>
    public Func<RecordRef, Uri?> PageOf { get; init; } = _ => null;

    /// <summary>Everybody on this machine may look around as anybody: a demonstration on simulated systems.</summary>
    public bool IsDemo { get; init; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public OfficeIntegration Integration(string? id) => Integrations.FirstOrDefault(one => one.Id == id) ?? Integrations[0];
}

/// <param name="Stewards">By entity, or by entity and field ("account.payment_terms"): who decides.</param>
public sealed record OfficeIntegration(
    string Id, string Crm, string Erp, MappingMatrix Matrix, IReadOnlyList<OfficeFlow> Flows, IReadOnlyDictionary<string, string> Stewards)
{
    public string EntityOf(string flow) => Flows.FirstOrDefault(one => one.Name == flow)?.Entity ?? flow;

    /// <summary>The most particular that was named: the field's, else the entity's.</summary>
    public string? StewardOf(string entity, IEnumerable<string> fields) =>
        fields.Select(field => Stewards.GetValueOrDefault($"{entity}.{field}")).FirstOrDefault(steward => steward is not null) ?? Stewards.GetValueOrDefault(entity);
}

/// <param name="Schedule">As configured: "every 1 minute", or a cron expression.</param>
public sealed record OfficeFlow(string Name, string Entity, string Schedule, IReadOnlyList<string> Sources);

/// <param name="AlertAt">The share of the limit at which people are told.</param>
public sealed record SystemUse(string System, string Vendor, long Used, long? Limit, double AlertAt, int? Concurrency, DateTimeOffset? RestUntil, string? Resting);

/// <param name="Source">The file, the environment, or "default".</param>
public sealed record SettingLine(string Path, string Value, string Source);
