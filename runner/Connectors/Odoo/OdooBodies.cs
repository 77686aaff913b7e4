using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>One write that is ready to be sent, or why it cannot be.</summary>
/// <param name="Import">For "load"; null where the record goes as a "write" of its own, or only its state changes.</param>
/// <param name="Values">For "write": an order whose lines change.</param>
/// <param name="Confirm">The quotation becomes an order once it is written.</param>
/// <param name="DateOrder">What confirming would overwrite.</param>
internal sealed record PreparedWrite(WriteRequest Request, ImportRecord? Import, JsonObject? Values, bool Confirm, string? DateOrder, WriteReceipt? Stopped)
{
    public static PreparedWrite Never(WriteRequest request, Fault fault) => new(request, null, null, false, null, WriteReceipt.Refused(request.Key, fault));
}

/// <summary>What a batch must know before its bodies can be made: a call for each kind of thing, never one a record.</summary>
internal sealed record WriteContext(
    ILookup<string, AddressRow> Addresses, IReadOnlyDictionary<string, OdooLines> Lines, IReadOnlyDictionary<string, OdooRow> Orders, IReadOnlyDictionary<string, OdooRow> Contacts,
    IReadOnlyDictionary<string, OdooSchema> Schemas);

/// <summary>Vendor paths and values into rows of an import, or into values of a write.</summary>
internal sealed partial class OdooBodies(OdooOptions options, OdooLookups lookups)
{
    private const string noon = "12:00:00";

    private readonly OrderLineBodies lines = new(options, lookups);

    public PreparedWrite Prepare(WriteRequest request, WriteContext known)
    {
        if (OdooCatalogue.Find(request.ObjectType) is not { Writable: true } of)
        {
            return PreparedWrite.Never(request, OdooFaults.Broken($"Records of {request.ObjectType} are not written to Odoo.", request.ObjectType));
        }

        if (request.IsCreate && !(request.ExternalKey is { } key && Key().IsMatch(key.Value)))
        {
            return PreparedWrite.Never(request, OdooFaults.Broken("A record is created under an external identifier of letters, digits, _ and - only.", OdooCatalogue.ExternalId));
        }

        var cells = new Dictionary<string, (string Text, JsonNode? Value)>();
        foreach (var (path, value) in request.Values.Where(value => !OdooAddresses.Covers(value.Key)))
        {
            if (Put(of, cells, path, value, known) is { } fault)
            {
                return PreparedWrite.Never(request, fault);
            }
        }

        return of == OdooCatalogue.Order ? Order(request, cells, known) : Partner(of, request, cells, known);
    }

    private PreparedWrite Partner(OdooObject of, WriteRequest request, Dictionary<string, (string Text, JsonNode? Value)> cells, WriteContext known)
    {
        if (request.IsCreate)
        {
            cells["is_company"] = (of == OdooCatalogue.Company ? "1" : "0", null);
        }

        if (of == OdooCatalogue.Contact)
        {
            Name(request, cells, known);
        }

        var below = new List<IReadOnlyDictionary<string, string>>();
        foreach (var side in request.Values.Where(value => OdooAddresses.Covers(value.Key)).GroupBy(value => OdooAddresses.Parse(value.Key)!.Value.Type))
        {
            var rows = request.Id is { } id ? known.Addresses[id] : [];
            var before = OdooAddresses.Row(rows, side.Key);
            var (after, fault) = OdooAddresses.Merge(before, side, side.Key, lookups);
            if (after is null)
            {
                return PreparedWrite.Never(request, fault!);
            }

            if (side.Key == "invoice" && before is null or { Type: "" })
            {
                foreach (var (field, value) in after)
                {
                    cells[Column(field)] = (value ?? "", null);
                }
            }
            else if (before is not null || after.Values.Any(value => value is not null))
            {
                below.Add(Below(request, side.Key, before, after));
            }
        }

        var own = cells.ToDictionary(cell => cell.Key, cell => cell.Value.Text);
        own[request.IsCreate ? "id" : ".id"] = request.Id ?? $"{options.Module}.{request.ExternalKey!.Value}";
        return new PreparedWrite(request, new ImportRecord(own, "child_ids", below), null, false, null, null);
    }

    /// <summary>All fields of the address, because an import empties what it does not name. An address without content is put aside.</summary>
    private Dictionary<string, string> Below(WriteRequest request, string type, AddressRow? before, Dictionary<string, string?> after)
    {
        var row = after.ToDictionary(field => Column(field.Key), field => field.Value ?? "");
        row["type"] = type;
        row["active"] = after.Values.Any(value => value is not null) ? "1" : "0";
        if (before is not null)
        {
            row[".id"] = before.Id;
        }
        else
        {
            row["id"] = request.IsCreate ? $"{options.Module}.{request.ExternalKey!.Value}-{type}" : $"{options.Module}.{type}-of-{request.Id}";
        }

        return row;
    }

    private PreparedWrite Order(WriteRequest request, Dictionary<string, (string Text, JsonNode? Value)> cells, WriteContext known)
    {
        var confirm = Flag(request.Values.GetValueOrDefault("confirmed"));
        var date = cells.TryGetValue("date_order", out var said) ? said.Text : request.Id is { } id ? OdooValues.Text(known.Orders.GetValueOrDefault(id)?["date_order"]) : null;
        if (confirm == false && !request.IsCreate)
        {
            return PreparedWrite.Never(request, new Fault(FaultKind.InvalidData, "An order does not become a quotation again: cancel it in Odoo.", Fields: ["confirmed"]));
        }

        var set = request.Lines is [var only, ..] ? only : null;
        if (set is not null && (set.Path != OdooCatalogue.OrderLines || set.KeyPath != OdooCatalogue.LineKey))
        {
            return PreparedWrite.Never(request, OdooFaults.Broken($"The lines {set.Path} of a Sales Order are not written to Odoo.", set.Path));
        }

        var existing = request.Id is { } order ? known.Lines.GetValueOrDefault(order) : null;
        var header = request.Values.TryGetValue("header_discount", out var percent) ? OdooValues.Number(percent) ?? 0 : existing?.HeaderDiscount ?? 0;
        if (request.IsCreate)
        {
            var (rows, fault) = lines.Rows(request.ExternalKey!.Value, set, header);
            var own = cells.ToDictionary(cell => cell.Key, cell => cell.Value.Text);
            own["id"] = $"{options.Module}.{request.ExternalKey.Value}";
            return rows is null ? PreparedWrite.Never(request, fault!)
                : new PreparedWrite(request, new ImportRecord(own, OdooCatalogue.OrderLines, rows), null, confirm == true, date, null);
        }

        if (set is null && !request.Values.ContainsKey("header_discount"))
        {
            var own = cells.ToDictionary(cell => cell.Key, cell => cell.Value.Text);
            own[".id"] = request.Id!;
            return new PreparedWrite(request, cells.Count == 0 ? null : new ImportRecord(own, "", []), null, confirm == true, date, null);
        }

        var (commands, trouble) = lines.Commands(set, header, existing ?? new OdooLines([]), IsConfirmed(known.Orders.GetValueOrDefault(request.Id!)));
        if (commands is null)
        {
            return PreparedWrite.Never(request, trouble!);
        }

        var values = new JsonObject(cells.Select(cell => KeyValuePair.Create(Field(cell.Key), cell.Value.Value)));
        values[OdooCatalogue.OrderLines] = commands;
        return new PreparedWrite(request, null, values, confirm == true, date, null);
    }

    private Fault? Put(OdooObject of, Dictionary<string, (string Text, JsonNode? Value)> cells, string path, JsonNode? value, WriteContext known)
    {
        var rule = of.Path(path) ?? known.Schemas.GetValueOrDefault(of.Name)?.Rule(path);
        if (rule is null || rule.ReadOnly)
        {
            return OdooFaults.Broken(rule is null ? $"{of.Label} has no field {path} in this database." : $"{path} of a {of.Label} cannot be written.", path);
        }

        var field = rule.Kind is ValueKind.Confirmed or ValueKind.HeaderDiscount ? "" : rule.Fields[0];
        var text = OdooValues.Text(value);
        switch (rule.Kind)
        {
            case ValueKind.Confirmed or ValueKind.HeaderDiscount:
                return null;
            case ValueKind.Label or ValueKind.ListCurrency:
                if (text is not null && lookups.Find(rule.List ?? "", text) is null)
                {
                    return lookups.Unknown(rule.List ?? "", path);
                }

                Set(cells, $"{field}/.id", text is null ? null : lookups.Find(rule.List!, text));
                return null;
            case ValueKind.Reference:
                Set(cells, $"{field}/.id", text);
                return null;
            case ValueKind.Boolean:
                cells[field] = (Flag(value) == true ? "1" : "0", Flag(value) == true);
                return null;
            case ValueKind.Number when rule.ZeroIsNothing && OdooValues.Number(value) == 0:
                return new Fault(
                    FaultKind.InvalidData, $"Odoo takes a {path} of 0 for none at all, the opposite of what is meant: give it a small amount, or put the customer on hold there.", Fields: [path]);
            case ValueKind.Number:
                cells[field] = (OdooValues.Number(value) is { } number ? OdooValues.Cell(number) : "0", OdooValues.Number(value) ?? 0);
                return null;
            case ValueKind.Day:
                // At noon, so that it is that day from UTC-12 to UTC+11.
                cells[field] = ($"{text} {noon}", $"{text} {noon}");
                return null;
            default:
                cells[field] = (text ?? "", text is null ? JsonValue.Create(false) : JsonValue.Create(text));
                return null;
        }
    }

    private static void Set(Dictionary<string, (string Text, JsonNode? Value)> cells, string column, string? id) =>
        cells[column] = (id ?? "", id is null ? JsonValue.Create(false) : OdooValues.Id(id));

    private static void Name(WriteRequest request, Dictionary<string, (string Text, JsonNode? Value)> cells, WriteContext known)
    {
        if (!cells.ContainsKey("x_crm_first_name") && !cells.ContainsKey("x_crm_last_name"))
        {
            return;
        }

        var before = request.Id is { } id && known.Contacts.GetValueOrDefault(id) is { } row ? ContactName.Of(row) : new ContactName(null, null);
        var after = new ContactName(
            cells.TryGetValue("x_crm_first_name", out var first) ? first.Text : before.First, cells.TryGetValue("x_crm_last_name", out var last) ? last.Text : before.Last);
        cells["x_crm_first_name"] = (after.First ?? "", null);
        cells["x_crm_last_name"] = (after.Last ?? "", null);
        cells["name"] = (after.Whole, null);
    }

    private static string Column(string field) => field.EndsWith("_id", StringComparison.Ordinal) ? $"{field}/.id" : field;

    private static string Field(string column) => column.EndsWith("/.id", StringComparison.Ordinal) ? column[..^"/.id".Length] : column;

    private static bool IsConfirmed(OdooRow? order) => OdooValues.Text(order?["state"]) is "sale" or "done";

    private static bool? Flag(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => true,
        System.Text.Json.JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A dot would end the module's name, a space is refused.</summary>
    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex Key();
}
