namespace Harness.Connectors.BusinessCentral;

internal enum PathKind
{
    /// <summary>A property as it stands.</summary>
    Plain,

    /// <summary>The key that a record was created under.</summary>
    Key,

    /// <summary>The host of a web address.</summary>
    Host,

    /// <summary>The code behind paymentTermsId.</summary>
    TermsCode,

    /// <summary>The customer whose company a contact works for.</summary>
    CustomerOfContact,

    /// <summary>An order's state: the service's word, or that it is invoiced in part or wholly.</summary>
    OrderState,
    PurchaseOrder,
    HeaderDiscount,
    ExchangeRate,
    AmountPaid,
    AmountCredited,
}

/// <param name="Properties">What must be asked for to work it out.</param>
internal sealed record PathRule(string Path, PathKind Kind, params string[] Properties)
{
    public bool ReadOnly { get; init; }

    public string Label { get; init; } = Path;
}

/// <param name="Name">As a matrix names it, which is the entity's own name.</param>
/// <param name="Set">The entity set.</param>
/// <param name="KeyProperty">Where the key of a record that we create stands.</param>
internal sealed record BusinessCentralObject(string Name, string Label, string Set, string? KeyProperty, IReadOnlyList<PathRule> Derived)
{
    public string IdProperty => Name == BusinessCentralCatalogue.SalesOrder ? "number" : "id";

    public string? LineSet { get; init; }

    /// <summary>Of what is never created nothing carries a key: it is asked for nowhere and found nowhere.</summary>
    public PathRule Rule(string path) => Derived.FirstOrDefault(rule => rule.Path == path)
        ?? (path == BusinessCentralCatalogue.KeyPath ? new PathRule(path, PathKind.Key) : new PathRule(path, PathKind.Plain, path));
}

/// <summary>
/// The objects as data. Plain properties are not listed: the service's metadata has them. An order is named by its
/// number, because that is what an invoice still says of it when posting has taken the order itself away.
/// </summary>
internal static class BusinessCentralCatalogue
{
    public const string SalesOrder = "salesOrder";
    public const string KeyPath = "key";
    public const string Prices = "prices";

    private static readonly PathRule key = new(KeyPath, PathKind.Key);

    public static IReadOnlyList<BusinessCentralObject> All { get; } =
    [
        new("customer", "Customer", "customers", "number",
        [
            key with { Properties = ["number"] },
            new("website.domain", PathKind.Host, "website") { ReadOnly = true, Label = "Domain of the web address" },
            new("paymentTerms.code", PathKind.TermsCode, "paymentTermsId") { Label = "Payment terms (code)" },
        ]),
        new("contact", "Contact", "contacts", "number",
        [
            key with { Properties = ["number"] },
            new("customer.id", PathKind.CustomerOfContact, "companyNumber", "companyName") { Label = "Customer of the contact's company" },
        ]),
        new("item", "Item", "items", null, []) { LineSet = Prices },
        new(SalesOrder, "Sales order", "salesOrders", "externalDocumentNumber",
        [
            key with { Properties = ["externalDocumentNumber"] },
            new("state", PathKind.OrderState, "status") { ReadOnly = true, Label = "Status, and whether it is invoiced" },
            new("purchaseOrder", PathKind.PurchaseOrder, "externalDocumentNumber") { Label = "The customer's purchase order" },
            new("headerDiscountPercent", PathKind.HeaderDiscount, "discountAmount", "totalAmountExcludingTax", "currencyCode") { Label = "Discount on the whole order, percent" },
            new("exchangeRate", PathKind.ExchangeRate, "currencyCode", "postingDate") { ReadOnly = true, Label = "Local currency for one unit, on the posting date" },
        ]) { LineSet = "salesOrderLines" },
        new("salesInvoice", "Sales invoice", "salesInvoices", null,
        [
            new("amountPaid", PathKind.AmountPaid, "totalAmountIncludingTax", "remainingAmount", "status") { ReadOnly = true, Label = "Settled otherwise than by credit memos" },
            new("amountCredited", PathKind.AmountCredited, "totalAmountIncludingTax", "remainingAmount", "status") { ReadOnly = true, Label = "Settled by credit memos" },
        ]),
        new("salesCreditMemo", "Sales credit memo", "salesCreditMemos", null, []),
    ];

    public static BusinessCentralObject? Find(string objectType) => All.FirstOrDefault(one => one.Name == objectType);

    public static bool IsWritable(BusinessCentralObject of) => of.KeyProperty is not null;
}
