using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Models;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Orm;

/// <summary>
/// "load": rows of text as an import sends them. A column "id" is an external id, ".id" a database id, "a/b" a column of
/// the lines in a. All rows are written or none is: then ids is false and messages say which rows were at fault.
/// </summary>
internal sealed class Loader(Registry registry)
{
    private readonly Database database = registry.Database;

    /// <param name="Row">The first of the rows that belong to the record.</param>
    private sealed record Extracted(int Row, int Last, List<JsonArray> Rows);

    /// <param name="broken">The record that an armed fault breaks; null for none.</param>
    public JsonObject Load(OdooModel model, JsonArray fields, JsonArray data, int? broken)
    {
        var columns = fields.Select(field => field!.ToString().Split('/')).ToList();
        var messages = new JsonArray();
        var ids = new JsonArray();
        var (mark, reported) = (database.Mark, registry.Reported);
        foreach (var (record, index) in Extract(model, columns, data).Select((record, index) => (record, index)))
        {
            var (savepoint, before) = (database.Mark, registry.Reported);
            try
            {
                if (broken == index)
                {
                    throw OdooError.User("The record was refused by an automation rule.");
                }

                ids.Add(Save(model, columns, record.Rows, named: null));
            }
            catch (OdooError refused) when (refused.Name.StartsWith("odoo.exceptions.", StringComparison.Ordinal) || refused is Unmatched)
            {
                registry.RollBackTo(savepoint, before);
                var message = new JsonObject
                {
                    ["rows"] = new JsonObject { ["from"] = record.Row, ["to"] = record.Last }, ["type"] = "error", ["record"] = index, ["message"] = refused.Message,
                };
                if (refused is Unmatched { Field: var field })
                {
                    message["field"] = field;
                }

                messages.Add(message);
            }
        }

        if (messages.Count > 0)
        {
            registry.RollBackTo(mark, reported);
        }

        return new JsonObject { ["ids"] = messages.Count > 0 ? false : ids, ["messages"] = messages, ["nextrow"] = 0 };
    }

    /// <summary>A row whose own columns are all empty goes on with the lines of the record above it.</summary>
    private static IEnumerable<Extracted> Extract(OdooModel model, List<string[]> columns, JsonArray data)
    {
        var own = Enumerable.Range(0, columns.Count).Where(at => model.Field(columns[at][0]) is not { Type: FieldType.One2many }).ToList();
        for (var at = 0; at < data.Count;)
        {
            var first = at;
            var rows = new List<JsonArray> { data[at++]!.AsArray() };
            while (at < data.Count && own.TrueForAll(column => Text(data[at]![column]).Length == 0))
            {
                rows.Add(data[at++]!.AsArray());
            }

            yield return new Extracted(first, at - 1, rows);
        }
    }

    private long Save(OdooModel model, List<string[]> columns, List<JsonArray> rows, (string Inverse, long Id)? named)
    {
        var values = new JsonObject();
        string? xmlId = null;
        long? id = null;
        var lines = new Dictionary<string, List<int>>();
        for (var at = 0; at < columns.Count; at++)
        {
            var text = Text(rows[0][at]);
            switch (columns[at])
            {
                case ["id"]:
                    xmlId = text.Length == 0 ? null : text.Contains('.', StringComparison.Ordinal) ? text : $"__import__.{text}";
                    break;
                case [".id"]:
                    id = text.Length == 0 ? null : Existing(model, text);
                    break;
                case [var name, .. var rest]:
                    var field = model.Field(name) ?? throw Unknown(model, name);
                    if (field.Type == FieldType.One2many)
                    {
                        lines.TryAdd(name, []);
                        lines[name].Add(at);
                    }
                    else
                    {
                        values[name] = Converted(field, rest, text);
                    }

                    break;
            }
        }

        if (named is { } parent)
        {
            values[parent.Inverse] = parent.Id;
        }

        var row = id is { } known ? registry.Found(model.Name, known) : xmlId is null ? null : registry.ExternalIds.Row(xmlId, model.Name);
        row = Save(model, row, values, xmlId);
        foreach (var (name, at) in lines)
        {
            var inner = at.Select(column => columns[column][1..]).ToList();
            foreach (var line in rows.Select(each => new JsonArray([.. at.Select(column => each[column]?.DeepClone())])).Where(line => line.Any(cell => Text(cell).Length > 0)))
            {
                Save(database.Model(model.Field(name)!.Relation!)!, inner, [line], (model.Field(name)!.Inverse!, row.Id));
            }
        }

        return row.Id;
    }

    private OdooRecord Save(OdooModel model, OdooRecord? row, JsonObject values, string? xmlId)
    {
        if (row is not null)
        {
            registry.Write(row, values);
            return row;
        }

        // Named first, so that the journal can say under which key the row was made.
        registry.NextXmlId = xmlId;
        return registry.Create(model.Name, values);
    }

    private long Existing(OdooModel model, string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) && database.Find(model.Name, id) is not null
            ? id
            : throw new Unmatched(".id", $"Unknown database identifier '{text}'");

    private JsonNode? Converted(ModelField field, string[] rest, string text)
    {
        if (text.Length == 0)
        {
            return field is { Required: true, Type: FieldType.Text or FieldType.Char }
                ? throw new Unmatched(field.Name, $"Missing required value for the field '{field.Name}'")
                : false;
        }

        return field.Type switch
        {
            FieldType.Boolean => text.ToUpperInvariant() switch
            {
                "1" or "TRUE" or "YES" => true,
                "0" or "FALSE" or "NO" => false,
                _ => throw new Unmatched(field.Name, $"Unknown value '{text}' for boolean field '{field.Label}'"),
            },
            FieldType.Many2one => Reference(field, rest, text),
            FieldType.Selection => field.Choices.FirstOrDefault(choice => choice.Value == text || choice.Label == text) is { Value: { } value }
                ? value
                : throw new Unmatched(field.Name, $"Value '{text}' not found in selection field '{field.Label}'"),
            FieldType.Integer or FieldType.Float or FieldType.Monetary => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new Unmatched(field.Name, $"'{text}' does not seem to be a number for field '{field.Label}'"),
            _ => text,
        };
    }

    private long Reference(ModelField field, string[] rest, string text)
    {
        var (found, kind) = rest switch
        {
            [".id"] => (long.TryParse(text, out var id) ? database.Find(field.Relation!, id) : null, "database id"),
            ["id"] => (registry.ExternalIds.Row(text, field.Relation!), "external id"),
            _ => (database.Living(field.Relation!).FirstOrDefault(row => Values.Display(row) == text || row.Text("name") == text), "name"),
        };
        return found?.Id ?? throw new Unmatched(field.Name, $"No matching record found for {kind} '{text}' in field '{field.Label}'");
    }

    private OdooError Unknown(OdooModel model, string name)
    {
        registry.OnUnknownField(model.Name, name);
        return new OdooError("builtins.KeyError", name, 500);
    }

    private static string Text(JsonNode? cell) => cell is null || cell.GetValueKind() is JsonValueKind.Null or JsonValueKind.False ? "" : cell.ToString();

    /// <summary>A cell that could not be turned into its field's value.</summary>
    private sealed class Unmatched(string field, string message) : OdooError("builtins.ValueError", message, 422)
    {
        public string Field { get; } = field;
    }
}
