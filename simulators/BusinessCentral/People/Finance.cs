using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.OData;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.People;

/// <summary>Orders, invoices, payments and credits made by hand.</summary>
internal sealed class Finance(Books books, Reader reader, Staff staff, Posting posting, Credits credits, Ledger ledger)
{
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["invoice-order"] = fields => reader.Stored(posting.ShipAndInvoice(
            Order(fields), Staff.Number(fields, "share"), Staff.Date(fields, "date"), Staff.Date(fields, "dueDate"))),
        ["post-payment"] = PostPayment,
        ["credit-memo"] = fields => reader.Stored(credits.Credit(Invoice(fields), Staff.Number(fields, "amount"), Staff.Date(fields, "date"))),
        ["void-invoice"] = VoidInvoice,
        ["void-payment"] = VoidPayment,
        ["approve-order"] = fields => Status(fields, "Open"),
        ["cancel-order"] = CancelOrder,
        ["enter-order"] = EnterOrder,
    };

    private JsonObject PostPayment(JsonObject fields)
    {
        var invoice = Invoice(fields);
        var entry = credits.Pay(invoice, Staff.Number(fields, "amount") ?? ledger.Remaining(invoice), Staff.Date(fields, "date"));
        return new JsonObject { ["id"] = entry.Document, ["documentNumber"] = entry.Document, ["invoice"] = invoice.Id, ["amount"] = entry.Amount };
    }

    private JsonObject VoidInvoice(JsonObject fields)
    {
        var invoice = Invoice(fields);
        credits.Cancel(invoice);
        return reader.Stored(invoice);
    }

    /// <summary>{payment}: unapplied and reversed.</summary>
    private JsonObject VoidPayment(JsonObject fields)
    {
        var payment = Staff.Text(fields, "payment");
        ledger.Reverse(ledger.Entries.FirstOrDefault(entry => entry.Document == payment) ?? throw new KeyNotFoundException($"There is no payment \"{payment}\"."));
        return [];
    }

    private JsonObject Status(JsonObject fields, string status)
    {
        var order = Order(fields);
        books.Update(order, new JsonObject { ["status"] = status });
        return reader.Stored(order);
    }

    /// <summary>There is no state "cancelled": an order that is called off is deleted.</summary>
    private JsonObject CancelOrder(JsonObject fields)
    {
        var order = Order(fields);
        books.Delete(order);
        return reader.Stored(order);
    }

    /// <summary>{customer, lines: [{item, quantity, rate?, description?}], externalDocumentNumber?, ...}</summary>
    private JsonObject EnterOrder(JsonObject fields)
    {
        var body = fields.DeepClone().AsObject();
        body["customerId"] = staff.Found(Entities.Customers, Staff.Text(fields, "customer")).Id;
        body.Remove("customer");
        if (body["lines"] is JsonArray lines)
        {
            body.Remove("lines");
            body[Entities.SalesOrderLines] = new JsonArray([.. lines.OfType<JsonObject>().Select(Line)]);
        }

        return reader.Stored(books.Create(Entities.SalesOrders, body));
    }

    private JsonNode Line(JsonObject typed)
    {
        var line = typed.DeepClone().AsObject();
        line["itemId"] = staff.Found(Entities.Items, Staff.Text(typed, "item")).Id;
        line.Remove("item");
        if (line["rate"] is { } rate)
        {
            line["unitPrice"] = rate.DeepClone();
            line.Remove("rate");
        }

        return line;
    }

    private BcRecord Order(JsonObject fields) => staff.Found(Entities.SalesOrders, Staff.Text(fields, "order"));

    private BcRecord Invoice(JsonObject fields) => staff.Found(Entities.SalesInvoices, Staff.Text(fields, "invoice"));
}
