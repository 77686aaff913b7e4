using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce;

/// <summary>What people do in the vendor's screens: the same rules as the API, no quota.</summary>
internal sealed class People(Org org, RecordWriter writer)
{
    public JsonObject Create(string objectName, JsonObject fields) =>
        Act(changes => writer.Insert(changes, Object(objectName), fields));

    public JsonObject Edit(string objectName, string id, JsonObject fields) => Act(changes =>
    {
        var record = Find(objectName, id);
        writer.Update(changes, record, fields);
        return record;
    });

    public void Delete(string objectName, string id) => Act(changes =>
    {
        var record = Find(objectName, id);
        writer.Delete(changes, record);
        return record;
    });

    public JsonObject Act(Func<ChangeSet, OrgRecord> act)
    {
        var changes = writer.Begin(new Writer("person", "person", org.SalesUserId) { AllowDuplicates = true });
        try
        {
            var record = act(changes);
            changes.Commit();
            return Stored(record);
        }
        catch (VendorRuleException)
        {
            changes.RollBackTo((0, 0));
            throw;
        }
        catch (RecordRefusedException refused)
        {
            changes.RollBackTo((0, 0));
            throw new VendorRuleException(refused.Code, refused.Message);
        }
    }

    public OrgRecord Find(string objectName, string id) =>
        RecordIds.Normalise(id) is { } known && org.Table(Object(objectName)).Find(known) is { } record
            ? record
            : throw new KeyNotFoundException($"There is no {objectName} {id}.");

    public ObjectDefinition Object(string objectName) =>
        org.Schema.Find(objectName) ?? throw new KeyNotFoundException($"There is no object {objectName}.");

    public JsonObject Stored(OrgRecord record)
    {
        var stored = new JsonObject();
        foreach (var field in record.Type.Fields)
        {
            stored[field.Name] = FieldValues.ToJson(field.Type, org.Read(record, field));
        }

        return stored;
    }
}
