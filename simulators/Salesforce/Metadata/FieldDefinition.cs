using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>One field as the describe call tells it. Absent describe attributes follow from these.</summary>
internal sealed record FieldDefinition(string Name, string Label, FieldType Type)
{
    public int Length { get; init; }

    public int Precision { get; init; }

    public int Scale { get; init; }

    public bool Nillable { get; init; } = true;

    public bool Createable { get; init; } = true;

    public bool Updateable { get; init; } = true;

    public bool DefaultedOnCreate { get; init; }

    public object? DefaultValue { get; init; }

    public bool ExternalId { get; init; }

    public bool IdLookup { get; init; }

    public bool Unique { get; init; }

    public bool CaseSensitive { get; init; }

    public bool NameField { get; init; }

    public bool AutoNumber { get; init; }

    public bool Filterable { get; init; } = true;

    public bool RestrictedPicklist { get; init; }

    public IReadOnlyList<PicklistValue> Values { get; init; } = [];

    public string? CompoundFieldName { get; init; }

    public string? ExtraTypeInfo { get; init; }

    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    public string? RelationshipName { get; init; }

    /// <summary>Name of the list on the parent: "Contacts" on Account.</summary>
    public string? ChildRelationship { get; init; }

    public bool CascadeDelete { get; init; }

    /// <summary>Computed on every read; never stored, never moves a stamp.</summary>
    public Func<Org, OrgRecord, object?>? Formula { get; init; }

    /// <summary>Hidden from the API user by field-level security: absent from describe, "no such column" in SOQL.</summary>
    public bool Hidden { get; set; }

    public bool IsCustom => Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase);

    public bool IsRequired => !Nillable && Createable && !DefaultedOnCreate && Type != FieldType.Boolean;

    public FieldDefinition Required() => this with { Nillable = false };

    public FieldDefinition ReadOnly() => this with { Createable = false, Updateable = false };

    public FieldDefinition Fixed() => this with { Updateable = false };

    public FieldDefinition Defaulting(object? value) => this with { DefaultedOnCreate = true, DefaultValue = value };

    public FieldDefinition PartOf(string compound) => this with { CompoundFieldName = compound };

    public FieldDefinition Computed(Func<Org, OrgRecord, object?> formula) =>
        ReadOnly() with { Formula = formula };
}

internal sealed record PicklistValue(string Value, bool Active = true, bool Default = false, string? Label = null);
