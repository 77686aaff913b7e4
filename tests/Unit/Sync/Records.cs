namespace Harness.Unit.Sync;

/// <summary>Records as people enter them, with an honest default for all that a test does not care about.</summary>
internal static class Records
{
    public static ScriptedRecord Account(this Company company, string id, params (string Path, object? Value)[] values) => company.Crm.Put(
        "Account", id,
        [
            ("Name", $"Company {id}"), ("Tax_Id__c", $"DE{Digits(id)}"), ("BillingCity", "Berlin"), ("BillingCountryCode", "DE"), ("CurrencyIsoCode", "EUR"),
            ("Payment_Terms__c", "Net 30"), .. values,
        ]);

    public static ScriptedRecord Customer(this Company company, string id, params (string Path, object? Value)[] values) => company.Erp.Put(
        "customer", id,
        [
            ("companyName", $"Company {id}"), ("addressBook[billing].addressBookAddress.country", "DE"), ("currency.symbol", "EUR"), ("terms.refName", "Net 30"), .. values,
        ]);

    /// <summary>An item that both systems know under one SKU.</summary>
    public static void Product(this Company company, string sku)
    {
        company.Item(sku);
        company.Crm.Put("Product2", $"01t-{sku}", ("ProductCode", sku), ("Name", sku), ("IsActive", true), ("QuantityUnitOfMeasure", "Each"));
    }

    public static ScriptedRecord Item(this Company company, string sku) => company.Erp.Put(
        "item", $"item-{sku}", ("itemId", sku), ("displayName", sku), ("isInactive", false), ("itemType", "InvtPart"), ("saleUnit.refName", "Each"));

    /// <summary>A won opportunity with one line of this quantity and price.</summary>
    public static ScriptedRecord Won(
        this Company company, string id, string account, decimal quantity = 2, decimal price = 100, decimal? discount = null, string sku = "PUMP",
        params (string Path, object? Value)[] values)
    {
        var net = Math.Round(quantity * price * (100 - (discount ?? 0)) / 100, 2);
        var opportunity = company.Crm.Put(
            "Opportunity", id,
            [
                ("Name", $"Deal {id}"), ("AccountId", account), ("StageName", "Closed Won"), ("IsWon", true), ("CloseDate", "2026-03-01"),
                ("CurrencyIsoCode", "EUR"), ("Amount", net), .. values,
            ]);
        return opportunity.With("OpportunityLineItems", ($"{id}-1",
            [("Product2Id", $"01t-{sku}"), ("ProductCode", sku), ("Quantity", quantity), ("UnitPrice", price), ("Discount", discount), ("TotalPrice", net)]));
    }

    /// <summary>A seller changes the only line; the line's own stream tells of it.</summary>
    public static void ChangeLine(this Company company, string opportunity, decimal quantity, decimal price = 100, decimal? discount = null)
    {
        var changed = company.Won(opportunity, company.Crm.One("Opportunity", opportunity)["AccountId"]!, quantity, price, discount);
        company.Crm.Put("OpportunityLineItem", $"{opportunity}-1", ("OpportunityId", opportunity));
        changed.Lines.ShouldNotBeEmpty();
    }

    public static ScriptedRecord Invoice(
        this Company company, string id, string? order, string customer, decimal total, decimal paid = 0, decimal credited = 0, string status = "Open",
        params (string Path, object? Value)[] values) => company.Erp.Put(
        "invoice", id,
        [
            ("tranId", $"INV-{id}"), ("status", status), ("createdFrom.id", order), ("entity.id", customer), ("currency.symbol", "EUR"), ("tranDate", "2026-03-01"),
            ("dueDate", "2026-03-31"), ("total", total), ("amountPaid", paid), ("amountCredited", credited), ("amountRemaining", total - paid - credited),
            ("lastPaymentDate", paid > 0 ? "2026-03-02" : null), .. values,
        ]);

    /// <summary>A payment or a credit of which so much is left over.</summary>
    public static void Credit(this Company company, string id, string customer, decimal unapplied)
    {
        company.Erp.Put("openCredit", id, ("entity.id", customer), ("currency.symbol", "EUR"), ("unapplied", unapplied));
        company.Erp.Put("settlement", id, ("entity.id", customer));
    }

    private static string Digits(string id) => $"{Math.Abs(id.Aggregate(17L, (sum, letter) => (sum * 31) + letter) % 900_000_000) + 100_000_000}";
}
