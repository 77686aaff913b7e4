using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Models;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rules;

/// <summary>What Odoo keeps about its own rows and fields: external identifiers and custom fields.</summary>
internal static class DataRules
{
    public static void Add(Registry registry)
    {
        registry.Rules["ir.model.data"] = new ModelRules { Saved = (data, _) => Unique(registry, data) };
        registry.Rules["ir.model.fields"] = new ModelRules { Saved = (field, _) => Define(registry, field), Unlinking = field => Drop(registry, field) };
    }

    private static void Unique(Registry registry, OdooRecord data)
    {
        if (data.Text("name")!.Contains(' ', StringComparison.Ordinal))
        {
            throw OdooError.Validation("External IDs cannot contain spaces");
        }

        if (registry.ExternalIds.Find($"{data.Text("module")}.{data.Text("name")}") is { } other && other != data)
        {
            throw OdooError.Validation(
                "duplicate key value violates unique constraint \"ir_model_data_module_name_uniq_index\"\n"
                + $"DETAIL:  Key (module, name)=({data.Text("module")}, {data.Text("name")}) already exists.\n");
        }

        registry.ExternalIds.Learn(data);
    }

    private static void Define(Registry registry, OdooRecord row)
    {
        var name = row.Text("name")!;
        if (row.Text("state") != "manual")
        {
            return;
        }

        if (!name.StartsWith("x_", StringComparison.Ordinal))
        {
            throw OdooError.Validation("Custom fields must have a name that starts with 'x_' !");
        }

        var model = registry.Database.Model(registry.Database.The("ir.model", row.Ref("model_id")).Text("model")!)!;
        registry.Database.Set(row, "model", model.Name);
        if (model.Field(name) is not null)
        {
            throw OdooError.Validation("ir_model_fields_name_unique");
        }

        model.Add(new ModelField(name, row.Text("field_description") ?? name, TypeOf(row.Text("ttype")), row.Text("relation"))
        {
            Manual = true,
            Size = row.Number("size") is > 0 and var size ? (int)size : null,
        });
        registry.Database.OnRollback(() => model.Remove(name));
    }

    private static void Drop(Registry registry, OdooRecord row)
    {
        if (row.Text("state") != "manual")
        {
            throw OdooError.User("This column contains module data and cannot be removed!");
        }

        registry.Database.Model(row.Text("model")!)!.Remove(row.Text("name")!);
    }

    private static FieldType TypeOf(string? name) => name switch
    {
        "text" or "html" => FieldType.Text,
        "boolean" => FieldType.Boolean,
        "integer" => FieldType.Integer,
        "float" => FieldType.Float,
        "monetary" => FieldType.Monetary,
        "date" => FieldType.Date,
        "datetime" => FieldType.Datetime,
        "many2one" => FieldType.Many2one,
        _ => FieldType.Char,
    };
}
