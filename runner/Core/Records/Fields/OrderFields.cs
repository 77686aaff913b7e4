namespace Harness.Core.Records.Fields;

public static class OrderFields
{
    public const string Entity = "sales_order";

    /// <summary>The CRM's id of the opportunity, which the ERP's order carries.</summary>
    public static readonly Field<string> Opportunity = new("opportunity");
    public static readonly Field<string> Name = new("name");
    public static readonly Field<string> Account = new("account");
    public static readonly Field<string> Stage = new("stage");
    public static readonly Field<bool?> Won = new("won");
    public static readonly Field<DateOnly?> CloseDate = new("close_date");
    public static readonly Field<string> Currency = new("currency");
    public static readonly Field<string> PoNumber = new("po_number");

    /// <summary>Percent of the sum of the lines; zero where there is none.</summary>
    public static readonly Field<decimal?> HeaderDiscount = new("header_discount");

    /// <summary>The CRM's sum of the lines, before the header discount.</summary>
    public static readonly Field<Money> Amount = new("amount");

    /// <summary>The ERP's total net of tax and freight, after every discount.</summary>
    public static readonly Field<Money> NetTotal = new("net_total");
    public static readonly Field<string> OrderNumber = new("order_number");
    public static readonly Field<string> OrderStatus = new("order_status");
    public static readonly Field<decimal?> ExchangeRate = new("exchange_rate");
    public static readonly Field<DateOnly?> RateDate = new("rate_date");
}

public static class OrderLineFields
{
    public static readonly Field<string> Product = new("product");
    public static readonly Field<string> Sku = new("sku");
    public static readonly Field<decimal?> Quantity = new("quantity");
    public static readonly Field<Money> UnitPrice = new("unit_price");

    /// <summary>Percent of the line; zero where there is none.</summary>
    public static readonly Field<decimal?> Discount = new("discount");
    public static readonly Field<Money> NetAmount = new("net_amount");
    public static readonly Field<string> Description = new("description");
}
