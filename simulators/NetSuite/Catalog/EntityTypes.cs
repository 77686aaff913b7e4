using static Harness.Simulators.NetSuite.Catalog.Fields;

namespace Harness.Simulators.NetSuite.Catalog;

/// <summary>Customers and contacts: one record group, so one external id namespace.</summary>
internal static class EntityTypes
{
    public const string Group = "entity";

    public static RecordType Customer { get; } = new(
        "customer",
        "Customer",
        Group,
        [
            Text("externalId", "External ID"),
            Text("entityId", "Customer ID", 83).Shown(),
            Text("companyName", "Company Name", 83),
            Flag("isPerson", "Individual"),
            Text("firstName", "First Name", 32),
            Text("lastName", "Last Name", 32),
            Email("email", "Email"),
            Text("phone", "Phone", 32),
            Text("url", "Web Address", 100),
            Text("vatRegNumber", "Tax Number", 40),
            Text("comments", "Comments", 4000),
            Reference("terms", "Terms", "term"),
            Money("creditLimit", "Credit Limit"),
            Reference("currency", "Primary Currency", "currency"),
            Reference("subsidiary", "Primary Subsidiary", "subsidiary"),
            Flag("isInactive", "Inactive"),
            Text("defaultAddress", "Address").Shown(),
            Money("balance", "Balance").Shown(),
            Money("overdueBalance", "Overdue Balance").Shown(),
            Moment("dateCreated", "Date Created"),
            Moment("lastModifiedDate", "Last Modified Date"),
        ],
        [
            new Sublist(
                "addressBook",
                "Address",
                ["internalId"],
                [
                    Number("internalId", "Internal ID"),
                    Text("label", "Label", 150),
                    Flag("defaultBilling", "Default Billing Address"),
                    Flag("defaultShipping", "Default Shipping Address"),
                    Flag("isResidential", "Residential Address"),
                ])
            {
                Subrecord = ("addressBookAddress",
                [
                    Text("addressee", "Addressee", 83),
                    Text("attention", "Attention", 83),
                    Text("addr1", "Address 1", 150),
                    Text("addr2", "Address 2", 150),
                    Text("addr3", "Address 3", 150),
                    Text("city", "City", 50),
                    Text("state", "State/Province", 30),
                    Text("zip", "Zip", 36),
                    Reference("country", "Country", "country"),
                    Text("addrPhone", "Phone", 32),
                    Text("addrText", "Address", 999).Shown(),
                ]),
            },
            new Sublist("currencyList", "Currencies", ["currency"], [Reference("currency", "Currency", "currency"), Money("balance", "Balance").Shown()]),
        ])
    {
        NumberPrefix = "CUST",
    };

    public static RecordType Contact { get; } = new(
        "contact",
        "Contact",
        Group,
        [
            Text("externalId", "External ID"),
            Text("entityId", "Contact", 83),
            Text("firstName", "First Name", 32),
            Text("lastName", "Last Name", 32),
            Text("title", "Job Title", 100),
            Email("email", "Email"),
            Text("phone", "Main Phone", 32),
            Text("comments", "Comments", 4000),
            Reference("company", "Company", "customer"),
            Reference("subsidiary", "Subsidiary", "subsidiary"),
            Flag("isInactive", "Inactive"),
            Choice("custentity_contact_role", "Contact Role", "Decision Maker", "Billing", "Technical", "Other").Custom(),
            Flag("custentity_primary_contact", "Primary Contact").Custom(),
            Moment("dateCreated", "Date Created"),
            Moment("lastModifiedDate", "Last Modified Date"),
        ],
        []);
}
