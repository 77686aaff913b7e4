namespace Harness.Features.Company;

/// <summary>What Sales calls a field, and where the CRM of this company keeps it.</summary>
internal static class SalesWords
{
    public static readonly IReadOnlyDictionary<string, string> Account = new Dictionary<string, string>
    {
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
    };

    public static readonly IReadOnlyDictionary<string, string> Contact = new Dictionary<string, string>
    {
        ["e-mail"] = "Email",
        ["phone"] = "Phone",
        ["role"] = "Contact_Role__c",
        ["primary"] = "Primary_Contact__c",
        ["ERP number"] = "ERP_Number__c",
        ["sync status"] = "Sync_Status__c",
    };

    public static readonly IReadOnlyDictionary<string, string> Product = new Dictionary<string, string>
    {
        ["ERP number"] = "ERP_Number__c",
        ["sync status"] = "Sync_Status__c",
    };

    public static readonly IReadOnlyDictionary<string, string> Opportunity = new Dictionary<string, string>
    {
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
    };

    public static string FieldOf(IReadOnlyDictionary<string, string> words, string word) => words.TryGetValue(word, out var field)
        ? field
        : throw new KeyNotFoundException($"Sales has no word \"{word}\"; it says {string.Join(", ", words.Keys)}.");
}
