using Harness.Core.Mapping;
using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Rollout;

namespace Harness.Sync.Passes;

/// <summary>One configured pair of systems with its matrix and policies: what every step of a pass works with.</summary>
public sealed class Integration
{
    private readonly Dictionary<(string Entity, SystemRole Side), EntityMapping> _mappings;
    private readonly Dictionary<string, RecordMatcher> _matchers;

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
        _mappings = matrix.Parts.SelectMany(entity => new[]
        {
            (Key: (entity.Entity, SystemRole.Crm), Mapping: new EntityMapping(matrix, entity, SystemRole.Crm, Described(crmDescribed, entity.CrmObject))),
            (Key: (entity.Entity, SystemRole.Erp), Mapping: new EntityMapping(matrix, entity, SystemRole.Erp, Described(erpDescribed, entity.ErpObject))),
        }).ToDictionary(pair => pair.Key, pair => pair.Mapping);
        _matchers = matrix.Entities.Values.ToDictionary(
            entity => entity.Entity,
            entity => new RecordMatcher(entity, Mapping(entity.Entity, SystemRole.Crm), Mapping(entity.Entity, SystemRole.Erp)));
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

    public EntityMapping Mapping(string entity, SystemRole side) => _mappings[(entity, side)];

    public RecordMatcher Matcher(string entity) => _matchers[entity];

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

    private static ObjectDescription? Described(SystemDescription description, string objectName) =>
        description.Objects.FirstOrDefault(candidate => string.Equals(candidate.Name, objectName, StringComparison.OrdinalIgnoreCase));
}
