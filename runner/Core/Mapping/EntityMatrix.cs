using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>The rows of one entity for one pair of systems, as loaded and checked.</summary>
/// <param name="Creates">The sides on which a missing counterpart may be created.</param>
/// <param name="Match">Match keys in order of trust.</param>
/// <param name="Status">Where the CRM record shows its own sync state; null where it shows none.</param>
public sealed record EntityMatrix(
    string Entity,
    string CrmObject,
    string ErpObject,
    IReadOnlyList<SystemRole> Creates,
    IReadOnlyList<MatchRule> Match,
    IReadOnlyList<MappingRow> Rows,
    LinesMatrix? Lines,
    IReadOnlyList<SourceRow> Sources,
    StatusPaths? Status,
    IReadOnlyList<RollupRow> Rollups,
    string File)
{
    /// <summary>By the side on which the record was deleted; what is not listed stops for a person.</summary>
    public IReadOnlyDictionary<SystemRole, DeletePolicy> Deleted { get; init; } = new Dictionary<SystemRole, DeletePolicy>();

    /// <summary>By the side that is marked; a system without such a mark is not listed.</summary>
    public IReadOnlyDictionary<SystemRole, ArchiveMark> Archive { get; init; } = new Dictionary<SystemRole, ArchiveMark>();

    /// <summary>What lowers the sum of the documents without being one: payments and credits of the ERP that nothing has used up yet.</summary>
    public EntityMatrix? Credits { get; init; }

    public string ObjectIn(SystemRole side) => side == SystemRole.Crm ? CrmObject : ErpObject;

    /// <summary>What becomes of the other side's record when the one on this side is gone.</summary>
    public DeletePolicy WhenDeletedIn(SystemRole side) => Deleted.GetValueOrDefault(side);
}

/// <param name="Doubtful">A hit on this key alone is never linked without a person.</param>
public sealed record MatchRule(IReadOnlyList<string> Fields, bool Doubtful)
{
    /// <summary>Different values mean different records, whatever else they share (an order that names another opportunity).</summary>
    public bool Decisive { get; init; }
}

/// <param name="CrmPath">The line collection in the CRM: "OpportunityLineItems".</param>
/// <param name="CrmKey">The path in a row that names it for good.</param>
public sealed record LinesMatrix(
    string? CrmPath, string? CrmKey, string? ErpPath, string? ErpKey, Direction Direction, SystemRole Owner, IReadOnlyList<MappingRow> Rows)
{
    public ConflictRule Conflict { get; init; } = ConflictRule.OwnerWins;

    /// <summary>Rows that only the receiving side has stay when the owner's rows are written (a price in a currency the owner does not sell in).</summary>
    public bool KeepsExtra { get; init; }

    /// <summary>The side whose rows have no place for the other's key: they are told apart by what they say. Null where both have one.</summary>
    public SystemRole? PairedSide { get; init; }

    public string? PathIn(SystemRole side) => side == SystemRole.Crm ? CrmPath : ErpPath;

    public string? KeyIn(SystemRole side) => side == SystemRole.Crm ? CrmKey : ErpKey;
}

/// <summary>One polled stream. Without <paramref name="AboutPath"/> the changed record is the entity's own.</summary>
/// <param name="Of">The entity whose records the path names; null for this one's own.</param>
/// <param name="Watch">Paths of what else of the changed record makes it another version: two changes may bear one stamp.</param>
public sealed record SourceRow(SystemRole Side, string ObjectType, string? AboutPath, string? Of, string? Watch)
{
    public IReadOnlyList<string> Watched => Watch?.Split(MappingRow.PathSeparator) ?? [];
}

/// <summary>Paths in the CRM object; each may be null.</summary>
public sealed record StatusPaths(string? State, string? Number, string? Message, string? SyncedAt, string? ErpId);

public enum Aggregate
{
    Sum,
    Latest,
    WorstStatus,
    Join,
}

/// <summary>
/// Several ERP documents on one CRM record: the canonical field of the document, how it is condensed, and the path on
/// the target that shows it.
/// </summary>
/// <param name="Target">The entity whose CRM record shows it: "sales_order" (the opportunity) or "account".</param>
/// <param name="Where">Null, or "open", "overdue": only documents in that state count.</param>
public sealed record RollupRow(string Target, string Field, ValueKind Kind, Aggregate Aggregate, string Path, string? Where, string At);
