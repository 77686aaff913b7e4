using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Auth;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.People;

/// <summary>What people of the company do in the vendor's screens.</summary>
internal sealed class Staff
{
    private readonly RecordStore store;
    private readonly Books books;
    private readonly RecordWriter writer;
    private readonly RecordReader reader;

    public Staff(
        RecordStore store,
        Books books,
        RecordWriter writer,
        RecordReader reader,
        Transforms transforms,
        References references,
        NetSuiteOptions options,
        Logins logins)
    {
        this.store = store;
        this.books = books;
        this.writer = writer;
        this.reader = reader;
        var finance = new Finance(store, books, reader, transforms, this);
        var administration = new Administration(store, books, reader, references, options, logins);
        Actions = finance.Actions.Concat(administration.Actions)
            .ToDictionary(pair => pair.Key, pair => Acting(pair.Value));
    }

    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions { get; }

    public JsonObject Create(RecordType type, JsonObject fields) =>
        Acting(f => reader.Stored(books.Create(type, f, record => writer.Fill(record, f, WriteMode.Person))))(fields);

    public JsonObject Edit(RecordType type, string id, JsonObject fields) => Acting(f =>
    {
        var record = Found(store, type, id);
        books.Update(record, f, changed => writer.Fill(changed, f, WriteMode.Person));
        return reader.Stored(record);
    })(fields);

    public void Delete(RecordType type, string id) => Acting(_ =>
    {
        books.Delete(Found(store, type, id));
        return [];
    })([]);

    /// <summary>By id, "eid:" and external id, bare external id or document number.</summary>
    public static NsRecord Found(RecordStore store, RecordType type, string id) =>
        store.Find(type, id) ?? store.Find(type, $"eid:{id}")
        ?? store.All(type.Name).FirstOrDefault(r => r.Values.Text("tranId") == id || r.Values.Text("entityId") == id || r.Values.Text("companyName") == id)
        ?? throw new KeyNotFoundException($"There is no {type.Name} \"{id}\".");

    public static string Text(JsonObject fields, string name) => TextOrNull(fields, name)
        ?? throw new ArgumentException($"\"{name}\" is missing.");

    public static string? TextOrNull(JsonObject fields, string name) => fields[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => other.ToJsonString(),
    };

    public static decimal? Number(JsonObject fields, string name) =>
        TextOrNull(fields, name) is { } text ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    public static DateOnly? Date(JsonObject fields, string name) =>
        TextOrNull(fields, name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;

    private Func<JsonObject, JsonObject> Acting(Func<JsonObject, JsonObject> act) => fields =>
    {
        var before = books.Actor;
        books.Actor = before is null ? null : "person";
        try
        {
            return act(fields);
        }
        catch (NsError refused)
        {
            throw new VendorRuleException(refused.Code, refused.Message, refused.Place is null ? [] : [refused.Place]);
        }
        finally
        {
            books.Actor = before;
        }
    };
}
