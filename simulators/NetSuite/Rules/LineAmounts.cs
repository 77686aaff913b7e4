using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>Rates, amounts and totals of a document with items, in its own currency's minor units.</summary>
internal sealed class LineAmounts(RecordStore store, NetSuiteOptions options)
{
    private const string CustomPrice = "-1";
    private const string BasePrice = "1";

    public void Work(NsRecord document, NsRecord? previous)
    {
        var decimals = store.Decimals(document.Values.Text("currency"));
        var lines = document.Lines("item");
        Number(lines, previous);
        var above = 0m;
        for (var i = 0; i < lines.Count; i++)
        {
            var values = lines[i].Values;
            var item = store.Find(ItemTypes.Group, values.Text("item")!)!;
            var before = previous?.Lines("item").Find(l => Equals(l.Values.Get("line"), values.Get("line")))?.Values;
            if (item.Type == ItemTypes.DiscountItem)
            {
                Discount(values, item, above, decimals, before, i);
                above += values.Amount("amount");
            }
            else
            {
                Price(document, values, item, decimals, before, i);
                above = values.Amount("amount");
            }

            values.Put("tax1Amt", options.TaxRate == 0 ? null : Money.Round(values.Amount("amount") * options.TaxRate / 100, decimals));
        }

        Total(document, decimals);
    }

    /// <summary>The number of a line that was taken out is not given again.</summary>
    private static void Number(List<NsLine> lines, NsRecord? previous)
    {
        var highest = lines.Concat(previous?.Lines("item") ?? []).Max(l => l.Values.Number("line")) ?? 0;
        foreach (var line in lines.Where(l => l.Values.Number("line") is null))
        {
            line.Values.Put("line", ++highest);
        }
    }

    private static void Discount(Values values, NsRecord item, decimal above, int decimals, Values? before, int index)
    {
        if (index == 0)
        {
            throw NsError.User("A discount line must follow the line that it discounts.", $"item.items[{index}].item");
        }

        values.Remove("quantity");
        if (values.Get("rate") is null && values.Get("amount") is null)
        {
            values.Put("rate", item.Values.Get("rate"));
        }

        if (Money.Percent(values.Get("rate")) is { } percent)
        {
            values.Put("amount", Money.Round(above * -Math.Abs(percent) / 100, decimals));
        }
        else if (values.Number("rate") is { } flat && !AmountWasSent(values, before))
        {
            values.Put("amount", Money.Round(-Math.Abs(flat), decimals));
        }
        else
        {
            values.Put("amount", Money.Round(-Math.Abs(values.Amount("amount")), decimals));
        }
    }

    private static void Price(NsRecord document, Values values, NsRecord item, int decimals, Values? before, int index)
    {
        if (values.Number("quantity") is not { } quantity)
        {
            values.Put("quantity", quantity = 1m);
        }

        if (quantity <= 0)
        {
            throw NsError.User("Please enter a quantity greater than zero.", $"item.items[{index}].quantity");
        }

        var amountSent = AmountWasSent(values, before);
        values.Put("units", values.Get("units") ?? item.Values.Get("saleUnit"));
        if (before is not null && !Equals(before.Get("rate"), values.Get("rate")))
        {
            values.Put("price", CustomPrice);
        }

        var level = values.Text("price") ?? BasePrice;
        if (level != CustomPrice && ListPrice(item, document.Values.Text("currency"), level) is { } listed)
        {
            // Without price -1, the item's price level speaks and the rate that was sent does not.
            values.Put("rate", listed);
            values.Put("price", level);
        }
        else
        {
            values.Put("price", CustomPrice);
        }

        if (values.Number("rate") is { } rate)
        {
            if (!amountSent)
            {
                values.Put("amount", Money.Round(quantity * rate, decimals));
            }
        }
        else if (values.Number("amount") is { } amount)
        {
            values.Put("rate", Math.Round(amount / quantity, 8, MidpointRounding.AwayFromZero));
        }
        else
        {
            throw NsError.User("Please enter value(s) for: Amount.", $"item.items[{index}].amount");
        }

        values.Put("amount", Money.Round(values.Amount("amount"), decimals));
    }

    private static bool AmountWasSent(Values values, Values? before) =>
        values.Number("amount") is { } amount && (before is null || before.Number("amount") != amount);

    private static decimal? ListPrice(NsRecord item, string? currency, string level) => item.Lines("price")
        .Find(p => p.Values.Text("currencyPage") == currency && p.Values.Text("priceLevel") == level)?.Values.Number("price");

    private void Total(NsRecord document, int decimals)
    {
        var values = document.Values;
        var subtotal = document.Lines("item").Sum(l => l.Values.Amount("amount"));
        var discount = 0m;
        if (values.Get("discountRate") is { } rate)
        {
            if (values.Text("discountItem") is null)
            {
                throw NsError.User("Please enter value(s) for: Discount.", "discountItem");
            }

            discount = Money.Percent(rate) is { } percent
                ? Money.Round(subtotal * -Math.Abs(percent) / 100, decimals)
                : Money.Round(-Math.Abs((decimal)rate), decimals);
        }

        var tax = options.TaxRate == 0 ? 0 : Money.Round((subtotal + discount) * options.TaxRate / 100, decimals);
        values.Put("subtotal", subtotal);
        values.Put("discountTotal", discount);
        values.Put("taxTotal", tax);
        values.Put("total", subtotal + discount + tax + values.Amount("shippingCost"));
    }
}
