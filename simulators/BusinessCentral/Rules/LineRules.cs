using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>One row of a sales document: what it is of, what it costs.</summary>
internal sealed class LineRules(CompanyStore store, Currencies currencies, BusinessCentralOptions options)
{
    private const int Step = 10_000;

    public void Check(BcRecord line, BcRecord document, BcRecord? before, IReadOnlySet<string> written)
    {
        if (before is not null)
        {
            Keep(line, before, written);
        }

        Object(line, written);
        if (line.Number("sequence") == 0)
        {
            line.Put("sequence", (int)store.LinesOf(document.Id).Select(other => other.Number("sequence")).DefaultIfEmpty().Max() + Step);
        }

        if (line.Text("lineType") == "Item" && store.FindNumber(Entities.Items, line.Text("lineObjectNumber")) is { } item)
        {
            Item(line, item, document, before, written);
        }

        if (line.Number("quantity") < before?.Number("invoicedQuantity"))
        {
            throw BcError.Field("Quantity must not be less than Quantity Invoiced in Sales Line.");
        }

        Amounts(line, document.Text("currencyCode"), written);
    }

    private static void Keep(BcRecord line, BcRecord before, IReadOnlySet<string> written)
    {
        foreach (var name in new[] { "documentId", "sequence", "lineObjectNumber" })
        {
            if (written.Contains(name) && line.Text(name) != before.Text(name))
            {
                throw BcError.Dialog($"The value for {name} cannot be modified. Delete and insert the line again.");
            }
        }
    }

    private void Object(BcRecord line, IReadOnlySet<string> written)
    {
        if (written.Contains("itemId") && written.Contains("accountId"))
        {
            throw BcError.Dialog("Both \"itemId\" and \"accountId\" are specified. Specify only one of them.");
        }

        if (written.Contains("itemId"))
        {
            var item = store.Find(Entities.Items, line.Text("itemId")) ?? throw BcError.Dialog("Item does not exist.");
            line.Put("lineType", "Item");
            line.Put("lineObjectNumber", item.Text("number"));
        }
        else if (line.Text("lineType") == "Item" && line.Text("lineObjectNumber").Length > 0)
        {
            var item = store.FindNumber(Entities.Items, line.Text("lineObjectNumber")) ?? throw BcError.Dialog("Item does not exist.");
            line.Put("itemId", item.Id);
        }
    }

    private void Item(BcRecord line, BcRecord item, BcRecord document, BcRecord? before, IReadOnlySet<string> written)
    {
        if (before is not null)
        {
            return;
        }

        if (item.Flag("blocked"))
        {
            throw BcError.Field($"Blocked must be equal to 'No' in Item: No.={item.Text("number")}. Current value is 'Yes'.");
        }

        if (!written.Contains("description") || line.Text("description").Length == 0)
        {
            line.Put("description", item.Text("displayName"));
        }

        if (!written.Contains("unitPrice"))
        {
            var rate = currencies.Rate(document.Text("currencyCode"), document.Date("postingDate") ?? store.Today);
            line.Put("unitPrice", currencies.Round(item.Number("unitPrice") / rate, document.Text("currencyCode")));
        }

        if (!written.Contains("unitOfMeasureCode") && !written.Contains("unitOfMeasureId"))
        {
            line.Put("unitOfMeasureCode", item.Text("baseUnitOfMeasureCode"));
            line.Put("unitOfMeasureId", item.Text("baseUnitOfMeasureId"));
        }
    }

    /// <summary>A discount is kept as an amount: the percentage comes off, rounded; of an amount, the percentage is worked out to five places.</summary>
    private void Amounts(BcRecord line, string currency, IReadOnlySet<string> written)
    {
        var gross = currencies.Round(line.Number("quantity") * line.Number("unitPrice"), currency);
        if (written.Contains("discountAmount"))
        {
            line.Put("discountAmount", currencies.Round(line.Number("discountAmount"), currency));
            line.Put("discountPercent", gross == 0 ? 0 : Math.Round(line.Number("discountAmount") / gross * 100, 5, MidpointRounding.AwayFromZero));
        }
        else
        {
            line.Put("discountAmount", currencies.Round(gross * line.Number("discountPercent") / 100, currency));
        }

        if (line.Number("discountPercent") is < 0 or > 100)
        {
            throw BcError.Field("Line Discount % must be between 0 and 100.");
        }

        line.Put("amountExcludingTax", gross - line.Number("discountAmount"));
        line.Put("taxPercent", options.TaxRate);
        if (Entities.All[line.Set].Find("shipQuantity") is not null)
        {
            line.Put("shipQuantity", line.Number("quantity") - line.Number("shippedQuantity"));
            line.Put("invoiceQuantity", line.Number("quantity") - line.Number("invoicedQuantity"));
        }
    }
}
