using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.OData;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.People;

/// <summary>What people of the company do in the application's pages.</summary>
internal sealed class Staff(CompanyStore store, Books books, Reader reader)
{
    private Dictionary<string, Func<JsonObject, JsonObject>> actions = [];

    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => actions;

    public void Learn(params IReadOnlyDictionary<string, Func<JsonObject, JsonObject>>[] more) =>
        actions = more.SelectMany(each => each).ToDictionary(pair => pair.Key, pair => Acting(pair.Value));

    public JsonObject Create(EntitySet set, JsonObject fields) => Acting(body => reader.Stored(books.Create(set.Name, body)))(fields);

    public JsonObject Edit(EntitySet set, string id, JsonObject fields) => Acting(body =>
    {
        var record = Found(set.Name, id);
        books.Update(record, body);
        return reader.Stored(record);
    })(fields);

    public void Delete(EntitySet set, string id) => Acting(_ =>
    {
        books.Delete(Found(set.Name, id));
        return [];
    })([]);

    /// <summary>By id, number, code, name or external document number.</summary>
    public BcRecord Found(string set, string id) => store.Find(set, id) ?? store.FindNumber(set, id)
        ?? store.All(set).FirstOrDefault(record => record.Text("displayName") == id
            || record.Text("externalDocumentNumber").Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"There is no {Entities.All[set].Entity} \"{id}\".");

    public static string Text(JsonObject fields, string name) => TextOrNull(fields, name) ?? throw new ArgumentException($"\"{name}\" is missing.");

    public static string? TextOrNull(JsonObject fields, string name) => fields[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => other.ToJsonString(),
    };

    public static decimal? Number(JsonObject fields, string name) =>
        TextOrNull(fields, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public static DateOnly? Date(JsonObject fields, string name) =>
        TextOrNull(fields, name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private Func<JsonObject, JsonObject> Acting(Func<JsonObject, JsonObject> act) => fields =>
    {
        var before = books.Actor;
        books.Actor = before is null ? null : "person";
        try
        {
            return act(fields);
        }
        catch (BcError refused)
        {
            throw new VendorRuleException(refused.Code, refused.Message);
        }
        finally
        {
            books.Actor = before;
        }
    };
}
