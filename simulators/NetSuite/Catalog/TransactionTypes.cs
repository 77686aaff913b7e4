using static Harness.Simulators.NetSuite.Catalog.Fields;

namespace Harness.Simulators.NetSuite.Catalog;

internal static class TransactionTypes
{
    public const string Group = "transaction";

    private static readonly RecordField[] header =
    [
        Text("externalId", "External ID"),
        Text("tranId", "Document Number", 45),
        Date("tranDate", "Date"),
        Text("memo", "Memo", 999),
        Reference("currency", "Currency", "currency"),
        Number("exchangeRate", "Exchange Rate"),
        Reference("subsidiary", "Subsidiary", "subsidiary"),
        Reference("status", "Status", "status").Shown(),
        Reference("postingPeriod", "Posting Period", "accountingPeriod"),
        Money("total", "Total").Shown(),
        Moment("createdDate", "Date Created"),
        Moment("lastModifiedDate", "Last Modified Date"),
    ];

    private static readonly RecordField[] sale =
    [
        Reference("entity", "Customer", "customer"),
        Text("otherRefNum", "PO #", 45),
        Reference("terms", "Terms", "term"),
        Reference("discountItem", "Discount", "item"),
        Rate("discountRate", "Rate"),
        Money("subtotal", "Subtotal").Shown(),
        Money("discountTotal", "Discount Total").Shown(),
        Money("taxTotal", "Tax Total").Shown(),
        Money("shippingCost", "Shipping Cost"),
        Text("custbody_crm_opportunity", "CRM Opportunity", 300).Custom(),
    ];

    private static readonly Sublist apply = new(
        "apply",
        "Apply",
        ["doc", "line"],
        [
            Reference("doc", "Document", "transaction"),
            Number("line", "Line"),
            Flag("apply", "Apply"),
            Money("amount", "Payment"),
            Text("refNum", "Ref No.").Shown(),
            Money("due", "Amt. Due").Shown(),
            Money("total", "Orig. Amt.").Shown(),
            Date("applyDate", "Date Due").Shown(),
        ]);

    public static RecordType SalesOrder { get; } = new(
        "salesOrder",
        "Sales Order",
        Group,
        [.. header, .. sale, Reference("orderStatus", "Order Status", "orderStatus"), Date("shipDate", "Ship Date")],
        [Items([Number("quantityBilled", "Invoiced").Shown(), Flag("isClosed", "Closed")])])
    {
        TypeCode = "SalesOrd",
        NumberPrefix = "SO-",
    };

    public static RecordType Invoice { get; } = new(
        "invoice",
        "Invoice",
        Group,
        [
            .. header, .. sale, Date("dueDate", "Due Date"), Reference("createdFrom", "Created From", "transaction"),
            Money("amountPaid", "Amount Paid").Shown(), Money("amountRemaining", "Amount Remaining").Shown(),
            Reference("approvalStatus", "Approval Status", "approvalStatus"),
        ],
        [Items([Number("orderLine", "Order Line"), Reference("orderDoc", "Order", "transaction").Shown()])])
    {
        TypeCode = "CustInvc",
        NumberPrefix = "INV-",
    };

    public static RecordType CustomerPayment { get; } = new(
        "customerPayment",
        "Customer Payment",
        Group,
        [
            .. header, Reference("customer", "Customer", "customer"), Money("payment", "Payment Amount"),
            Money("applied", "Applied").Shown(), Money("unapplied", "Unapplied").Shown(), Reference("account", "Account", "account"),
            Flag("undepFunds", "Undeposited Funds"),
        ],
        [apply])
    {
        TypeCode = "CustPymt",
        NumberPrefix = "PYMT-",
    };

    public static RecordType CreditMemo { get; } = new(
        "creditMemo",
        "Credit Memo",
        Group,
        [
            .. header, .. sale, Reference("createdFrom", "Created From", "transaction"), Money("applied", "Applied").Shown(),
            Money("unapplied", "Unapplied").Shown(), Money("amountRemaining", "Amount Remaining").Shown(),
        ],
        [Items([Number("orderLine", "Order Line")]), apply])
    {
        TypeCode = "CustCred",
        NumberPrefix = "CM-",
    };

    /// <summary>Money back to a customer, taken from what credit memos or payments have left over.</summary>
    public static RecordType CustomerRefund { get; } = new(
        "customerRefund",
        "Customer Refund",
        Group,
        [.. header, Reference("customer", "Customer", "customer"), Reference("account", "Account", "account")],
        [apply])
    {
        TypeCode = "CustRfnd",
        NumberPrefix = "RFND-",
    };

    private static Sublist Items(IReadOnlyList<RecordField> more) => new(
        "item",
        "Items",
        ["line"],
        [
            Number("line", "Line"),
            Reference("item", "Item", "item"),
            Text("description", "Description", 4000),
            Number("quantity", "Quantity"),
            Reference("units", "Units", "unit"),
            Reference("price", "Price Level", "priceLevel"),
            Rate("rate", "Rate"),
            Money("amount", "Amount"),
            Money("tax1Amt", "Tax Amount").Shown(),
            Text("custcol_crm_line", "CRM Line", 300).Custom(),
            .. more,
        ]);
}
