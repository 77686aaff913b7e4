using static Harness.Simulators.HubSpot.Catalog.Property;

namespace Harness.Simulators.HubSpot.Catalog;

/// <summary>The objects of this portal, with the properties that its administrator added before any integration came.</summary>
internal static class StandardObjects
{
    private const string ContactStamp = "lastmodifieddate";
    private const string OtherStamp = "hs_lastmodifieddate";

    public static IReadOnlyList<ObjectType> Create() =>
    [
        new("companies", "company", "0-2", OtherStamp, ["name", "domain", "createdate", OtherStamp, "hs_object_id"], true, Companies()),
        new("contacts", "contact", "0-1", ContactStamp, ["firstname", "lastname", "email", "createdate", ContactStamp, "hs_object_id"], true, Contacts()),
        new("deals", "deal", "0-3", OtherStamp, ["dealname", "amount", "closedate", "pipeline", "dealstage", "createdate", OtherStamp, "hs_object_id"], true, Deals()),
        new("line_items", "line_item", "0-8", OtherStamp, ["name", "quantity", "price", "amount", "hs_product_id", "createdate", OtherStamp, "hs_object_id"], false, Lines()),
        new("products", "product", "0-7", OtherStamp, ["name", "price", "hs_sku", "createdate", OtherStamp, "hs_object_id"], false, Products()),
    ];

    private static PropertyDefinition[] Standard(string stamp) =>
    [
        Number("hs_object_id", "Record ID").ReadOnly(),
        Moment("createdate", "Create Date").ReadOnly(),
        Moment(stamp, "Last Modified Date").ReadOnly(),
        Text("hs_merged_object_ids", "Merged record IDs").ReadOnly(),
        Choice("hubspot_owner_id", "Owner"),
    ];

    private static PropertyDefinition[] Companies() =>
    [
        .. Standard(OtherStamp),
        Text("name", "Company name"),
        Text("domain", "Company Domain Name"),
        Text("website", "Website URL"),
        Phone("phone", "Phone Number"),
        Text("address", "Street Address"),
        Text("address2", "Street Address 2"),
        Text("city", "City"),
        Text("state", "State/Region"),
        Text("zip", "Postal Code"),
        Text("country", "Country/Region"),
        Choice("lifecyclestage", "Lifecycle Stage", "subscriber", "lead", "opportunity", "customer"),
        Text("tax_id", "Tax ID").Own(),
        Choice("payment_terms", "Payment terms", World.PaymentTerms).Own(),
        Money("credit_limit", "Credit limit").Own(),
        Choice("currency_code", "Currency", World.Currencies).Own(),
        Text("shipping_street", "Shipping street").Own(),
        Text("shipping_city", "Shipping city").Own(),
        Text("shipping_state", "Shipping state").Own(),
        Text("shipping_zip", "Shipping postal code").Own(),
        Text("shipping_country", "Shipping country").Own(),
    ];

    private static PropertyDefinition[] Contacts() =>
    [
        .. Standard(ContactStamp),
        Text("email", "Email").Unique(),
        Text("firstname", "First Name"),
        Text("lastname", "Last Name"),
        Phone("phone", "Phone Number"),
        Phone("mobilephone", "Mobile Phone Number"),
        Text("jobtitle", "Job Title"),
        Text("hs_additional_emails", "Additional email addresses").ReadOnly(),
        Number("associatedcompanyid", "Primary Associated Company ID").ReadOnly(),
        Choice("lifecyclestage", "Lifecycle Stage", "subscriber", "lead", "opportunity", "customer"),
        Choice("contact_role", "Role", World.ContactRoles).Own(),
        Flag("primary_contact", "Primary contact").Own(),
    ];

    private static PropertyDefinition[] Deals() =>
    [
        .. Standard(OtherStamp),
        Text("dealname", "Deal Name"),
        Choice("pipeline", "Pipeline"),
        Choice("dealstage", "Deal Stage"),
        Money("amount", "Amount", "deal_currency_code"),
        Moment("closedate", "Close Date"),
        Choice("deal_currency_code", "Currency", World.Currencies),
        Number("hs_exchange_rate", "Exchange rate").ReadOnly(),
        Flag("hs_is_closed", "Is Closed").Calculated(),
        Flag("hs_is_closed_won", "Is Closed Won").Calculated(),
        Flag("hs_is_closed_lost", "Is Closed Lost").Calculated(),
        Number("hs_deal_stage_probability", "Deal probability").Calculated(),
        Choice("dealtype", "Deal Type", "newbusiness", "existingbusiness"),
        Text("description", "Deal Description"),
        Text("po_number", "PO number").Own(),
        Number("header_discount", "Header discount (%)").Own(),
    ];

    private static PropertyDefinition[] Lines() =>
    [
        .. Standard(OtherStamp),
        Text("name", "Name"),
        Number("hs_product_id", "Product ID"),
        Text("hs_sku", "SKU"),
        Number("quantity", "Quantity"),
        Money("price", "Unit price", "hs_line_item_currency_code"),
        Money("discount", "Unit discount", "hs_line_item_currency_code"),
        Number("hs_discount_percentage", "Discount (%)"),
        Money("amount", "Net price", "hs_line_item_currency_code").Calculated(),
        Money("hs_pre_discount_amount", "Pre discount amount", "hs_line_item_currency_code").Calculated(),
        Money("hs_total_discount", "Total discount", "hs_line_item_currency_code").Calculated(),
        Choice("hs_line_item_currency_code", "Currency", World.Currencies),
        Text("hs_recurring_billing_period", "Term"),
        Choice("recurringbillingfrequency", "Billing frequency", "monthly", "quarterly", "annually"),
        Number("hs_position_on_quote", "Position"),
        Area("description", "Description"),
    ];

    private static PropertyDefinition[] Products() =>
    [
        .. Standard(OtherStamp),
        Text("name", "Name"),
        Area("description", "Product description"),
        Money("price", "Unit price"),
        Text("hs_sku", "SKU"),
        Money("hs_cost_of_goods_sold", "Unit cost"),
        Choice("recurringbillingfrequency", "Billing frequency", "monthly", "quarterly", "annually"),
        .. World.Currencies.Where(code => code != PortalSettings.HomeCurrency).Select(code => Money($"hs_price_{code.ToLowerInvariant()}", $"Unit price ({code})")),
    ];
}
