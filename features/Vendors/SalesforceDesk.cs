using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Vendors;

internal sealed class SalesforceDesk(SimulatedSystem system) : SalesDesk(system)
{
    private static readonly Dictionary<string, string> Stages = new() { ["qualification"] = "Qualification", ["negotiation"] = "Negotiation/Review" };

    private static readonly Dictionary<string, RecordWords> Words = new()
    {
        ["account"] = new("Account", new Dictionary<string, string>
        {
            ["id"] = "Id",
            ["name"] = "Name",
            ["website"] = "Website",
            ["phone"] = "Phone",
            ["tax id"] = "Tax_Id__c",
            ["payment terms"] = "Payment_Terms__c",
            ["credit limit"] = "Credit_Limit__c",
            ["currency"] = "CurrencyIsoCode",
            ["billing street"] = "BillingStreet",
            ["billing city"] = "BillingCity",
            ["billing state"] = "BillingStateCode",
            ["billing postal code"] = "BillingPostalCode",
            ["billing country"] = "BillingCountryCode",
            ["billing country name"] = "BillingCountry",
            ["shipping street"] = "ShippingStreet",
            ["shipping city"] = "ShippingCity",
            ["shipping country"] = "ShippingCountryCode",
            ["ERP number"] = "ERP_Number__c",
            ["sync status"] = "Sync_Status__c",
            ["sync message"] = "Sync_Message__c",
            ["last sync"] = "Last_Sync__c",
            ["open balance"] = "ERP_Balance__c",
            ["overdue balance"] = "ERP_Overdue__c",
        }),
        ["contact"] = new("Contact", new Dictionary<string, string>
        {
            ["id"] = "Id",
            ["name"] = "Name",
            ["first name"] = "FirstName",
            ["last name"] = "LastName",
            ["account"] = "AccountId",
            ["e-mail"] = "Email",
            ["phone"] = "Phone",
            ["role"] = "Contact_Role__c",
            ["primary"] = "Primary_Contact__c",
            ["ERP number"] = "ERP_Number__c",
            ["sync status"] = "Sync_Status__c",
        }),
        ["product"] = new("Product2", new Dictionary<string, string>
        {
            ["id"] = "Id",
            ["name"] = "Name",
            ["sku"] = "ProductCode",
            ["unit"] = "QuantityUnitOfMeasure",
            ["active"] = "IsActive",
            ["ERP number"] = "ERP_Number__c",
            ["sync status"] = "Sync_Status__c",
        }),
        ["opportunity"] = new("Opportunity", new Dictionary<string, string>
        {
            ["id"] = "Id",
            ["name"] = "Name",
            ["account"] = "AccountId",
            ["currency"] = "CurrencyIsoCode",
            ["amount"] = "Amount",
            ["stage"] = "StageName",
            ["close date"] = "CloseDate",
            ["closed"] = "IsClosed",
            ["purchase order"] = "PO_Number__c",
            ["discount"] = "Header_Discount__c",
            ["ERP number"] = "ERP_Number__c",
            ["order status"] = "ERP_Order_Status__c",
            ["exchange rate"] = "ERP_Exchange_Rate__c",
            ["rate date"] = "ERP_Rate_Date__c",
            ["sync status"] = "Sync_Status__c",
            ["sync message"] = "Sync_Message__c",
            ["last sync"] = "Last_Sync__c",
            ["invoice number"] = "ERP_Invoice_Number__c",
            ["invoice status"] = "ERP_Invoice_Status__c",
            ["invoice due"] = "ERP_Invoice_Due__c",
            ["invoiced"] = "ERP_Invoiced__c",
            ["paid"] = "ERP_Paid__c",
            ["credited"] = "ERP_Credited__c",
            ["balance"] = "ERP_Balance__c",
            ["last payment"] = "ERP_Last_Payment__c",
        }),
        ["line"] = new("OpportunityLineItem", new Dictionary<string, string>
        {
            ["id"] = "Id",
            ["name"] = "Name",
            ["opportunity"] = "OpportunityId",
            ["sku"] = "ProductCode",
        }),
        ["price"] = new("PricebookEntry", new Dictionary<string, string>
        {
            ["id"] = "Id",
            ["name"] = "Name",
            ["product"] = "Product2Id",
            ["currency"] = "CurrencyIsoCode",
            ["amount"] = "UnitPrice",
            ["active"] = "IsActive",
        }),
        ["price book"] = new("Pricebook2", new Dictionary<string, string> { ["id"] = "Id", ["name"] = "Name", ["standard"] = "IsStandard" }),
    };

    protected override IReadOnlyDictionary<string, RecordWords> Kinds => Words;

    public override string Stage(string word) => Stages[word];

    public override void MakeUp(string sku, string name, (decimal Amount, string Currency)? price)
    {
        var product = Create("product", [("sku", sku), ("name", name), ("active", "yes")]);
        if (price is { } known)
        {
            Make(Words["price"].Object, new JsonObject
            {
                ["Pricebook2Id"] = IdOf("price book", One("price book", "standard", "true")),
                ["Product2Id"] = IdOf("product", product),
                ["UnitPrice"] = known.Amount,
                ["CurrencyIsoCode"] = known.Currency,
                ["IsActive"] = true,
            });
        }
    }

    public override IReadOnlyDictionary<string, decimal> PricesOf(string sku)
    {
        var product = IdOf("product", One("product", "sku", sku));
        return Live("price").Where(price => Text("price", price, "product") == product && Text("price", price, "active") == "true")
            .ToDictionary(price => Text("price", price, "currency")!, price => Number("price", price, "amount"));
    }

    protected override bool IsGone(JsonObject record) => record["IsDeleted"]?.ToString() == "true";
}
