using static Harness.Connectors.Odoo.ValueKind;
using Kind = Harness.Connectors.Odoo.ValueKind;

namespace Harness.Connectors.Odoo;

/// <summary>The objects and paths that this connector knows before it has read the database's own fields.</summary>
internal static class OdooCatalogue
{
    public const string ExternalId = "xml_id";
    public const string OrderLines = "order_line";
    public const string LineKey = "x_crm_line";
    public const string Prices = "prices";

    private static readonly PathRule[] everywhere =
    [
        new("id", Text, "id") { ReadOnly = true },
        new(ExternalId, Kind.ExternalId) { Derived = true, Label = "External identifier" },
        new("write_date", Kind.DateTime, "write_date") { ReadOnly = true },
    ];

    public static OdooObject Company { get; } = new("res.partner", "Company", "res.partner", """[["is_company","=",true]]""",
    [
        .. everywhere,
        new("name", Text, "name"),
        new("website", Text, "website"),
        new("website.domain", Host, "website") { ReadOnly = true, Derived = true, Label = "Domain of the web address" },
        new("email", Text, "email"),
        new("phone", Text, "phone"),
        new("vat", Text, "vat"),
        new("ref", Text, "ref"),
        new("active", Kind.Boolean, "active"),
        new("property_payment_term_id.name", Label, "property_payment_term_id") { Label = "Customer payment terms", List = OdooLookups.Terms },
        new("property_product_pricelist.currency", ListCurrency, "property_product_pricelist") { Derived = true, Label = "Currency of the price list", List = OdooLookups.PriceLists },
        new("credit_limit", Number, "credit_limit") { ZeroIsNothing = true },
        .. Addresses("invoice"),
        .. Addresses("delivery"),
    ]);

    public static OdooObject Contact { get; } = new("res.partner.contact", "Contact", "res.partner",
        """[["is_company","=",false],["type","=","contact"],["parent_id","!=",false]]""",
    [
        .. everywhere,
        new("name", Text, "name") { ReadOnly = true },
        new("x_crm_first_name", FirstName, "x_crm_first_name", "x_crm_last_name", "name") { Label = "First name" },
        new("x_crm_last_name", LastName, "x_crm_last_name", "x_crm_first_name", "name") { Label = "Last name" },
        new("parent_id.id", Reference, "parent_id") { Label = "Company" },
        new("function", Text, "function"),
        new("email", Text, "email"),
        new("phone", Text, "phone"),
        new("active", Kind.Boolean, "active"),
    ]);

    /// <summary>Delivery and invoice addresses are partners below their company: a change of one is a change of the company.</summary>
    public static OdooObject Address { get; } = new("res.partner.address", "Address of a company", "res.partner",
        """[["type","in",["invoice","delivery"]],["parent_id","!=",false]]""",
        [.. everywhere, new("parent_id.id", Reference, "parent_id") { Label = "Company" }])
    {
        Writable = false,
    };

    public static OdooObject Product { get; } = new("product.product", "Product", "product.product", """[["sale_ok","=",true]]""",
    [
        .. everywhere,
        new("default_code", Text, "default_code"),
        new("name", Text, "name"),
        new("type", Text, "type") { ReadOnly = true },
        new("uom_id.name", Label, "uom_id") { ReadOnly = true, Label = "Unit of measure" },
        new("list_price", Number, "list_price"),
        new("active", Kind.Boolean, "active"),
    ],
    new LineRules(Prices, "product.pricelist.item", "currency",
    [
        new("currency", Text) { ReadOnly = true, Derived = true, Label = "Currency (ISO code)" },
        new("price", Number) { ReadOnly = true, Derived = true, Label = "Price of one" },
    ]))
    {
        Writable = false,
    };

    public static OdooObject Order { get; } = new("sale.order", "Sales Order", "sale.order", "[]",
    [
        .. everywhere,
        new("name", Text, "name") { ReadOnly = true },
        new("x_crm_opportunity", Text, "x_crm_opportunity") { Label = "CRM opportunity" },
        new("partner_id.id", Reference, "partner_id") { Label = "Customer" },
        new("origin", Text, "origin"),
        new("client_order_ref", Text, "client_order_ref"),
        new("date_order.date", Day, "date_order") { Derived = true, Label = "Order date (day)" },
        new("pricelist_id.currency", ListCurrency, "pricelist_id", "currency_id") { Derived = true, Label = "Currency of the price list", List = OdooLookups.PriceLists },
        new("payment_term_id.name", Label, "payment_term_id") { Label = "Payment terms", List = OdooLookups.Terms },
        new("confirmed", Confirmed, "state") { Derived = true, Label = "Confirmed" },
        new("status", OrderStatus, "state", "invoice_status") { ReadOnly = true, Derived = true, Label = "Status" },
        new("amount_untaxed", Number, "amount_untaxed") { ReadOnly = true },
        new("amount_total", Number, "amount_total") { ReadOnly = true },
        new("exchange_rate", InverseRate, "currency_rate") { ReadOnly = true, Derived = true, Label = "Company currency for one unit of the order's" },
        new("header_discount", HeaderDiscount) { Derived = true, Label = "Discount on the whole order, percent" },
    ],
    new LineRules(OrderLines, "sale.order.line", LineKey,
    [
        new(LineKey, Text, LineKey) { Label = "CRM line" },
        new("product_id.id", Reference, "product_id") { Label = "Product" },
        new("product_id.default_code", Text, "product_id") { Derived = true, Label = "Internal reference of the product" },
        new("product_uom_qty", Number, "product_uom_qty"),
        new("price_unit", Number, "price_unit"),
        new("discount", Number, "discount"),
        new("amount", Number, "price_subtotal") { Derived = true, Label = "Amount after discount" },
        new("description", Text, "name") { Derived = true, Label = "Description, where it is not the product's" },
    ]));

    public static OdooObject Invoice { get; } = new("account.move", "Customer Invoice", "account.move", """[["move_type","=","out_invoice"]]""",
    [
        .. everywhere,
        new("name", Text, "name") { ReadOnly = true },
        new("status", InvoiceStatus, "state", "amount_residual", "amount_total") { ReadOnly = true, Derived = true, Label = "Status by amounts" },
        new("order.id", InvoiceOrder) { ReadOnly = true, Derived = true, Label = "Sales order" },
        new("partner_id.id", Reference, "commercial_partner_id") { ReadOnly = true, Label = "Customer" },
        new("currency_id.name", Label, "currency_id") { ReadOnly = true, Label = "Currency" },
        new("invoice_date", Date, "invoice_date") { ReadOnly = true },
        new("invoice_date_due", Date, "invoice_date_due") { ReadOnly = true },
        new("amount_total", Number, "amount_total") { ReadOnly = true },
        new("amount_residual", Remaining, "amount_residual", "state") { ReadOnly = true },
        new("amount_paid", CashApplied, "invoice_payments_widget") { ReadOnly = true, Derived = true, Label = "Payments applied" },
        new("amount_credited", CreditApplied, "invoice_payments_widget") { ReadOnly = true, Derived = true, Label = "Credit notes applied" },
        new("last_payment_date", LastPayment, "invoice_payments_widget") { ReadOnly = true, Derived = true, Label = "Date of the last payment" },
    ])
    {
        Writable = false,
    };

    public static IReadOnlyList<OdooObject> All { get; } = [Company, Contact, Address, Product, Order, Invoice];

    public static OdooObject? Find(string objectType) => All.FirstOrDefault(o => o.Name == objectType);

    private static IEnumerable<PathRule> Addresses(string type) => OdooAddresses.Fields.Keys.Select(field =>
        new PathRule($"child_ids[{type}].{field}", Kind.Address) { Derived = true, Label = $"{type} address: {field}" });
}
