using System.Text.Json.Nodes;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>Shorthand in which the object catalogue is written.</summary>
internal static class Column
{
    public static FieldDefinition Text(string name, string label, int length) =>
        new(name, label, FieldType.Text) { Length = length };

    public static FieldDefinition Area(string name, string label, int length) =>
        new(name, label, FieldType.TextArea) { Length = length };

    public static FieldDefinition LongArea(string name, string label, int length) =>
        new(name, label, FieldType.LongTextArea) { Length = length, Filterable = false, ExtraTypeInfo = "plaintextarea" };

    public static FieldDefinition Email(string name, string label) => new(name, label, FieldType.Email) { Length = 80 };

    public static FieldDefinition Phone(string name, string label) => new(name, label, FieldType.Phone) { Length = 40 };

    public static FieldDefinition Link(string name, string label) => new(name, label, FieldType.Url) { Length = 255 };

    public static FieldDefinition Money(string name, string label, int scale = 2) =>
        new(name, label, FieldType.Currency) { Precision = 18, Scale = scale };

    public static FieldDefinition Number(string name, string label, int precision, int scale) =>
        new(name, label, FieldType.Double) { Precision = precision, Scale = scale };

    public static FieldDefinition Whole(string name, string label) => new(name, label, FieldType.Int) { Precision = 8 };

    public static FieldDefinition Percent(string name, string label, int precision = 5, int scale = 2) =>
        new(name, label, FieldType.Percent) { Precision = precision, Scale = scale };

    public static FieldDefinition Date(string name, string label) => new(name, label, FieldType.Date);

    public static FieldDefinition Moment(string name, string label) => new(name, label, FieldType.DateTime);

    public static FieldDefinition Flag(string name, string label) =>
        new(name, label, FieldType.Boolean) { Nillable = false, DefaultedOnCreate = true, DefaultValue = false };

    public static FieldDefinition Pick(string name, string label, params string[] values) =>
        new(name, label, FieldType.Picklist) { Length = 255, Values = [.. values.Select(value => new PicklistValue(value))] };

    public static FieldDefinition Restricted(this FieldDefinition field) => field with { RestrictedPicklist = true };

    public static FieldDefinition Reference(
        string name, string label, string relationship, string target, string? children = null, bool cascade = false) =>
        new(name, label, FieldType.Reference)
        {
            Length = 18,
            ReferenceTo = [target],
            RelationshipName = relationship,
            ChildRelationship = children,
            CascadeDelete = cascade,
        };

    public static FieldDefinition Currency() =>
        Pick("CurrencyIsoCode", "Currency ISO Code", Currencies.Codes).Restricted() with
        {
            Length = 3,
            DefaultedOnCreate = true,
            DefaultValue = Currencies.Corporate,
        };

    public static IEnumerable<FieldDefinition> Standard(bool owned = false)
    {
        yield return new FieldDefinition("Id", "Record ID", FieldType.Id)
        {
            Length = 18, Nillable = false, Createable = false, Updateable = false, DefaultedOnCreate = true, IdLookup = true,
        };
        yield return Flag("IsDeleted", "Deleted").ReadOnly();
        if (owned)
        {
            yield return Reference("OwnerId", "Owner ID", "Owner", "User") with { Nillable = false, DefaultedOnCreate = true };
        }

        yield return Moment("CreatedDate", "Created Date").ReadOnly() with { Nillable = false, DefaultedOnCreate = true };
        yield return Reference("CreatedById", "Created By ID", "CreatedBy", "User").ReadOnly() with { Nillable = false, DefaultedOnCreate = true };
        yield return Moment("LastModifiedDate", "Last Modified Date").ReadOnly() with { Nillable = false, DefaultedOnCreate = true };
        yield return Reference("LastModifiedById", "Last Modified By ID", "LastModifiedBy", "User").ReadOnly() with { Nillable = false, DefaultedOnCreate = true };
        yield return Moment("SystemModstamp", "System Modstamp").ReadOnly() with { Nillable = false, DefaultedOnCreate = true };
    }

    /// <summary>The parts of an address and the read-only compound of them.</summary>
    public static IEnumerable<FieldDefinition> Address(string prefix)
    {
        var compound = $"{prefix}Address";
        yield return Area($"{prefix}Street", $"{prefix} Street", 255).PartOf(compound);
        yield return Text($"{prefix}City", $"{prefix} City", 40).PartOf(compound);
        yield return Text($"{prefix}State", $"{prefix} State/Province", 80).PartOf(compound);
        yield return Text($"{prefix}PostalCode", $"{prefix} Zip/Postal Code", 20).PartOf(compound);
        yield return Text($"{prefix}Country", $"{prefix} Country", 80).PartOf(compound);
        yield return new FieldDefinition($"{prefix}StateCode", $"{prefix} State/Province Code", FieldType.Picklist)
        {
            Length = 10, Values = [.. Countries.StateValues()], RestrictedPicklist = true,
        }.PartOf(compound);
        yield return new FieldDefinition($"{prefix}CountryCode", $"{prefix} Country Code", FieldType.Picklist)
        {
            Length = 10, Values = [.. Countries.CountryValues()], RestrictedPicklist = true,
        }.PartOf(compound);
        yield return new FieldDefinition(compound, $"{prefix} Address", FieldType.Address)
            .Computed((_, record) => Compound(prefix, record)) with { Filterable = false };
    }

    private static JsonObject? Compound(string prefix, OrgRecord record)
    {
        string[] parts = ["City", "Country", "CountryCode", "PostalCode", "State", "StateCode", "Street"];
        if (parts.All(part => record[prefix + part] is null))
        {
            return null;
        }

        var address = new JsonObject();
        foreach (var part in parts)
        {
            address[char.ToLowerInvariant(part[0]) + part[1..]] = record[prefix + part] as string;
        }

        foreach (var part in new[] { "geocodeAccuracy", "latitude", "longitude" })
        {
            address[part] = null;
        }

        return address;
    }
}
