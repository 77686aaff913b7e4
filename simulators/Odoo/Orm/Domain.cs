using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Simulators.Odoo.Models;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Orm;

/// <summary>A search domain: conditions in prefix notation, joined by an unwritten "&amp;" where nothing is said.</summary>
internal sealed class Domain(Database database)
{
    public Func<OdooRecord, bool> Compile(OdooModel model, JsonArray? domain)
    {
        var stack = new Stack<Func<OdooRecord, bool>>();
        foreach (var term in (domain ?? []).Reverse())
        {
            stack.Push(term switch
            {
                JsonValue { } word when word.GetValueKind() == JsonValueKind.String => Joined(word.GetValue<string>(), stack),
                JsonArray { Count: 3 } leaf => Condition(model, leaf[0]?.ToString() ?? "", leaf[1]?.ToString() ?? "", leaf[2]),
                _ => throw OdooError.Value($"Invalid leaf {term?.ToJsonString()}"),
            });
        }

        var all = stack.ToArray();
        return row => Array.TrueForAll(all, condition => condition(row));
    }

    public static bool Names(JsonArray? domain, string field) =>
        domain?.Any(term => term is JsonArray { Count: 3 } leaf && leaf[0]?.ToString() == field) == true;

    private static Func<OdooRecord, bool> Joined(string word, Stack<Func<OdooRecord, bool>> stack)
    {
        if (word is not ("&" or "|" or "!") || stack.Count < (word == "!" ? 1 : 2))
        {
            throw OdooError.Value($"Domain() is malformed near '{word}'");
        }

        var first = stack.Pop();
        if (word == "!")
        {
            return row => !first(row);
        }

        var second = stack.Pop();
        return word == "&" ? row => first(row) && second(row) : row => first(row) || second(row);
    }

    private Func<OdooRecord, bool> Condition(OdooModel model, string path, string op, JsonNode? wanted)
    {
        var dot = path.IndexOf('.');
        var name = dot < 0 ? path : path[..dot];
        var field = model.Field(name) ?? throw OdooError.Value($"Invalid field {model.Name}.{name} in leaf ['{path}', '{op}', {wanted?.ToJsonString()}]");
        if (dot > 0)
        {
            var of = database.Model(field.Relation ?? throw OdooError.Value($"Field {model.Name}.{name} is no relation"))!;
            var inner = Condition(of, path[(dot + 1)..], op, wanted);
            return row => Related(row, field, of).Any(inner);
        }

        return name == "id" ? Compare(row => row.Id, op, wanted, field)
            : name is "write_date" or "create_date" ? Moment(name, op, wanted)
            : field.IsMany ? Members(field, op, wanted)
            : Compare(row => row.Get(name), op, wanted, field);
    }

    private IEnumerable<OdooRecord> Related(OdooRecord row, ModelField field, OdooModel of) => field.Type switch
    {
        FieldType.Many2one => database.Find(of.Name, row.Ref(field.Name)) is { } one ? [one] : [],
        FieldType.One2many => database.Inverse(of.Name, field.Inverse!, row.Id),
        _ => row.Many(field.Name).Select(id => database.Find(of.Name, id)).OfType<OdooRecord>(),
    };

    private Func<OdooRecord, bool> Members(ModelField field, string op, JsonNode? wanted)
    {
        var of = database.Model(field.Relation!)!;
        var ids = Values(wanted).Select(Id).ToHashSet();
        var empty = wanted?.GetValueKind() == JsonValueKind.False;
        return op switch
        {
            "=" when empty => row => !Related(row, field, of).Any(),
            "!=" when empty => row => Related(row, field, of).Any(),
            "in" or "=" => row => Related(row, field, of).Any(one => ids.Contains(one.Id)),
            "not in" or "!=" => row => !Related(row, field, of).Any(one => ids.Contains(one.Id)),
            _ => throw OdooError.Value($"Invalid operator '{op}'"),
        };
    }

    /// <summary>Compared with all the microseconds that the column keeps, though answers show none.</summary>
    private static Func<OdooRecord, bool> Moment(string name, string op, JsonNode? wanted)
    {
        var at = DateTimeOffset.ParseExact(
            wanted?.ToString() ?? "", ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss.ffffff"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        DateTimeOffset Of(OdooRecord row) => name == "write_date" ? row.Written : row.Created;
        return op switch
        {
            ">=" => row => Of(row) >= at,
            ">" => row => Of(row) > at,
            "<" => row => Of(row) < at,
            "<=" => row => Of(row) <= at,
            _ => throw OdooError.Value($"Invalid operator '{op}'"),
        };
    }

    private static Func<OdooRecord, bool> Compare(Func<OdooRecord, object?> value, string op, JsonNode? wanted, ModelField field)
    {
        switch (op)
        {
            case "in" or "not in":
                var all = Values(wanted).Select(one => Comparable(one, field)).ToHashSet();
                return op == "in" ? row => all.Contains(value(row) ?? Empty(field)) : row => !all.Contains(value(row) ?? Empty(field));
            case "=" or "!=":
                var same = Comparable(wanted, field);
                return op == "=" ? row => Equals(value(row) ?? Empty(field), same) : row => !Equals(value(row) ?? Empty(field), same);
            case "<" or "<=" or ">" or ">=":
                var bound = Comparable(wanted, field) as IComparable;
                return row => (value(row) ?? Empty(field)) is IComparable own && bound is not null && Holds(own.CompareTo(bound), op);
            case "like" or "ilike" or "=like" or "=ilike" or "not ilike" or "not like":
                var pattern = Pattern(op, wanted?.ToString() ?? "");
                return op.StartsWith("not", StringComparison.Ordinal)
                    ? row => !(value(row) is string text && pattern.IsMatch(text))
                    : row => value(row) is string text && pattern.IsMatch(text);
            default:
                throw OdooError.Value($"Invalid operator '{op}' in domain term");
        }
    }

    private static bool Holds(int compared, string op) => op switch
    {
        "<" => compared < 0,
        "<=" => compared <= 0,
        ">" => compared > 0,
        _ => compared >= 0,
    };

    private static Regex Pattern(string op, string wanted)
    {
        var text = op.Contains('=', StringComparison.Ordinal) ? wanted : $"%{wanted}%";
        var regex = Regex.Replace(text, @"\\[%_\\]|%|_|[^\\%_]+|\\", part => part.Value switch
        {
            "%" => ".*",
            "_" => ".",
            ['\\', var plain] => Regex.Escape(plain.ToString()),
            var plain => Regex.Escape(plain),
        });
        return new Regex($"^{regex}$", op.Contains("ilike", StringComparison.Ordinal) ? RegexOptions.IgnoreCase | RegexOptions.Singleline : RegexOptions.Singleline);
    }

    private static object? Empty(ModelField field) => field.Type switch
    {
        FieldType.Boolean => false,
        FieldType.Integer or FieldType.Float or FieldType.Monetary => 0m,
        _ => null,
    };

    private static object? Comparable(JsonNode? node, ModelField field) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.False when field.Type == FieldType.Boolean => false,
        JsonValueKind.False => Empty(field),
        JsonValueKind.True => true,
        JsonValueKind.Number when field.Type == FieldType.Many2one || field.Name == "id" => Id(node),
        JsonValueKind.Number => node.Amount(),
        _ when field.Type == FieldType.Many2one || field.Name == "id" => long.TryParse(node.ToString(), out var id) ? id : -1L,
        _ => node.ToString(),
    };

    private static JsonArray Values(JsonNode? wanted) => wanted as JsonArray ?? [wanted?.DeepClone()];

    private static long Id(JsonNode? node) => node.Whole() ?? -1;
}
