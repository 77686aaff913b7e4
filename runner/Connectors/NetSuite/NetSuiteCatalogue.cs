using static Harness.Connectors.NetSuite.ValueKind;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// The objects as data. A plain field that is not listed here, such as a company's own custom field, is found in the
/// account's metadata and read from the column of its name.
/// </summary>
internal static class NetSuiteCatalogue
{
    private static readonly PathRule[] everywhere =
    [
        new("id", "t.id", Text) { ReadOnly = true, Derived = true, Label = "Internal ID" },
        new("externalId", "t.externalid", Text) { Label = "External ID" },
        new("lastModifiedDate", "t.lastmodifieddate", ValueKind.DateTime) { ReadOnly = true },
    ];

    private static readonly PathRule[] currency =
    [
        new("currency.id", "t.currency", Reference),
        new("currency.symbol", "cur.symbol", Text, "cur") { Label = "Currency (ISO code)" },
        new("currency.refName", "BUILTIN.DF(t.currency)", Text) { ReadOnly = true },
    ];

    private static readonly PathRule[] transaction =
    [
        .. everywhere,
        .. currency,
        new("tranId", "t.tranid", Text) { ReadOnly = true },
        new("tranDate", "t.trandate", Date),
        new("memo", "t.memo", Text),
        new("status", "t.status", Status) { ReadOnly = true },
        new("entity.id", "t.entity", Reference) { Label = "Customer", Derived = true },
        new("entity.externalId", "ent.externalid", Text, "ent") { Label = "Customer (external id)", Derived = true },
        new("exchangeRate", "t.exchangerate", Number),
        new("total", "t.foreigntotal", Number) { ReadOnly = true },
        new("createdDate", "t.createddate", ValueKind.DateTime) { ReadOnly = true },
    ];

    private static readonly PathRule[] sale =
    [
        .. transaction,
        new("otherRefNum", "t.otherrefnum", Text),
        new("custbody_crm_opportunity", "t.custbody_crm_opportunity", Text),
        new("terms.id", "t.terms", Reference),
        new("terms.refName", "BUILTIN.DF(t.terms)", Text),
    ];

    private static readonly PathRule[] settling =
    [
        new("appliedTo", "", AppliedTo, "done") { ReadOnly = true, Derived = true, Label = "Invoices it is applied to" },
        new("unapplied", "t.foreignpaymentamountunused", Number) { ReadOnly = true, Derived = true, Label = "Not applied" },
        new("type", "t.type", Text) { ReadOnly = true, Derived = true, Label = "Transaction type" },
    ];

    public static IReadOnlyList<string> ItemTypes { get; } = ["InvtPart", "NonInvtPart", "Service", "Kit", "Assembly"];

    public static NetSuiteObject Customer { get; } = new(
        "customer",
        "Customer",
        "customer",
        "customer",
        null,
        [
            .. everywhere,
            .. currency,
            new("entityId", "t.entityid", Text),
            new("companyName", "t.companyname", Text),
            new("email", "t.email", Text),
            new("phone", "t.phone", Text),
            new("url", "t.url", Text),
            new("url.domain", "t.url", Host) { ReadOnly = true, Derived = true, Label = "Domain of the web address" },
            new("vatRegNumber", "t.vatregnumber", Text),
            new("terms.id", "t.terms", Reference),
            new("terms.refName", "BUILTIN.DF(t.terms)", Text) { Label = "Terms (name)" },
            new("creditLimit", "t.creditlimit", Number),
            new("subsidiary.id", "t.subsidiary", Reference),
            new("isInactive", "t.isinactive", ValueKind.Boolean),
            new("balance", "t.balance", Number) { ReadOnly = true },
            new("overdueBalance", "t.overduebalance", Number) { ReadOnly = true },
            .. Address("billing", "bb", "ba"),
            .. Address("shipping", "sb", "sa"),
        ],
        [])
    {
        Sublist = "addressBook",
    };

    public static NetSuiteObject Contact { get; } = new(
        "contact",
        "Contact",
        "contact",
        "contact",
        null,
        [
            .. everywhere,
            new("entityId", "t.entityid", Text),
            new("firstName", "t.firstname", Text),
            new("lastName", "t.lastname", Text),
            new("title", "t.title", Text),
            new("email", "t.email", Text),
            new("phone", "t.phone", Text),
            new("isInactive", "t.isinactive", ValueKind.Boolean),
            new("company.id", "t.company", Reference) { Label = "Company" },
            new("company.externalId", "com.externalid", Text, "com") { Label = "Company (external id)" },
            new("subsidiary.id", "t.subsidiary", Reference),
        ],
        []);

    public static NetSuiteObject Item { get; } = new(
        "item",
        "Item",
        "item",
        "inventoryItem",
        $"t.itemtype IN ({NetSuiteQuery.List(ItemTypes)})",
        [
            .. everywhere,
            new("itemId", "t.itemid", Text),
            new("displayName", "t.displayname", Text),
            new("itemType", "t.itemtype", Text) { ReadOnly = true, Derived = true, Label = "Type" },
            new("saleUnit.id", "t.saleunit", Reference),
            new("saleUnit.refName", "BUILTIN.DF(t.saleunit)", Text) { Label = "Sale unit (name)" },
            new("isInactive", "t.isinactive", ValueKind.Boolean),
        ],
        [
            new LineRules("price", "currency.symbol",
            [
                new("currency.symbol", "cur.symbol", Text) { ReadOnly = true, Label = "Currency (ISO code)" },
                new("currency.id", "l.currency", Reference) { ReadOnly = true },
                new("unitPrice", "l.unitprice", Number) { ReadOnly = true, Label = "Base price" },
            ]),
        ])
    {
        Writable = false,
    };

    public static NetSuiteObject SalesOrder { get; } = new(
        "salesOrder",
        "Sales Order",
        "transaction",
        "salesOrder",
        "t.type = 'SalesOrd'",
        [
            .. sale,
            new("netTotal", "", NetTotal) { ReadOnly = true, Derived = true, Label = "Total net of tax and freight" },
            new("headerDiscountPercent", "", HeaderDiscount) { Derived = true, Label = "Discount on the whole order, percent" },
        ],
        [
            new LineRules("item", "custcol_crm_line",
            [
                new("custcol_crm_line", "l.custcol_crm_line", Text) { Label = "CRM line" },
                new("item.id", "l.item", Reference) { Label = "Item" },
                new("item.itemId", "i.itemid", Text) { Label = "Item name/number" },
                new("quantity", "l.quantity", Number) { Label = "Quantity" },
                new("rate", "l.rate", Number) { Label = "Rate" },
                new("amount", "l.foreignamount", Number) { Label = "Amount after its discount line" },
                new("discountPercent", "", Number) { Label = "Discount of the line, percent" },
                new("description", "l.memo", Text) { Label = "Description" },
            ]),
        ])
    {
        Sublist = "item",
    };

    public static NetSuiteObject Invoice { get; } = new(
        "invoice",
        "Invoice",
        "transaction",
        "invoice",
        "t.type = 'CustInvc'",
        [
            .. sale,
            new("createdFrom.id", "src.previousdoc", Reference, "src") { ReadOnly = true },
            new("dueDate", "t.duedate", Date),
            new("amountRemaining", "t.foreignamountunpaid", Number) { ReadOnly = true },
            new("amountPaid", "", CashApplied, "pay", "paydoc") { ReadOnly = true, Derived = true, Label = "Cash applied" },
            new("amountCredited", "", CreditApplied, "pay", "paydoc") { ReadOnly = true, Derived = true, Label = "Credit memos applied" },
            new("lastPaymentDate", "", LastPayment, "pay", "paydoc") { ReadOnly = true, Derived = true, Label = "Date of the last payment" },
        ],
        [])
    {
        Sublist = "item",
    };

    public static IReadOnlyList<NetSuiteObject> All { get; } =
    [
        Customer, Contact, Item, SalesOrder, Invoice,
        new("creditMemo", "Credit Memo", "transaction", "creditMemo", "t.type = 'CustCred'", [.. sale, .. settling], []) { Writable = false },
        new("customerPayment", "Customer Payment", "transaction", "customerPayment", "t.type = 'CustPymt'", [.. transaction, .. settling], []) { Writable = false },

        // Payments, credits, applied deposits and refunds in one: they are polled together.
        new("settlement", "Payment or credit", "transaction", "customerPayment", "t.type IN ('CustPymt', 'CustCred', 'DepAppl', 'CustRfnd')", [.. transaction, .. settling], []) { Writable = false },

        // What payments and credits have left over, be it that no invoice took it or that nobody paid it back.
        new("openCredit", "Payment or credit not used up", "transaction", "customerPayment",
            "t.type IN ('CustPymt', 'CustCred') AND t.voided = 'F' AND t.foreignpaymentamountunused > 0", [.. transaction, .. settling], []) { Writable = false },
    ];

    public static NetSuiteObject? Find(string objectType) => All.FirstOrDefault(o => o.Name == objectType);

    private static IEnumerable<PathRule> Address(string side, string row, string address)
    {
        foreach (var field in new[] { "addr1", "addr2", "city", "state", "zip", "country", "country.id" })
        {
            yield return new PathRule(
                $"addressBook[{side}].addressBookAddress.{field}", $"{address}.{field.Split('.')[0]}", Text, row, address)
            {
                Derived = true,
                Label = $"{side} address: {field}",
            };
        }
    }
}
