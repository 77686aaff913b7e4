using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync;
using Harness.Sync.Pacing;

namespace Harness.Documents.Manuals;

/// <summary>One integration as it is configured: everything that the manuals say comes from here, so that no manual can say otherwise.</summary>
public sealed record Setup(
    string Integration, MappingMatrix Matrix, SystemFacts Crm, SystemFacts Erp, IReadOnlyList<FlowFacts> Flows, SyncOptions Policy, IReadOnlyList<Reason> Reasons)
{
    /// <summary>Where the ledger lives, without a password.</summary>
    public required string Ledger { get; init; }

    /// <summary>When both systems are compared; null where nobody compares them.</summary>
    public required string? Comparison { get; init; }

    public SystemFacts In(SystemRole side) => side == SystemRole.Crm ? Crm : Erp;

    public EntityMatrix EntityOf(FlowFacts flow) => Matrix.Entities[flow.Entity];

    /// <summary>The entities in the order in which they are synced.</summary>
    public IEnumerable<(FlowFacts Flow, EntityMatrix Entity)> InOrder() =>
        Flows.OrderBy(flow => flow.Rank).ThenBy(flow => flow.Name, StringComparer.Ordinal).Select(flow => (flow, EntityOf(flow)));
}

/// <param name="Login">The settings of the login that are no secret.</param>
/// <param name="Secrets">Names only.</param>
public sealed record SystemFacts(string Name, string Title, IReadOnlyList<(string Setting, string Value)> Login, IReadOnlyList<string> Secrets, QuotaOptions Quota);

/// <param name="Schedule">"every 30 seconds", or the five fields of a cron.</param>
public sealed record FlowFacts(string Name, string Entity, string Schedule, int Rank, int CallPriority, bool RollsUp);

/// <summary>Why a record may stop, from the catalogue.</summary>
public sealed record Reason(FaultKind Kind, string Meaning, string Owner, string NextStep, bool HealsByItself)
{
    /// <summary>"row locked".</summary>
    public string Title { get; } = Words.Of(Kind.ToString());
}
