using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Models;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Orm;

/// <summary>Values as clients send and read them: false is empty, dates are text, a many2one is read as a pair.</summary>
internal sealed class Values(Database database)
{
    public const string Moment = "yyyy-MM-dd HH:mm:ss";

    public object? Of(OdooModel model, ModelField field, JsonNode? sent)
    {
        if (sent is null || sent.GetValueKind() is JsonValueKind.Null || (sent.GetValueKind() == JsonValueKind.False && field.Type != FieldType.Boolean))
        {
            return null;
        }

        return field.Type switch
        {
            FieldType.Char or FieldType.Text or FieldType.Binary => Text(field, sent),
            FieldType.Boolean => sent.GetValueKind() switch
            {
                JsonValueKind.False => null,
                JsonValueKind.Number => sent.Amount() != 0 ? true : null,
                JsonValueKind.String => sent.GetValue<string>().Length > 0 ? true : null,
                _ => true,
            },
            FieldType.Integer or FieldType.Float or FieldType.Monetary => Number(field, sent),
            FieldType.Date => Date(model, field, sent.ToString()),
            FieldType.Datetime => MomentOf(sent.ToString()),
            FieldType.Selection => field.Choices.Any(choice => choice.Value == sent.ToString())
                ? sent.ToString()
                : throw OdooError.Value($"Wrong value for {model.Name}.{field.Name}: '{sent}'"),
            FieldType.Many2one => Reference(field, sent),
            _ => throw OdooError.Value($"Wrong value for {model.Name}.{field.Name}: {sent.ToJsonString()}"),
        };
    }

    public JsonNode? Read(OdooRecord row, ModelField field)
    {
        switch (field.Name)
        {
            case "id":
                return row.Id;
            case "display_name":
                return Display(row);
            case "create_date":
                return row.Created.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);
            case "write_date":
                return row.Written.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);
        }

        var value = row.Get(field.Name);
        return field.Type switch
        {
            FieldType.Boolean => value is true,
            FieldType.Integer => value is decimal whole ? (long)whole : 0L,
            FieldType.Float or FieldType.Monetary => value is decimal number ? Plain(number) : 0m,
            FieldType.Many2one => database.Find(field.Relation!, value as long?) is { } one ? new JsonArray(one.Id, Display(one)) : false,
            FieldType.One2many => new JsonArray([.. Ordered(field, row).Select(id => JsonValue.Create(id))]),
            FieldType.Many2many => new JsonArray([.. row.Many(field.Name).Select(id => JsonValue.Create(id))]),
            _ => value switch
            {
                string text => text,
                JsonNode node => node.DeepClone(),
                _ when field.Name == "invoice_payments_widget" && field.Type == FieldType.Text => "false",
                _ => false,
            },
        };
    }

    public static string Display(OdooRecord row) =>
        row.Model.Display?.Invoke(row) ?? row.Text("name") ?? $"{row.Model.Name},{row.Id}";

    /// <summary>All stored values, for people and for the referee: empty is null, a reference is its id.</summary>
    public JsonObject Stored(OdooRecord row)
    {
        var stored = new JsonObject();
        foreach (var field in row.Model.Fields)
        {
            var value = Read(row, field);
            stored[field.Name] = field.Type == FieldType.Many2one && value is JsonArray pair ? pair[0]!.DeepClone()
                : field.Type != FieldType.Boolean && value?.GetValueKind() == JsonValueKind.False ? null
                : value;
        }

        stored["deleted"] = row.Deleted;
        return stored;
    }

    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    public static decimal Round(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);

    private IEnumerable<long> Ordered(ModelField field, OdooRecord row) => database.Inverse(field.Relation!, field.Inverse!, row.Id)
        .Where(line => line.Model.Field("active") is null || line.Flag("active"))
        .OrderBy(line => line.Number("sequence")).ThenBy(line => line.Id).Select(line => line.Id);

    private static string? Text(ModelField field, JsonNode sent)
    {
        var text = sent.GetValueKind() == JsonValueKind.String ? sent.GetValue<string>() : sent.ToJsonString();
        text = field.Type == FieldType.Char ? text.Trim() : text;
        return text.Length == 0 ? null : field.Size is { } size && text.Length > size ? text[..size] : text;
    }

    private static decimal? Number(ModelField field, JsonNode sent)
    {
        if (!decimal.TryParse(sent.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw OdooError.Value($"could not convert string to float: '{sent}'");
        }

        number = field.Digits is { } digits ? Round(number, digits) : number;
        return number == 0 ? null : Plain(number);
    }

    private static string Date(OdooModel model, ModelField field, string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text[..10]
            : throw OdooError.Value($"time data '{text}' does not match format '%Y-%m-%d' ({model.Name}.{field.Name})");

    private static string MomentOf(string text) =>
        DateTime.TryParseExact(text, [Moment, "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString(Moment, CultureInfo.InvariantCulture)
            : throw OdooError.Value($"time data '{text}' does not match format '%Y-%m-%d %H:%M:%S'");

    private long? Reference(ModelField field, JsonNode sent)
    {
        var id = sent is JsonArray { Count: > 0 } pair ? pair[0]! : sent;
        if (id.Whole() is not { } number)
        {
            throw OdooError.Value($"Wrong value for {field.Name}: {sent.ToJsonString()}");
        }

        return number == 0 ? null : database.Find(field.Relation!, number) is not null ? number
            : throw OdooError.Validation(
                $"The operation cannot be completed: another model requires the record being deleted, or the record that {field.Name} names does not exist. (Record: {field.Relation}({number},))");
    }
}
