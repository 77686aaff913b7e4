namespace Harness.Core.Records.Fields;

public static class InvoiceFields
{
    public const string Entity = "invoice";

    public static readonly Field<string> Number = new("number");

    /// <summary>The ERP's own word through values/invoice_states; what it means together with the amounts is the flow's to say.</summary>
    public static readonly Field<string> Status = new("status");

    /// <summary>The ERP's id of the sales order it was made from.</summary>
    public static readonly Field<string> Order = new("order");
    public static readonly Field<string> Account = new("account");
    public static readonly Field<string> Currency = new("currency");
    public static readonly Field<DateOnly?> Date = new("date");
    public static readonly Field<DateOnly?> DueDate = new("due_date");
    public static readonly Field<Money> Total = new("total");
    public static readonly Field<Money> Paid = new("paid");
    public static readonly Field<Money> Credited = new("credited");
    public static readonly Field<Money> Balance = new("balance");
    /// <summary>Of a payment or a credit: what no invoice has taken and nobody has paid back.</summary>
    public static readonly Field<Money> Unapplied = new("unapplied");
    public static readonly Field<DateOnly?> LastPayment = new("last_payment");
}
