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
        ["pay-invoices"] = PayInvoices,
        ["credit-memo"] = CreditMemo,
        ["apply-credit"] = ApplyCredit,
        ["unapply"] = Unapply,
        ["refund"] = Refund,
        ["void-invoice"] = fields => Void(Invoice(fields)),
        ["void-payment"] = fields => Void(Staff.Found(store, TransactionTypes.CustomerPayment, Staff.Text(fields, "payment"))),
        ["void-credit"] = fields => Void(Credit(fields)),
        ["void-refund"] = fields => Void(Staff.Found(store, TransactionTypes.CustomerRefund, Staff.Text(fields, "refund"))),
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

    /// <summary>{invoices: [...], amount?, date?}: one payment over several invoices of a customer, the first ones first; what is left stays unapplied.</summary>
    private JsonObject PayInvoices(JsonObject fields)
    {
        var invoices = (fields["invoices"] as JsonArray ?? []).Select(id => Staff.Found(store, TransactionTypes.Invoice, id!.ToString())).ToList();
        var left = Staff.Number(fields, "amount") ?? invoices.Sum(invoice => invoice.Values.Amount("amountRemaining"));
        return reader.Stored(books.Create(TransactionTypes.CustomerPayment, fields, payment =>
        {
            transforms.Draw(invoices[0], payment);
            payment.Values.Put("payment", left);
            payment.Values.Put("account", "1");
            payment.Values.Put("tranDate", Staff.Date(fields, "date"));
            var lines = new List<NsLine>();
            foreach (var invoice in invoices)
            {
                var share = Math.Min(left, invoice.Values.Amount("amountRemaining"));
                left -= share;
                if (share > 0)
                {
                    lines.Add(Apply(invoice, share));
                }
            }

            payment.SetLines("apply", lines);
        }));
    }

    /// <summary>{credit, invoice, amount?}: what a payment or a credit memo has left over, to another invoice.</summary>
    private JsonObject ApplyCredit(JsonObject fields)
    {
        var (credit, invoice) = (Credit(fields), Invoice(fields));
        var amount = Staff.Number(fields, "amount") ?? Math.Min(credit.Values.Amount("unapplied"), invoice.Values.Amount("amountRemaining"));
        books.Update(credit, fields, changed => changed.SetLines("apply", [.. changed.Lines("apply"), Apply(invoice, amount)]));
        return reader.Stored(credit);
    }

    /// <summary>{credit}: a payment or a credit memo is taken off every invoice that it was applied to.</summary>
    private JsonObject Unapply(JsonObject fields)
    {
        var credit = Credit(fields);
        books.Update(credit, fields, changed => changed.SetLines("apply", []));
        return reader.Stored(credit);
    }

    /// <summary>{credit, amount?, date?}: what a payment or a credit memo has left over is paid back.</summary>
    private JsonObject Refund(JsonObject fields)
    {
        var credit = Credit(fields);
        return reader.Stored(books.Create(TransactionTypes.CustomerRefund, fields, refund =>
        {
            refund.Values.Put("customer", credit.Values.Get("customer") ?? credit.Values.Get("entity"));
            refund.Values.Put("currency", credit.Values.Get("currency"));
            refund.Values.Put("account", "1");
            refund.Values.Put("tranDate", Staff.Date(fields, "date"));
            refund.SetLines("apply", [Apply(credit, Staff.Number(fields, "amount") ?? credit.Values.Amount("unapplied"))]);
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

    /// <summary>A credit memo or a payment.</summary>
    private NsRecord Credit(JsonObject fields) => store.Find(TransactionTypes.CreditMemo, Staff.Text(fields, "credit"))
        ?? Staff.Found(store, TransactionTypes.CustomerPayment, Staff.Text(fields, "credit"));

    private static NsLine Apply(NsRecord document, decimal amount) =>
        new() { Values = new Values { ["doc"] = document.Id, ["apply"] = true, ["amount"] = amount } };

    private static NsLine Line(string item, decimal amount) =>
        new() { Values = new Values { ["item"] = item, ["quantity"] = 1m, ["price"] = "-1", ["amount"] = amount } };
}
