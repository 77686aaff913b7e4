using static Harness.Simulators.Salesforce.Metadata.Column;

namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>Accounts, contacts and opportunities of this org, its admin's own fields included.</summary>
internal static class SalesCatalogue
{
    public static IEnumerable<ObjectDefinition> Objects() => [Account(), Contact(), Opportunity(), Line(), ContactRole()];

    private static ObjectDefinition Account() => new("Account", "001", "Account", "Accounts",
    [
        .. Standard(owned: true),
        Reference("MasterRecordId", "Master Record ID", "MasterRecord", "Account").ReadOnly(),
        Text("Name", "Account Name", 255).Required() with { NameField = true },
        Pick("Type", "Account Type", "Prospect", "Customer - Direct", "Customer - Channel", "Channel Partner / Reseller", "Other"),
        Reference("ParentId", "Parent Account ID", "Parent", "Account", "ChildAccounts"),
        .. Address("Billing"),
        .. Address("Shipping"),
        Phone("Phone", "Account Phone"),
        Phone("Fax", "Account Fax"),
        Text("AccountNumber", "Account Number", 40),
        Link("Website", "Website"),
        Pick("Industry", "Industry", "Banking", "Chemicals", "Construction", "Consulting", "Engineering", "Healthcare", "Manufacturing", "Retail", "Technology", "Other"),
        Money("AnnualRevenue", "Annual Revenue", 0),
        Whole("NumberOfEmployees", "Employees"),
        LongArea("Description", "Account Description", 32000),
        Currency(),
        Text("Tax_Id__c", "Tax Id", 40),
        Pick("Payment_Terms__c", "Payment Terms", "Net 30", "Net 60", "Net 14", "Due on receipt").Restricted(),
        Money("Credit_Limit__c", "Credit Limit"),
    ]);

    private static ObjectDefinition Contact() => new("Contact", "003", "Contact", "Contacts",
    [
        .. Standard(owned: true),
        Reference("MasterRecordId", "Master Record ID", "MasterRecord", "Contact").ReadOnly(),
        Reference("AccountId", "Account ID", "Account", "Account", "Contacts", cascade: true),
        Text("LastName", "Last Name", 80).Required().PartOf("Name"),
        Text("FirstName", "First Name", 40).PartOf("Name"),
        Pick("Salutation", "Salutation", "Mr.", "Ms.", "Mrs.", "Dr.", "Prof.").PartOf("Name"),
        Text("Name", "Full Name", 121).Computed((_, contact) =>
            string.Join(' ', new[] { contact["FirstName"], contact["LastName"] }.Where(part => part is not null))) with { NameField = true, Nillable = false },
        .. Address("Mailing"),
        Phone("Phone", "Business Phone"),
        Phone("MobilePhone", "Mobile Phone"),
        Email("Email", "Email") with { IdLookup = true },
        Text("Title", "Title", 128),
        Text("Department", "Department", 80),
        LongArea("Description", "Contact Description", 32000),
        Flag("HasOptedOutOfEmail", "Email Opt Out"),
        Flag("IsEmailBounced", "Is Email Bounced").ReadOnly(),
        Currency(),
        Pick("Contact_Role__c", "Contact Role", "Decision Maker", "Billing", "Technical", "Other"),
        Flag("Primary_Contact__c", "Primary Contact"),
    ]);

    private static ObjectDefinition Opportunity() => new("Opportunity", "006", "Opportunity", "Opportunities",
    [
        .. Standard(owned: true),
        Reference("AccountId", "Account ID", "Account", "Account", "Opportunities", cascade: true),
        Text("Name", "Name", 120).Required() with { NameField = true },
        LongArea("Description", "Description", 32000),
        Pick("StageName", "Stage", [.. Stages.All.Select(stage => stage.Name)]).Required(),
        Money("Amount", "Amount"),
        Percent("Probability", "Probability (%)", 3, 0) with { DefaultedOnCreate = true },
        Money("ExpectedRevenue", "Expected Amount").Computed((_, opportunity) =>
            opportunity["Amount"] is decimal amount ? amount * (opportunity["Probability"] as decimal? ?? 0m) / 100m : null),
        Date("CloseDate", "Close Date").Required(),
        Pick("Type", "Opportunity Type", "New Business", "Existing Business"),
        Text("NextStep", "Next Step", 255),
        Pick("LeadSource", "Lead Source", "Web", "Phone Inquiry", "Partner Referral", "Other"),
        Flag("IsClosed", "Closed").ReadOnly(),
        Flag("IsWon", "Won").ReadOnly(),
        Pick("ForecastCategory", "Forecast Category", "Omitted", "Pipeline", "BestCase", "MostLikely", "Forecast", "Closed").ReadOnly(),
        Pick("ForecastCategoryName", "Forecast Category", "Omitted", "Pipeline", "Best Case", "Commit", "Closed") with { DefaultedOnCreate = true },
        Flag("HasOpportunityLineItem", "Has Line Item").Computed((org, opportunity) => org.LinesOf(opportunity.Id).Any()),
        Reference("Pricebook2Id", "Price Book ID", "Pricebook2", "Pricebook2", "Opportunities"),
        Currency(),
        Percent("Header_Discount__c", "Header Discount"),
        Text("PO_Number__c", "PO Number", 40),
    ]);

    private static ObjectDefinition Line() => new("OpportunityLineItem", "00k", "Opportunity Product", "Opportunity Product",
    [
        .. Standard(),
        Reference("OpportunityId", "Opportunity ID", "Opportunity", "Opportunity", "OpportunityLineItems", cascade: true).Required().Fixed(),
        Whole("SortOrder", "Sort Order"),
        Reference("PricebookEntryId", "Price Book Entry ID", "PricebookEntry", "PricebookEntry", "OpportunityLineItems").Fixed(),
        Reference("Product2Id", "Product ID", "Product2", "Product2", "OpportunityLineItems").Fixed(),
        Text("ProductCode", "Product Code", 255).Computed((org, line) => org.Find("Product2", line["Product2Id"])?["ProductCode"]),
        Text("Name", "Opportunity Product Name", 376).Computed((org, line) =>
            $"{org.Find("Opportunity", line["OpportunityId"])?["Name"]} {org.Find("Product2", line["Product2Id"])?["Name"]}") with { NameField = true },
        Number("Quantity", "Quantity", 12, 2).Required(),
        Money("TotalPrice", "Total Price"),
        Money("UnitPrice", "Sales Price", 3),
        Money("ListPrice", "List Price", 3).ReadOnly(),
        Money("Subtotal", "Subtotal").ReadOnly(),
        Percent("Discount", "Line Item Discount"),
        Date("ServiceDate", "Date"),
        Text("Description", "Line Description", 255),
        Currency().ReadOnly(),
    ]);

    private static ObjectDefinition ContactRole() => new("OpportunityContactRole", "00K", "Opportunity Contact Role", "Opportunity Contact Role",
    [
        .. Standard(),
        Reference("OpportunityId", "Opportunity ID", "Opportunity", "Opportunity", "OpportunityContactRoles", cascade: true).Required().Fixed(),
        Reference("ContactId", "Contact ID", "Contact", "Contact", "OpportunityContactRoles").Required(),
        Pick("Role", "Role", "Business User", "Decision Maker", "Economic Buyer", "Executive Sponsor", "Influencer", "Other"),
        Flag("IsPrimary", "Primary"),
        Currency().ReadOnly(),
    ]);
}
