using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Models;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rpc;

/// <summary>The methods that change nothing.</summary>
internal sealed class Reads(Registry registry, OdooOptions options, Rights rights)
{
    private readonly Domain domains = new(registry.Database);

    public JsonNode? Run(ModelCall call)
    {
        var model = registry.Model(call.Model);
        return call.Method switch
        {
            "search_read" => Rows(call, model, Page(call, model)),
            "search" => new JsonArray([.. Page(call, model).Select(row => JsonValue.Create(row.Id))]),
            "search_count" => Matching(call, model).Count(),
            "read" => Rows(call, model, Existing(call, model)),
            "name_get" => new JsonArray([.. Existing(call, model).Select(row => new JsonArray(row.Id, Values.Display(row)))]),
            "name_search" => NameSearch(call, model),
            "fields_get" => Describe(call, model),
            "default_get" => new JsonObject(model.Fields.Where(field => field.Default is not null).Select(field => KeyValuePair.Create(field.Name, (JsonNode?)JsonValue.Create(field.Default is true)))),
            "check_access_rights" or "has_access" => rights.Has(call.Model, call.Args["operation"]?.ToString() ?? "read"),
            "get_external_id" => ExternalIds(call),
            "context_get" => new JsonObject { ["lang"] = "en_US", ["tz"] = "UTC", ["uid"] = Rights.UserId },
            _ => throw OdooError.NoMethod(call.Model, call.Method),
        };
    }

    private IEnumerable<OdooRecord> Existing(ModelCall call, OdooModel model)
    {
        var found = (call.Ids ?? []).Select(id => (Id: id, Row: registry.Database.Find(model.Name, id))).ToList();
        if (found.Find(one => one.Row is null) is { Id: > 0 } missing && options.Version >= 19)
        {
            throw OdooError.Missing(model.Name, missing.Id);
        }

        return found.Select(one => one.Row).OfType<OdooRecord>();
    }

    private IEnumerable<OdooRecord> Matching(ModelCall call, OdooModel model)
    {
        var domain = call.List("domain");
        var condition = domains.Compile(model, domain);
        var livingOnly = call.ActiveTest && model.Field("active") is not null && !Domain.Names(domain, "active");
        var candidates = ById(domain, model) ?? registry.Database.Living(model.Name);
        return candidates.Where(row => (!livingOnly || row.Flag("active")) && condition(row));
    }

    /// <summary>A search by ids does not look at every row.</summary>
    private IEnumerable<OdooRecord>? ById(JsonArray? domain, OdooModel model) =>
        domain is [JsonArray { Count: 3 } leaf] && leaf[0]?.ToString() == "id" && leaf[1]?.ToString() == "in" && leaf[2] is JsonArray ids
            ? ModelCall.Numbers(ids).Distinct().Select(id => registry.Database.Find(model.Name, id)).OfType<OdooRecord>()
            : null;

    private IEnumerable<OdooRecord> Page(ModelCall call, OdooModel model)
    {
        var rows = Sorted(Matching(call, model), model, call.Args["order"] is { } order && order.GetValueKind() == JsonValueKind.String ? order.ToString() : model.Order);
        rows = rows.Skip(call.Whole("offset") ?? 0);
        return call.Whole("limit") is > 0 and var limit ? rows.Take(limit) : rows;
    }

    private static IEnumerable<OdooRecord> Sorted(IEnumerable<OdooRecord> rows, OdooModel model, string order)
    {
        IOrderedEnumerable<OdooRecord>? sorted = null;
        foreach (var term in order.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = term.Split(' ');
            if (model.Field(parts[0]) is null)
            {
                throw OdooError.Value($"Invalid field '{parts[0]}' on model '{model.Name}'");
            }

            object? Key(OdooRecord row) => parts[0] switch { "id" => row.Id, "write_date" => row.Written, "create_date" => row.Created, var name => row.Get(name) };
            var down = parts.Length > 1 && parts[1].Equals("desc", StringComparison.OrdinalIgnoreCase);
            sorted = (sorted, down) switch
            {
                (null, false) => rows.OrderBy(Key, Comparer.Of),
                (null, true) => rows.OrderByDescending(Key, Comparer.Of),
                (_, false) => sorted.ThenBy(Key, Comparer.Of),
                _ => sorted.ThenByDescending(Key, Comparer.Of),
            };
        }

        return sorted ?? rows;
    }

    private JsonArray Rows(ModelCall call, OdooModel model, IEnumerable<OdooRecord> rows)
    {
        var fields = Wanted(model, call.List("fields"));
        return new JsonArray([.. rows.ToList().Select(row => (JsonNode)new JsonObject(
            fields.Select(field => KeyValuePair.Create(field.Name, registry.Values.Read(row, field))).Prepend(KeyValuePair.Create("id", (JsonNode?)row.Id)).DistinctBy(pair => pair.Key)))]);
    }

    private List<ModelField> Wanted(OdooModel model, JsonArray? names)
    {
        if (names is not { Count: > 0 })
        {
            return [.. model.Fields];
        }

        return [.. names.Select(name => model.Field(name!.ToString()) ?? throw Unknown(model, name.ToString()))];
    }

    private OdooError Unknown(OdooModel model, string name)
    {
        registry.OnUnknownField(model.Name, name);
        return OdooError.Value($"Invalid field '{name}' on model '{model.Name}'");
    }

    private JsonArray NameSearch(ModelCall call, OdooModel model)
    {
        var name = call.Args["name"]?.ToString() ?? "";
        return new JsonArray([.. Page(call, model).Where(row => Values.Display(row).Contains(name, StringComparison.OrdinalIgnoreCase))
            .Select(row => (JsonNode)new JsonArray(row.Id, Values.Display(row)))]);
    }

    private JsonObject ExternalIds(ModelCall call) => new((call.Ids ?? []).Select(id => KeyValuePair.Create(
        id.ToString(), (JsonNode?)(registry.ExternalIds.Of(call.Model, id) is [var first, ..] ? $"{first.Text("module")}.{first.Text("name")}" : ""))));

    private static JsonObject Describe(ModelCall call, OdooModel model)
    {
        var wanted = call.List("allfields")?.Select(name => name!.ToString()).ToHashSet();
        var attributes = call.List("attributes")?.Select(name => name!.ToString()).ToHashSet();
        var described = new JsonObject();
        foreach (var field in model.Fields.Where(field => wanted is not { Count: > 0 } || wanted.Contains(field.Name)))
        {
            var all = new JsonObject
            {
                ["type"] = field.TypeName,
                ["string"] = field.Label,
                ["required"] = field.Required,
                ["readonly"] = field.ReadOnly,
                ["store"] = field.Compute is null && field.Name != "display_name",
                ["manual"] = field.Manual,
            };
            if (field.Relation is { } relation)
            {
                all["relation"] = relation;
            }

            if (field.Size is { } size)
            {
                all["size"] = size;
            }

            if (field.Digits is { } digits)
            {
                all["digits"] = new JsonArray(16, digits);
            }

            if (field.Type == FieldType.Selection)
            {
                all["selection"] = new JsonArray([.. field.Choices.Select(choice => (JsonNode)new JsonArray(choice.Value, choice.Label))]);
            }

            described[field.Name] = attributes is not { Count: > 0 } ? all : new JsonObject(all.Where(pair => attributes.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        }

        return described;
    }

    private sealed class Comparer : IComparer<object?>
    {
        public static readonly Comparer Of = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string one, string other) => string.CompareOrdinal(one, other),
            _ => System.Collections.Comparer.Default.Compare(x, y),
        };
    }
}
