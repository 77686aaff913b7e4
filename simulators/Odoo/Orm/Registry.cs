using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Odoo.Models;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Orm;

/// <summary>The one place where rows are made, changed and deleted, each by the rules of its model.</summary>
internal sealed class Registry(Database database, Journal journal)
{
    private readonly Values values = new(database);
    private readonly List<(string Object, OdooRecord Row, string Change, JsonObject Fields)> changes = [];

    /// <summary>Who acts; null while the database is set up and nothing is journalled.</summary>
    public string? Actor { get; set; }

    public Database Database => database;

    public Values Values => values;

    public ExternalIds ExternalIds { get; } = new(database);

    public Dictionary<string, ModelRules> Rules { get; } = [];

    /// <summary>Named where a client sends a field that does not exist.</summary>
    public Action<string, string> OnUnknownField { get; set; } = (_, _) => { };

    public Action<OdooRecord> OnCreated { get; set; } = _ => { };

    public OdooRecord Create(string model, JsonObject sent)
    {
        RefuseByRule(model);
        var rules = Rules.GetValueOrDefault(model, ModelRules.None);
        var row = database.Insert(model);
        var xmlId = NextXmlId;
        NextXmlId = null;
        foreach (var field in row.Model.Fields.Where(field => field.Default is not null && !sent.ContainsKey(field.Name)))
        {
            database.Set(row, field.Name, field.Default is false ? null : field.Default);
        }

        rules.Filling?.Invoke(row, sent);
        Fill(row, sent, many: false);
        rules.Created?.Invoke(row, sent);
        Require(row);
        Fill(row, sent, many: true);
        rules.Saved?.Invoke(row, sent);
        if (xmlId is not null)
        {
            Name(row, xmlId);
        }

        Report(row, "create", sent);
        OnCreated(row);
        return row;
    }

    public void Write(OdooRecord row, JsonObject sent)
    {
        RefuseByRule(row.Model.Name);
        var rules = Rules.GetValueOrDefault(row.Model.Name, ModelRules.None);
        rules.Writing?.Invoke(row, sent);
        Fill(row, sent, many: false);
        Require(row);
        database.Touch(row);
        Fill(row, sent, many: true);
        rules.Saved?.Invoke(row, sent);
        Report(row, "update", sent);
    }

    public void Unlink(OdooRecord row)
    {
        Rules.GetValueOrDefault(row.Model.Name, ModelRules.None).Unlinking?.Invoke(row);
        foreach (var name in ExternalIds.Of(row.Model.Name, row.Id))
        {
            database.Delete(name);
        }

        foreach (var field in row.Model.Fields.Where(field => field.Type == FieldType.One2many))
        {
            foreach (var line in database.Inverse(field.Relation!, field.Inverse!, row.Id))
            {
                database.Delete(line);
            }
        }

        database.Delete(row);
        Report(row, "delete", []);
    }

    /// <summary>A stored computed field: where its value moves, so does the row's write_date.</summary>
    public void Recompute(OdooRecord row, string field, object? value)
    {
        var computed = value is decimal number ? number == 0 ? null : Values.Plain(number) : value;
        if (!Equals(row.Values.GetValueOrDefault(field), computed))
        {
            database.Set(row, field, computed);
            database.Touch(row);
        }
    }

    public OdooModel Model(string name) => database.Model(name) ?? throw OdooError.NoModel(name);

    public OdooRecord Found(string model, long id) => database.Find(model, id) ?? throw OdooError.Missing(model, id);

    public void Report(OdooRecord row, string change, JsonObject fields) => changes.Add((row.Model.Name, row, change, fields));

    /// <summary>What was done in a transaction that stands.</summary>
    public void Commit()
    {
        foreach (var (name, row, change, fields) in Actor is null ? [] : changes)
        {
            journal.Append(Actor!, name, row.Id.ToString(), change, Shown(row, change, fields));
        }

        changes.Clear();
    }

    public void RollBackTo(int mark, int reported)
    {
        database.RollBackTo(mark);
        changes.RemoveRange(reported, changes.Count - reported);
    }

    /// <summary>Why a model's rows are refused at the moment: an automation rule of the company.</summary>
    public Dictionary<string, string?> Rejections { get; } = [];

    public int Reported => changes.Count;

    /// <summary>The external id of the row that is made next.</summary>
    public string? NextXmlId { get; set; }

    private void RefuseByRule(string model)
    {
        if (Actor == "api" && Rejections.GetValueOrDefault(model) is { } message)
        {
            throw OdooError.User(message);
        }
    }

    private void Name(OdooRecord row, string xmlId)
    {
        var dot = xmlId.IndexOf('.', StringComparison.Ordinal);
        Create("ir.model.data", new JsonObject { ["module"] = xmlId[..dot], ["name"] = xmlId[(dot + 1)..], ["model"] = row.Model.Name, ["res_id"] = row.Id });
    }

    private JsonObject Shown(OdooRecord row, string change, JsonObject fields)
    {
        var shown = fields.DeepClone().AsObject();
        if (change == "create" && ExternalIds.Of(row.Model.Name, row.Id) is [var named, ..])
        {
            shown["xml_id"] = named.Text("name");
        }

        return shown;
    }

    /// <summary>Plain values come first, lines after them.</summary>
    private void Fill(OdooRecord row, JsonObject sent, bool many)
    {
        foreach (var (name, value) in sent)
        {
            if (row.Model.Field(name) is not { } field)
            {
                OnUnknownField(row.Model.Name, name);
                throw OdooError.Value($"Invalid field '{name}' on model '{row.Model.Name}'");
            }

            if (field.IsMany != many)
            {
                continue;
            }

            if (many)
            {
                Command(row, field, value as JsonArray ?? []);
            }
            else if (field.Compute is null && name is not ("id" or "display_name" or "create_date" or "write_date"))
            {
                database.Set(row, name, values.Of(row.Model, field, value));
            }
        }
    }

    private void Command(OdooRecord row, ModelField field, JsonArray commands)
    {
        foreach (var command in commands.OfType<JsonArray>())
        {
            var verb = command[0].Whole();
            var id = command.Count > 1 ? command[1].Whole() ?? 0 : 0;
            var body = command.Count > 2 && command[2] is JsonObject sent ? sent : [];
            if (field.Type == FieldType.Many2many)
            {
                var before = row.Many(field.Name);
                List<long> after = verb switch
                {
                    3 or 2 => [.. before.Where(one => one != id)],
                    4 => [.. before.Append(id).Distinct()],
                    5 => [],
                    _ => [.. (command[2] as JsonArray ?? []).Select(one => one.Whole() ?? 0)],
                };
                database.Set(row, field.Name, after.Count == 0 ? null : after);
                continue;
            }

            switch (verb)
            {
                case 0:
                    var line = body.DeepClone().AsObject();
                    line[field.Inverse!] = row.Id;
                    Create(field.Relation!, line);
                    break;
                case 1:
                    Write(Found(field.Relation!, id), body);
                    break;
                case 2 or 3:
                    Unlink(Found(field.Relation!, id));
                    break;
                case 5:
                    database.Inverse(field.Relation!, field.Inverse!, row.Id).ToList().ForEach(Unlink);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Require(OdooRecord row)
    {
        if (row.Model.Fields.FirstOrDefault(field => field.Required && !field.IsNumber && row.Get(field.Name) is null) is { } missing)
        {
            throw OdooError.Validation(
                $"The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n\nModel: {row.Model.Label} ({row.Model.Name}), Field: {missing.Label} ({missing.Name})");
        }
    }
}

/// <summary>What a model does around a save, in Odoo's own order.</summary>
internal sealed record ModelRules
{
    public static readonly ModelRules None = new();

    /// <summary>Before the values of a new row are set: defaults that depend on others.</summary>
    public Action<OdooRecord, JsonObject>? Filling { get; init; }

    public Action<OdooRecord, JsonObject>? Created { get; init; }

    public Action<OdooRecord, JsonObject>? Writing { get; init; }

    /// <summary>After a create or a write: constraints and stored computed fields.</summary>
    public Action<OdooRecord, JsonObject>? Saved { get; init; }

    public Action<OdooRecord>? Unlinking { get; init; }
}
