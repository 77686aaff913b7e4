using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Models;

internal static class PartnerModels
{
    public static IEnumerable<OdooModel> Of(Database database, OdooOptions options) =>
    [
        new("res.partner", "Contact",
        [
            F.Char("name", "Name"),
            F.Flag("is_company", "Is a Company"),
            F.Choice("company_type", "Company Type", null, ("person", "Individual"), ("company", "Company")) with
            {
                Compute = partner => partner.Flag("is_company") ? "company" : "person",
            },
            F.One("parent_id", "Related Company", "res.partner"),
            F.Lines("child_ids", "Contact", "res.partner", "parent_id"),
            F.Choice("type", "Address Type", "contact", ("contact", "Contact"), ("invoice", "Invoice Address"), ("delivery", "Delivery Address"), ("other", "Other Address")),
            F.Char("ref", "Reference"),
            F.Char("vat", "Tax ID"),
            F.Char("website", "Website Link"),
            F.Char("email", "Email"),
            F.Char("phone", "Phone"),
            .. Until(options, 18, F.Char("mobile", "Mobile")),
            F.Char("function", "Job Position"),
            F.Char("street", "Street"),
            F.Char("street2", "Street2"),
            F.Char("zip", "Zip"),
            F.Char("city", "City"),
            F.One("state_id", "State", "res.country.state"),
            F.One("country_id", "Country", "res.country"),
            F.Char("lang", "Language"),
            F.Text("comment", "Notes"),
            F.Flag("active", "Active", true),
            F.One("property_payment_term_id", "Customer Payment Terms", "account.payment.term"),
            F.One("property_product_pricelist", "Pricelist", "product.pricelist"),
            F.Number("credit_limit", "Credit Limit"),
            F.Whole("customer_rank", "Customer Rank"),
            F.One("company_id", "Company", "res.company"),
            F.One("commercial_partner_id", "Commercial Entity", "res.partner") with
            {
                ReadOnly = true,
                Compute = partner => Commercial(database, partner),
            },
        ])
        {
            Display = partner => partner.Ref("parent_id") is { } parent && !partner.Flag("is_company")
                ? $"{database.Find("res.partner", parent)?.Text("name")}, {partner.Text("name") ?? TypeLabel(partner)}"
                : partner.Text("name") ?? TypeLabel(partner),
        },
    ];

    private static IEnumerable<ModelField> Until(OdooOptions options, int version, ModelField field) => options.Version <= version ? [field] : [];

    private static object Commercial(Database database, OdooRecord partner) =>
        !partner.Flag("is_company") && database.Find("res.partner", partner.Ref("parent_id")) is { } parent ? Commercial(database, parent) : partner.Id;

    private static string TypeLabel(OdooRecord partner) => partner.Text("type") switch
    {
        "invoice" => "Invoice Address",
        "delivery" => "Delivery Address",
        _ => "",
    };
}
