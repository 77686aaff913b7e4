using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Rules;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.People;

/// <summary>What people of the company do in the vendor's screens; each act is one transaction.</summary>
internal sealed class Staff
{
    private readonly Registry registry;

    public Staff(Registry registry, OdooOptions options, Rights rights, SaleRules sales, MoveRules moves, Wizards wizards)
    {
        this.registry = registry;
        var finance = new Finance(registry, sales, moves, wizards, this);
        var administration = new Administration(registry, options, rights, this);
        Actions = finance.Actions.Concat(administration.Actions).ToDictionary(pair => pair.Key, pair => Acting(pair.Value));
    }

    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions { get; }

    public JsonObject Create(string model, JsonObject fields) =>
        Acting(sent => registry.Values.Stored(registry.Create(model, Typed(model, sent))))(fields);

    public JsonObject Edit(string model, string id, JsonObject fields) => Acting(sent =>
    {
        var row = Found(model, id);
        registry.Write(row, Typed(model, sent));
        return registry.Values.Stored(row);
    })(fields);

    public void Delete(string model, string id) => Acting(_ =>
    {
        registry.Unlink(Found(model, id));
        return [];
    })([]);

    /// <summary>By id, by name or by external id.</summary>
    public OdooRecord Found(string model, string id) =>
        (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? registry.Database.Find(model, number) : null)
        ?? registry.Database.Living(model).FirstOrDefault(row => row.Text("name") == id || row.Text("default_code") == id)
        ?? (id.Contains('.', StringComparison.Ordinal) ? registry.ExternalIds.Row(id, model) : null)
        ?? throw new KeyNotFoundException($"There is no {model} \"{id}\".");

    public JsonObject Shown(OdooRecord row) => registry.Values.Stored(row);

    public static string Text(JsonObject fields, string name) => TextOrNull(fields, name) ?? throw new ArgumentException($"\"{name}\" is missing.");

    public static string? TextOrNull(JsonObject fields, string name) => fields[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => other.ToJsonString(),
    };

    public static decimal? Number(JsonObject fields, string name) =>
        TextOrNull(fields, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>People pick a reference by its name: "country_id": "DE" as well as "country_id": 57.</summary>
    private JsonObject Typed(string model, JsonObject fields)
    {
        var typed = new JsonObject();
        foreach (var (name, value) in fields)
        {
            typed[name] = registry.Model(model).Field(name) is { Type: Models.FieldType.Many2one, Relation: { } relation } && value is JsonValue picked
                && picked.GetValueKind() == JsonValueKind.String && picked.GetValue<string>() is var text
                    ? Picked(relation, text).Id
                    : value?.DeepClone();
        }

        return typed;
    }

    private OdooRecord Picked(string relation, string text) =>
        registry.Database.Living(relation).FirstOrDefault(row => row.Text("code") == text || row.Text("name") == text || Values.Display(row) == text) ?? Found(relation, text);

    private Func<JsonObject, JsonObject> Acting(Func<JsonObject, JsonObject> act) => fields =>
    {
        var before = registry.Actor;
        registry.Actor = before is null ? null : "person";
        registry.Database.Begin();
        try
        {
            var result = act(fields);
            registry.Commit();
            return result;
        }
        catch (OdooError refused)
        {
            registry.RollBackTo(0, 0);
            throw new VendorRuleException(refused.Name, refused.Message);
        }
        finally
        {
            registry.Actor = before;
        }
    };
}
