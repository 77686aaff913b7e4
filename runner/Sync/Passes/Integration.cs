using Harness.Core.Mapping;
using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Rollout;
using Harness.Sync.Schema;

namespace Harness.Sync.Passes;

/// <summary>One configured pair of systems with its matrix and policies: what every step of a pass works with.</summary>
public sealed class Integration
{
    private volatile CompiledMatrix _compiled;
    private volatile bool _schemaIsSuspect;

    public Integration(
        string id, MappingMatrix matrix, IConnector crm, IConnector erp, SystemDescription crmDescribed, SystemDescription erpDescribed,
        ILedger ledger, SyncOptions options, WavePlan waves, SystemRest rest, TimeProvider clock, Random random)
    {
        Id = id;
        Matrix = matrix;
        Crm = crm;
        Erp = erp;
        Ledger = ledger;
        Options = options;
        Waves = waves;
        Rest = rest;
        Clock = clock;
        Retries = new RetrySchedule(options, random);
        _compiled = new CompiledMatrix(matrix, crmDescribed, erpDescribed);
    }

    public string Id { get; }

    public MappingMatrix Matrix { get; }

    public IConnector Crm { get; }

    public IConnector Erp { get; }

    public ILedger Ledger { get; }

    public SyncOptions Options { get; }

    public WavePlan Waves { get; }

    public SystemRest Rest { get; }

    public TimeProvider Clock { get; }

    public RetrySchedule Retries { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IConnector Connector(SystemRole side) => side == SystemRole.Crm ? Crm : Erp;

    public EntityMapping Mapping(string entity, SystemRole side) => _compiled.Mapping(entity, side);

    public RecordMatcher Matcher(string entity) => _compiled.Matcher(entity);

    /// <summary>What both systems said of themselves when the mapping was last compiled.</summary>
    public (SystemDescription Crm, SystemDescription Erp) Described => (_compiled.Crm, _compiled.Erp);

    /// <summary>Flows that stand still because a schema changed under their mapping, and why.</summary>
    public IReadOnlyDictionary<string, Fault> Halted { get; private set; } = new Dictionary<string, Fault>();

    /// <summary>A vendor complained of a field or a permission.</summary>
    public bool SchemaIsSuspect
    {
        get => _schemaIsSuspect;
        set => _schemaIsSuspect = value;
    }

    /// <summary>From here on records are read and written by these descriptions, and these flows stand still.</summary>
    public void Adopt(SystemDescription crm, SystemDescription erp, IReadOnlyDictionary<string, Fault> halted)
    {
        Halted = halted;
        _compiled = new CompiledMatrix(Matrix, crm, erp);
    }

    public required IReadOnlyList<Flow> Flows { get; init; }

    /// <summary>The flow that brings an entity's pairs in step; a roll-up only shows them.</summary>
    public string FlowOf(string entity) => Flows.First(flow => flow.Entity == entity && !flow.RollsUp).Name;

    /// <summary>The key under which a record is created on the other side, so that it can be found again after any failure.</summary>
    public string ExternalKey(string entity, string sourceId) => $"{Id}-{Short(entity)}-{sourceId}";

    /// <summary>The source id in one of our external keys; null for a key that is not ours.</summary>
    public string? SourceIdIn(string entity, string? externalKey)
    {
        var prefix = $"{Id}-{Short(entity)}-";
        return externalKey is not null && externalKey.StartsWith(prefix, StringComparison.Ordinal) ? externalKey[prefix.Length..] : null;
    }

    // Contacts and customers share one name space of external ids in NetSuite, hence the entity in the key.
    private static string Short(string entity) => entity switch
    {
        "account" => "acc",
        "contact" => "con",
        "product" => "prd",
        "sales_order" => "opp",
        _ => entity,
    };
}
