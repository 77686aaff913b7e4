namespace Harness.Port;

/// <summary>What a system is and holds, from its live metadata.</summary>
/// <param name="AccountId">The vendor's id of the company's account: a runner refuses to go on when it changes.</param>
/// <param name="TimeZone">IANA name where the vendor tells it.</param>
/// <param name="Notes">What an administrator should know: "Legacy tax: tax fields are read-only".</param>
public sealed record SystemDescription(
    string Vendor,
    string ApiVersion,
    string AccountId,
    string? TimeZone,
    string? BaseCurrency,
    bool MultiCurrency,
    IReadOnlyList<ObjectDescription> Objects,
    IReadOnlyList<string> Notes);

/// <summary>Fields of line collections are listed with the collection in front: "OpportunityLineItems.Quantity", "item.rate".</summary>
public sealed record ObjectDescription(
    string Name, string Label, bool Readable, bool Createable, bool Updateable, IReadOnlyList<FieldDescription> Fields);

public enum FieldType { Text, LongText, Number, WholeNumber, Money, Percent, Boolean, Date, DateTime, Picklist, MultiPicklist, Reference, Email, Phone, Url, Id }

/// <summary>A field that a path can name.</summary>
public sealed record FieldDescription(string Path, string Label, FieldType Type)
{
    /// <summary>In characters; null where the vendor states none.</summary>
    public int? Length { get; init; }

    public int? Scale { get; init; }

    public bool Required { get; init; }

    public bool Createable { get; init; } = true;

    public bool Updateable { get; init; } = true;

    public bool Custom { get; init; }

    public bool Unique { get; init; }

    public bool ExternalId { get; init; }

    public bool RestrictedValues { get; init; }

    /// <summary>Active picklist values as they are sent; empty where the field has none.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>A custom field that the matrix needs.</summary>
public sealed record FieldSpec(string ObjectType, string Path, string Label, FieldType Type, int? Length = null, int? Scale = null, bool ExternalKey = false);

/// <param name="Instruction">Where the API cannot create it: what an administrator must do, step by step.</param>
public sealed record FieldProvision(FieldSpec Field, FieldProvisionState State, string? Instruction = null);

public enum FieldProvisionState { Present, Created, MustBeCreatedByHand }
