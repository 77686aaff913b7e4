using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Referee;

internal static class SalesforceBooks
{
    /// <summary>The caller holds the system's lock.</summary>
    public static CrmBooks Read(SimulatedSystem salesforce)
    {
        var lines = Living(salesforce, "OpportunityLineItem").ToLookup(line => line.Text("OpportunityId"));
        var products = Living(salesforce, "Product2").ToList();
        var skus = products.ToDictionary(product => product.Text("Id")!, product => product.Text("ProductCode"));
        var standardBooks = Living(salesforce, "Pricebook2").Where(book => book.Flag("IsStandard")).Select(book => book.Text("Id")).ToHashSet();
        var prices = Living(salesforce, "PricebookEntry")
            .Where(entry => entry.Flag("IsActive") && standardBooks.Contains(entry.Text("Pricebook2Id")))
            .ToLookup(entry => entry.Text("Product2Id"));
        var merged = salesforce.Records("Account").OfType<JsonNode>()
            .Where(account => account.Text("MasterRecordId") is not null)
            .ToLookup(account => account.Text("MasterRecordId"), account => account.Text("Id")!);
        return new CrmBooks(
            [.. Living(salesforce, "Account").Select(account => Account(account, merged[account.Text("Id")]))],
            [.. Living(salesforce, "Contact").Select(Contact)],
            [.. products.Select(product => Product(product, prices[product.Text("Id")]))],
            [.. Living(salesforce, "Opportunity").Select(each => Opportunity(each, lines[each.Text("Id")], skus))],
            [.. salesforce.Journal.Entries.Where(entry => entry.Change == "create").Select(Creation)]);
    }

    private static IEnumerable<JsonNode> Living(SimulatedSystem salesforce, string objectName) =>
        salesforce.Records(objectName).Living("IsDeleted");

    private static Creation Creation(JournalEntry entry) => new(
        entry.Sequence, entry.Actor, entry.ObjectName == "Product2" ? MadeKind.Product : MadeKind.Other, entry.Key, entry.Fields.Text("ProductCode"));

    private static SyncState Sync(JsonNode record) => new(record.Text("Sync_Status__c"), record.Text("Sync_Message__c"));

    private static CrmAccount Account(JsonNode record, IEnumerable<string> merged) => new(
        record.Text("Id")!, record.Text("Name") ?? "", Same.Domain(record.Text("Website")), record.Text("Tax_Id__c"),
        record.Text("CurrencyIsoCode"), record.Text("Payment_Terms__c"), record.Number("Credit_Limit__c"),
        Place(record, "Billing"), Place(record, "Shipping"), record.Text("ERP_Id__c"), Sync(record),
        record.Number("ERP_Balance__c"), record.Number("ERP_Overdue__c"), [.. merged]);

    private static Place Place(JsonNode record, string which) => new(
        record.Text($"{which}Street"), record.Text($"{which}City"), record.Text($"{which}StateCode"), record.Text($"{which}State"),
        record.Text($"{which}PostalCode"), record.Text($"{which}CountryCode"));

    private static CrmContact Contact(JsonNode record) => new(
        record.Text("Id")!, record.Text("AccountId"), record.Text("FirstName"), record.Text("LastName"), record.Text("Email"),
        record.Text("Phone"), record.Text("Contact_Role__c"), record.Flag("Primary_Contact__c"), record.Text("ERP_Id__c"), Sync(record));

    private static CrmProduct Product(JsonNode record, IEnumerable<JsonNode> entries) => new(
        record.Text("Id")!, record.Text("ProductCode"), record.Text("Name") ?? "", record.Text("QuantityUnitOfMeasure"),
        record.Flag("IsActive"),
        entries.Where(entry => entry.Text("CurrencyIsoCode") is not null)
            .GroupBy(entry => entry.Text("CurrencyIsoCode")!)
            .ToDictionary(group => group.Key, group => group.First().Number("UnitPrice") ?? 0));

    private static CrmOpportunity Opportunity(JsonNode record, IEnumerable<JsonNode> lines, Dictionary<string, string?> skus) => new(
        record.Text("Id")!, record.Text("Name") ?? "", record.Text("AccountId"), record.Text("CurrencyIsoCode"),
        record.Number("Amount") ?? 0, record.Number("Header_Discount__c") ?? 0, record.Day("CloseDate") ?? "",
        record.Flag("IsWon"), record.Text("PO_Number__c"),
        [.. lines.Select(line => new CrmLine(
            line.Text("Id")!, skus.GetValueOrDefault(line.Text("Product2Id") ?? ""), line.Number("Quantity") ?? 0,
            line.Number("TotalPrice") ?? 0, line.Number("Discount") ?? 0))],
        Sync(record),
        new CrmFigures(
            record.Text("ERP_Invoice_Number__c"), record.Text("ERP_Invoice_Status__c"), record.Day("ERP_Invoice_Due__c"),
            record.Number("ERP_Invoiced__c"), record.Number("ERP_Paid__c"), record.Number("ERP_Credited__c"),
            record.Number("ERP_Balance__c"), record.Day("ERP_Last_Payment__c")));
}
