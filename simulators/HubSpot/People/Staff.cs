using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Api;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.People;

/// <summary>
/// What people do in the vendor's screens: the same rules as the API, no quota. Beside the properties a record may name
/// the company that it belongs to ("company").
/// </summary>
internal sealed class Staff(Portal portal, RecordWriter writer, RecordJson json)
{
    public const string Company = "company";

    public static readonly Writer Person = new("person", "person");

    public JsonObject Create(string objectName, JsonObject fields) => Act(() =>
    {
        var table = portal.Table(objectName);
        var record = writer.Create(Person, table.Type, Without(fields));
        Associate(record, fields);
        return record;
    });

    public JsonObject Edit(string objectName, string id, JsonObject fields) => Act(() =>
    {
        var record = Find(objectName, id);
        Associate(record, fields);
        writer.Update(Person, record, Without(fields));
        return record;
    });

    public void Delete(string objectName, string id) => Act(() =>
    {
        var record = Find(objectName, id);
        writer.Archive(Person, record);
        return record;
    });

    public JsonObject Act(Func<CrmRecord> act)
    {
        try
        {
            return json.Stored(act());
        }
        catch (RefusedException refused)
        {
            throw new VendorRuleException(
                refused.Problems.Count > 0 ? refused.Problems[0].Code : refused.Category,
                refused.Problems.Count > 0 ? refused.Problems[0].Message : refused.Message,
                [.. refused.Problems.Select(problem => problem.Property)]);
        }
    }

    public CrmRecord Find(string objectName, string id) =>
        portal.Table(objectName).Find(id) ?? throw new KeyNotFoundException($"There is no {objectName} {id}.");

    public JsonArray Stored(string objectName) => new([.. portal.Table(objectName).All.Select(record => (JsonNode)json.Stored(record))]);

    private void Associate(CrmRecord record, JsonObject fields)
    {
        if (fields[Company]?.ToString() is { Length: > 0 } company && AssociationTypes.Primary(record.Type.Name, "companies") is { } kind)
        {
            portal.Associations.Set(kind, record.Id, Find("companies", company).Id);
        }
    }

    private static JsonObject Without(JsonObject fields) => new(fields.Where(field => field.Key != Company)
        .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
