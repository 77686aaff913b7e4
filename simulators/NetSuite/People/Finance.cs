using System.Text.Json.Nodes;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.People;

/// <summary>Orders, invoices, payments and credits made by hand.</summary>
internal sealed class Finance(RecordStore store, Books books, RecordReader reader, Transforms transforms, Staff staff)
{
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["invoice-order"] = InvoiceOrder,
        ["post-payment"] = PostPayment,
        ["credit-memo"] = CreditMemo,
        ["void-invoice"] = fields => Void(Invoice(fields)),
        ["void-payment"] = fields => Void(Staff.Found(store, TransactionTypes.CustomerPayment, Staff.Text(fields, "payment"))),
        ["approve-order"] = fields => SetStatus(fields, "B"),
        ["cancel-order"] = fields => SetStatus(fields, "C"),
        ["close-order"] = fields => SetStatus(fields, "H"),
        ["enter-order"] = EnterOrder,
    };

    /// <summary>{order, share?, date?, dueDate?}: the rest of the order, or a share of each line's quantity.</summary>
    private JsonObject InvoiceOrder(JsonObject fields)
    {
        var order = Order(fields);
        return reader.Stored(books.Create(TransactionTypes.Invoice, fields, invoice =>
        {
            transforms.Draw(order, invoice, Staff.Number(fields, "share"));
            invoice.Values.Put("tranDate", Staff.Date(fields, "date"));
            invoice.Values.Put("dueDate", Staff.Date(fields, "dueDate"));
        }));
    }

    /// <summary>{invoice, amount?, date?}: what is left to pay, or another amount; more than is due stays unapplied.</summary>
    private JsonObject PostPayment(JsonObject fields)
    {
        var invoice = Invoice(fields);
        var due = invoice.Values.Amount("amountRemaining");
        var amount = Staff.Number(fields, "amount") ?? due;
        return reader.Stored(books.Create(TransactionTypes.CustomerPayment, fields, payment =>
        {
            transforms.Draw(invoice, payment);
            payment.Values.Put("payment", amount);
            payment.Values.Put("account", "1");
            payment.Values.Put("tranDate", Staff.Date(fields, "date"));
            payment.SetLines("apply", due == 0 ? [] : [Apply(invoice, Math.Min(amount, due))]);
        }));
    }

    /// <summary>{invoice, amount?, date?}: the whole invoice, or one line over an amount; more than is due stays unapplied.</summary>
    private JsonObject CreditMemo(JsonObject fields)
    {
        var invoice = Invoice(fields);
        var due = invoice.Values.Amount("amountRemaining");
        return reader.Stored(books.Create(TransactionTypes.CreditMemo, fields, credit =>
        {
            transforms.Draw(invoice, credit);
            credit.Values.Put("tranDate", Staff.Date(fields, "date"));
            var total = invoice.Values.Amount("total");
            if (Staff.Number(fields, "amount") is { } amount)
            {
                total = amount;
                credit.Values.Remove("discountRate");
                credit.Values.Remove("discountItem");
                credit.SetLines("item", [Line(invoice.Lines("item")[0].Values.Text("item")!, amount)]);
            }

            credit.SetLines("apply", due == 0 ? [] : [Apply(invoice, Math.Min(total, due))]);
        }));
    }

    private JsonObject Void(NsRecord document)
    {
        books.Void(document);
        return reader.Stored(document);
    }

    private JsonObject SetStatus(JsonObject fields, string status)
    {
        var order = Order(fields);
        books.Update(order, fields, changed => changed.Values.Put("orderStatus", status));
        return reader.Stored(order);
    }

    /// <summary>{customer, lines: [{item, quantity, rate?, description?}], otherRefNum?, memo?, ...}</summary>
    private JsonObject EnterOrder(JsonObject fields)
    {
        var body = fields.DeepClone().AsObject();
        body["entity"] = Staff.Text(fields, "customer");
        body.Remove("customer");
        if (body["lines"] is JsonArray lines)
        {
            body.Remove("lines");
            foreach (var line in lines.OfType<JsonObject>().Where(l => l["rate"] is not null && l["price"] is null))
            {
                line["price"] = "-1";
            }

            body["item"] = new JsonObject { ["items"] = lines };
        }

        return staff.Create(TransactionTypes.SalesOrder, body);
    }

    private NsRecord Order(JsonObject fields) => Staff.Found(store, TransactionTypes.SalesOrder, Staff.Text(fields, "order"));

    private NsRecord Invoice(JsonObject fields) => Staff.Found(store, TransactionTypes.Invoice, Staff.Text(fields, "invoice"));

    private static NsLine Apply(NsRecord invoice, decimal amount) =>
        new() { Values = new Values { ["doc"] = invoice.Id, ["apply"] = true, ["amount"] = amount } };

    private static NsLine Line(string item, decimal amount) =>
        new() { Values = new Values { ["item"] = item, ["quantity"] = 1m, ["price"] = "-1", ["amount"] = amount } };
}
