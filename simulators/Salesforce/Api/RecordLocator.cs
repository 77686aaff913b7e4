using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Soql;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Finds the records that a URL or a row names, and reads them out.</summary>
internal sealed class RecordLocator(Org org)
{
    public ObjectDefinition Object(string name) => org.Schema.Find(name) is { Tooling: false } type
        ? type
        : throw new VendorRuleException("NOT_FOUND", "The requested resource does not exist");

    public OrgRecord ById(ObjectDefinition type, string text)
    {
        var record = RecordIds.Normalise(text) is { } id ? org.Table(type).Find(id)?.SeenAt(org.Clock.GetUtcNow()) : null;
        return record switch
        {
            null => throw new VendorRuleException("NOT_FOUND", "The requested resource does not exist"),
            { IsDeleted: true } when record.Stamp < org.RecycleBinSince => throw new VendorRuleException("NOT_FOUND", "The requested resource does not exist"),
            { IsDeleted: true } => throw new VendorRuleException("ENTITY_IS_DELETED", "entity is deleted"),
            _ => org.Table(type).Find(record.Id)!,
        };
    }

    public static FieldDefinition KeyField(ObjectDefinition type, string name) =>
        type.FindVisible(name) is { } field && (field.IdLookup || field.ExternalId)
            ? field
            : throw new VendorRuleException("NOT_FOUND", $"Provided external ID field does not exist or is not accessible: {name}");

    public IReadOnlyList<OrgRecord> ByKey(FieldDefinition key, ObjectDefinition type, JsonNode? value) =>
        FieldValues.FromJson(key, value) is { } found ? org.Table(type).Having(key, found) : [];

    public JsonObject Read(OrgRecord record, string version, IEnumerable<string>? names)
    {
        var projection = new Projection(org, record.Type);
        try
        {
            foreach (var name in names ?? record.Type.VisibleFields.Select(field => field.Name))
            {
                projection.AddField(name.Trim().Split('.'), -1);
            }
        }
        catch (SoqlException unknown)
        {
            throw new VendorRuleException(unknown.Code, unknown.Message);
        }

        return projection.Read(record.SeenAt(org.Clock.GetUtcNow()) ?? record, version);
    }
}
