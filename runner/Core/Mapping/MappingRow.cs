using Harness.Core.Records;

namespace Harness.Core.Mapping;

public enum ValueKind
{
    Text,
    Number,
    Money,
    Boolean,
    Date,
    DateTime,
}

public enum Direction
{
    Both,
    CrmToErp,
    ErpToCrm,

    /// <summary>Read on both sides and never written: for checks such as the tie of a line's net amount.</summary>
    None,
}

/// <summary>Who speaks when the two sides differ.</summary>
public enum ConflictRule
{
    /// <summary>The owner's value always; a stray edit on the other side is put back and reported.</summary>
    OwnerAlways,

    /// <summary>Edits on either side travel; where both changed, the owner's value stands.</summary>
    OwnerWins,

    /// <summary>The later edit stands, where both vendors keep field history; otherwise the steward decides.</summary>
    Latest,

    /// <summary>Where both changed, a person decides.</summary>
    Steward,
}

/// <summary>One row of the matrix: a canonical field and where it lives in each system.</summary>
/// <param name="CrmPath">Null where the CRM does not hold the field.</param>
/// <param name="OnCreate">Whose value a new record takes, where that is not the owner.</param>
/// <param name="Transform">Name of a function in <see cref="Transforms"/>.</param>
/// <param name="Values">Name of a value map (values/NAME.yaml).</param>
/// <param name="Default">What a required field takes on creation when the source is empty.</param>
/// <param name="At">File and line, for messages.</param>
public sealed record MappingRow(
    string Field,
    ValueKind Kind,
    string? CrmPath,
    string? ErpPath,
    Direction Direction,
    SystemRole Owner,
    SystemRole? OnCreate,
    ConflictRule Conflict,
    string? Transform,
    string? Values,
    bool Required,
    bool Pii,
    object? Default,
    string At)
{
    /// <summary>Separates the paths of a text whose lines are spread over several vendor fields (street: addr1, addr2).</summary>
    internal const char PathSeparator = '|';

    /// <summary>The entity whose record the value names; null for an ordinary value. In canonical form the value is that record's CRM id.</summary>
    public string? Reference { get; init; }

    /// <summary>IANA zone in which a date is cut out of a vendor's instant (transform date_in_zone).</summary>
    public string? Zone { get; init; }

    /// <summary>The side to which the transform is confined (a flag that one vendor keeps the other way round); null: both.</summary>
    public SystemRole? TransformOnly { get; init; }

    /// <summary>The single paths of this side: none, one, or the several over which the lines of a text are spread.</summary>
    public IReadOnlyList<string> PathsIn(SystemRole side) => PathIn(side)?.Split(PathSeparator) ?? [];

    public string? TransformIn(SystemRole side) => TransformOnly is null || TransformOnly == side ? Transform : null;

    public string? PathIn(SystemRole side) => side == SystemRole.Crm ? CrmPath : ErpPath;

    /// <summary>May a value travel to this side at all?</summary>
    public bool TravelsTo(SystemRole side) => PathIn(side) is not null && PathIn(side.Other()) is not null && Direction switch
    {
        Direction.Both => true,
        Direction.CrmToErp => side == SystemRole.Erp,
        Direction.ErpToCrm => side == SystemRole.Crm,
        Direction.None => false,
    };
}
