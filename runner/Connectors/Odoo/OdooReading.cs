using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>A selection of one object: the fields it needs, and rows made into records.</summary>
internal sealed class OdooReading(string system, OdooObject of, IReadOnlyList<PathRule> rules, IReadOnlyList<(LineSelection Selection, IReadOnlyList<PathRule> Rules)> lines)
{
    public OdooObject Object => of;

    public IReadOnlyList<PathRule> Rules => rules;

    public IReadOnlyList<(LineSelection Selection, IReadOnlyList<PathRule> Rules)> Lines => lines;

    public IReadOnlyCollection<string> Fields => [.. rules.SelectMany(rule => rule.Fields).Append("write_date").Concat(NeedsPrices ? ["product_tmpl_id", "list_price"] : [])
        .Concat(of == OdooCatalogue.Product ? OdooLookups.ProductFields : []).Distinct()];

    public bool NeedsOrderLines => rules.Any(rule => rule.FromLines) || lines.Any(line => line.Selection.Path == OdooCatalogue.OrderLines);

    public bool NeedsPrices => lines.Any(line => line.Selection.Path == OdooCatalogue.Prices);

    public bool Needs(ValueKind kind) => rules.Any(rule => rule.Kind == kind);

    public RawRecord Record(OdooRow row, OdooBeside beside, DateTimeOffset readAt)
    {
        var values = rules.ToDictionary(rule => rule.Path, rule => Value(rule, row, beside));
        var collections = lines.ToDictionary(line => line.Selection.Path, line => line.Selection.Path == OdooCatalogue.OrderLines
            ? beside.OrderLines(row.Id).Lines(line.Rules, beside.Lookups)
            : beside.Prices(row, line.Rules));
        var stamp = OdooValues.Text(row["write_date"]) ?? "";
        var all = values.Concat(collections.SelectMany(collection => collection.Value.SelectMany((line, at) =>
            line.Values.Select(value => KeyValuePair.Create($"{collection.Key}[{at}:{line.Key}].{value.Key}", value.Value)))));
        return new RawRecord(
            new RecordRef(system, of.Name, row.Id), OdooValues.Version(stamp, all), OdooValues.Time(stamp) ?? readAt, values,
            collections.Count == 0 ? RawRecord.NoLines : collections)
        {
            ReadAt = readAt,
        };
    }

    private static JsonNode? Value(PathRule rule, OdooRow row, OdooBeside beside)
    {
        switch (rule.Kind)
        {
            case ValueKind.ExternalId:
                return beside.ExternalId(row.Id);
            case ValueKind.ListCurrency when rule.Fields.Length > 1:
                return OdooValues.Label(row[rule.Fields[1]]);
            case ValueKind.ListCurrency:
                return OdooValues.Reference(row[rule.Fields[0]]) is { } list ? beside.Lookups.CurrencyOf(list) : null;
            case ValueKind.Address:
                var (type, field) = OdooAddresses.Parse(rule.Path)!.Value;
                return OdooAddresses.Value(OdooAddresses.Row(beside.Addresses[row.Id], type), field, beside.Lookups);
            case ValueKind.HeaderDiscount:
                return beside.OrderLines(row.Id).HeaderDiscount is { } percent ? JsonValue.Create(percent) : null;
            case ValueKind.InvoiceOrder:
                return beside.OrderOf(row.Id);
            case ValueKind.CashApplied or ValueKind.CreditApplied or ValueKind.LastPayment:
                return beside.Settled(rule.Kind, row);
            default:
                return Plain(rule, row);
        }
    }

    /// <summary>A value that its own row says.</summary>
    public static JsonNode? Plain(PathRule rule, OdooRow row)
    {
        var said = row[rule.Fields[0]];
        return rule.Kind switch
        {
            ValueKind.Number => OdooValues.Number(said) is { } number && !(rule.ZeroIsNothing && number == 0) ? JsonValue.Create(number) : null,
            ValueKind.Boolean => said?.GetValueKind() == JsonValueKind.True,
            ValueKind.Reference => OdooValues.Reference(said),
            ValueKind.Label => OdooValues.Label(said),
            ValueKind.DateTime => OdooValues.Time(OdooValues.Text(said)) is { } time ? OdooValues.Iso(time) : null,
            ValueKind.Host => OdooValues.Text(said) is { } site ? OdooValues.Host(site) : null,
            ValueKind.Day => OdooValues.Text(said) is { Length: >= 10 } moment ? moment[..10] : null,
            ValueKind.Confirmed => OdooValues.Text(said) is not (null or "draft" or "sent"),
            ValueKind.OrderStatus => Status(OdooValues.Text(said), OdooValues.Text(row["invoice_status"])),
            ValueKind.InverseRate => OdooValues.Number(said) is > 0 and var rate ? JsonValue.Create(OdooValues.Plain(Math.Round(1 / rate, 10))) : null,
            ValueKind.InvoiceStatus => InvoiceStatus(row),
            ValueKind.Remaining => OdooValues.Text(row["state"]) == "cancel" ? JsonValue.Create(0m) : JsonValue.Create(OdooValues.Number(said) ?? 0),
            ValueKind.FirstName => ContactName.Of(row).First,
            ValueKind.LastName => ContactName.Of(row).Last,
            _ when rule.Path == "name" && OdooValues.Text(said) == "/" => null, // a draft without a number
            _ => OdooValues.Text(said),
        };
    }

    private static string? Status(string? state, string? invoices) => state switch
    {
        "draft" => "Quotation",
        "sent" => "Quotation Sent",
        "sale" => invoices switch { "invoiced" => "Fully Invoiced", "to invoice" => "To Invoice", "upselling" => "Upselling Opportunity", _ => "Sales Order" },
        "done" => invoices == "invoiced" ? "Fully Invoiced" : "Locked",
        "cancel" => "Cancelled",
        _ => state,
    };

    /// <summary>
    /// By what is left to pay, never by payment_state alone: that one says "in payment" before the bank has confirmed, and
    /// "paid" for what a credit note settled.
    /// </summary>
    private static string InvoiceStatus(OdooRow row)
    {
        var (state, left, total) = (OdooValues.Text(row["state"]), OdooValues.Number(row["amount_residual"]) ?? 0, OdooValues.Number(row["amount_total"]) ?? 0);
        return state switch
        {
            "draft" => "Draft",
            "cancel" => "Cancelled",
            _ when left <= 0 && total > 0 => "Paid",
            _ when left < total => "Partially Paid",
            _ => "Posted",
        };
    }
}

/// <summary>A contact has one name; its halves stand in fields of their own, and count only while they still make up the name.</summary>
internal sealed record ContactName(string? First, string? Last)
{
    public string Whole => string.Join(' ', new[] { First, Last }.Where(part => !string.IsNullOrWhiteSpace(part)));

    public static ContactName Of(OdooRow row)
    {
        var stored = new ContactName(OdooValues.Text(row["x_crm_first_name"]), OdooValues.Text(row["x_crm_last_name"]));
        if (OdooValues.Text(row["name"]) is not { } name || stored.Whole == name)
        {
            return stored;
        }

        var space = name.LastIndexOf(' ');
        return space < 0 ? new ContactName(null, name) : new ContactName(name[..space].Trim(), name[(space + 1)..]);
    }
}
