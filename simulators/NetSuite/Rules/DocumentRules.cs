using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>What every transaction must fulfil to be saved: entity, subsidiary, currency, period, items.</summary>
internal sealed class DocumentRules(RecordStore store, NetSuiteOptions options, Today today, LineAmounts amounts)
{
    public void Check(NsRecord document, NsRecord? previous)
    {
        var values = document.Values;
        var entityField = document.Type.Field("customer") is null ? "entity" : "customer";
        var customer = store.Find(EntityTypes.Group, values.Text(entityField)
            ?? throw NsError.User("Please enter value(s) for: Customer.", entityField))!;
        if (customer.Values.Flag("isInactive") && previous is null)
        {
            throw NsError.Key(entityField, customer.Id, customer.Values.Text("subsidiary")!, entityField);
        }

        values.Put("subsidiary", values.Get("subsidiary") ?? customer.Values.Get("subsidiary"));
        if (values.Text("subsidiary") != customer.Values.Text("subsidiary"))
        {
            throw NsError.Key(entityField, customer.Id, values.Text("subsidiary")!, entityField);
        }

        values.Put("tranDate", values.Get("tranDate") ?? today.Date);
        CheckCurrency(values, customer);
        CheckPeriod(document, previous);
        if (document.Type.Sublist("item") is not null)
        {
            values.Put("terms", values.Get("terms") ?? (document.Type == TransactionTypes.CreditMemo ? null : customer.Values.Get("terms")));
            CheckItems(document, previous);
            amounts.Work(document, previous);
        }

        if (document.Type == TransactionTypes.Invoice)
        {
            values.Put("dueDate", values.Get("dueDate") ?? Due(values));
            values.Put("approvalStatus", values.Get("approvalStatus") ?? "2");
        }

        if (document.Type == TransactionTypes.SalesOrder)
        {
            CheckOrder(document, previous);
        }
    }

    private void CheckCurrency(Values values, NsRecord customer)
    {
        var currency = values.Text("currency") ?? customer.Values.Text("currency")!;
        values.Put("currency", currency);
        var known = store.Find("currency", currency)!;
        if (known.Values.Flag("isInactive") || (options.RestrictCurrencies && !customer.Lines("currencyList").Exists(l => l.Values.Text("currency") == currency)))
        {
            throw new NsError(
                400,
                "INVALID_KEY_OR_REF",
                $"Error while accessing a resource. Invalid currency reference key {currency} for entity {customer.Id}.",
                "currency");
        }

        values.Put("exchangeRate", values.Get("exchangeRate") ?? known.Values.Get("exchangeRate"));
        if (values.Amount("exchangeRate") <= 0)
        {
            throw NsError.User("The exchange rate must be greater than zero.", "exchangeRate");
        }
    }

    private void CheckPeriod(NsRecord document, NsRecord? previous)
    {
        var date = document.Values.Date("tranDate")!.Value;
        var period = PeriodOf(date);
        if (period is null || period.Values.Flag("closed") || (previous?.Values.Date("tranDate") is { } old && PeriodOf(old)?.Values.Flag("closed") == true))
        {
            throw NsError.User("The transaction date you specified is not within the date range of an open accounting period.", "tranDate");
        }

        if (document.Type != TransactionTypes.SalesOrder)
        {
            document.Values.Put("postingPeriod", period.Id);
        }
    }

    private NsRecord? PeriodOf(DateOnly date) => store.All(SetupTypes.AccountingPeriod.Name)
        .FirstOrDefault(p => p.Values.Date("startDate") <= date && date <= p.Values.Date("endDate"));

    private void CheckItems(NsRecord document, NsRecord? previous)
    {
        var lines = document.Lines("item");
        if (lines.Count == 0)
        {
            throw NsError.User("You must enter at least one line item for this transaction.", "item");
        }

        var known = previous?.Lines("item").Select(l => l.Values.Text("item")).ToHashSet();
        for (var i = 0; i < lines.Count; i++)
        {
            var id = lines[i].Values.Text("item") ?? throw NsError.User("Please choose an item to add.", $"item.items[{i}].item");
            var item = store.Find(ItemTypes.Group, id)!;
            if ((item.Values.Flag("isInactive") && known?.Contains(id) != true) || item.Values.Text("subsidiary") != document.Values.Text("subsidiary"))
            {
                throw NsError.Key("item", id, document.Values.Text("subsidiary")!, $"item.items[{i}].item");
            }
        }

        if (document.Values.Text("discountItem") is { } discount && store.Find(ItemTypes.Group, discount)!.Type != ItemTypes.DiscountItem)
        {
            throw NsError.Value("discountItem", discount, "discountItem");
        }
    }

    private DateOnly Due(Values values)
    {
        var days = store.Find("term", values.Text("terms") ?? "")?.Values.Amount("daysUntilNetDue") ?? 0;
        return values.Date("tranDate")!.Value.AddDays((int)days);
    }

    private void CheckOrder(NsRecord order, NsRecord? previous)
    {
        var status = order.Values.Text("orderStatus") ?? options.NewOrderStatus;
        if (previous is null && status is not ("A" or "B"))
        {
            throw NsError.Value("orderStatus", status, "orderStatus");
        }

        order.Values.Put("orderStatus", status);
        var tooFew = order.Lines("item").Find(l => l.Values.Number("quantity") < l.Values.Amount("quantityBilled"));
        if (tooFew is not null)
        {
            throw NsError.User("You cannot reduce the quantity of a line below what has been billed.", "item");
        }

        var gone = previous?.Lines("item").Find(old =>
            old.Values.Amount("quantityBilled") > 0 && !order.Lines("item").Exists(l => Equals(l.Values.Get("line"), old.Values.Get("line"))));
        if (gone is not null)
        {
            throw NsError.User("You cannot remove a line that has been billed.", "item");
        }
    }
}
