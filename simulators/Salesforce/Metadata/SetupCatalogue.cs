using static Harness.Simulators.Salesforce.Metadata.Column;

namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>Users, organisation, currencies and stages: read by clients, kept by the admin.</summary>
internal static class SetupCatalogue
{
    public static IEnumerable<ObjectDefinition> Objects() =>
    [
        Setup("User", "005", "User", "Users",
        [
            Text("Username", "Username", 80).Required(),
            Text("LastName", "Last Name", 80).Required(),
            Text("FirstName", "First Name", 40),
            Text("Name", "Full Name", 121) with { NameField = true },
            Email("Email", "Email"),
            Flag("IsActive", "Active"),
            Pick("TimeZoneSidKey", "Time Zone", "Europe/Berlin", "UTC"),
            Pick("LocaleSidKey", "Locale", "de_DE", "en_US"),
            Pick("UserType", "User Type", "Standard"),
            Pick("DefaultCurrencyIsoCode", "Default Currency ISO Code", Currencies.Codes),
        ]),
        Setup("Organization", "00D", "Organization", "Organization",
        [
            Text("Name", "Name", 80) with { NameField = true },
            Pick("OrganizationType", "Edition", "Enterprise Edition"),
            Text("InstanceName", "Instance Name", 5),
            Flag("IsSandbox", "Is Sandbox"),
            Pick("DefaultLocaleSidKey", "Locale", "de_DE"),
            Pick("TimeZoneSidKey", "Time Zone", "Europe/Berlin"),
        ]),
        Setup("CurrencyType", "01L", "Currency Type", "Currency Types",
        [
            Pick("IsoCode", "Currency ISO Code", Currencies.Codes),
            Number("ConversionRate", "Conversion Rate", 18, 6),
            Whole("DecimalPlaces", "Decimal Places"),
            Flag("IsActive", "Active"),
            Flag("IsCorporate", "Corporate Currency"),
        ]),
        Setup("DatedConversionRate", "04w", "Dated Conversion Rate", "Dated Conversion Rates",
        [
            Pick("IsoCode", "Currency ISO Code", Currencies.Codes),
            Date("StartDate", "Start Date"),
            Date("NextStartDate", "Next Start Date"),
            Number("ConversionRate", "Conversion Rate", 18, 6),
        ]),
        Setup("OpportunityStage", "01J", "Opportunity Stage", "Opportunity Stage",
        [
            Text("MasterLabel", "Master Label", 255) with { NameField = true },
            Text("ApiName", "API Name", 255),
            Flag("IsActive", "Is Active"),
            Whole("SortOrder", "Order"),
            Flag("IsClosed", "Closed"),
            Flag("IsWon", "Won"),
            Pick("ForecastCategory", "Forecast Category", "Omitted", "Pipeline", "BestCase", "MostLikely", "Forecast", "Closed"),
            Text("ForecastCategoryName", "Forecast Category Name", 255),
            Percent("DefaultProbability", "Probability (%)", 3, 0),
            Text("Description", "Description", 255),
        ]),
        new("UserPermissionAccess", "0PA", "User Permission Access", "User Permission Access",
        [
            new FieldDefinition("Id", "Record ID", FieldType.Id) { Length = 18, Nillable = false, Createable = false, Updateable = false, DefaultedOnCreate = true },
            Moment("LastCacheUpdate", "Last Cache Update").ReadOnly(),
            Flag("PermissionsApiEnabled", "API Enabled").Computed((org, _) => org.IntegrationMay("ApiEnabled")),
            Flag("PermissionsModifyAllData", "Modify All Data").Computed((org, _) => org.IntegrationMay("ModifyAllData")),
            Flag("PermissionsViewAllData", "View All Data").Computed((org, _) => org.IntegrationMay("ViewAllData")),
        ]) { Createable = false, Deletable = false },
        new("CustomField", "00N", "Custom Field", "Custom Fields",
        [
            .. Standard(),
            Text("DeveloperName", "Custom Field Name", 80),
            Text("FullName", "Full Name", 255) with { Filterable = false },
            Text("TableEnumOrId", "Entity Enumeration Or Id", 40),
            Text("NamespacePrefix", "Namespace Prefix", 15),
            Text("Description", "Description", 1000),
        ]) { Tooling = true },
    ];

    private static ObjectDefinition Setup(string name, string prefix, string label, string plural, FieldDefinition[] fields) =>
        new(name, prefix, label, plural,
            [.. Standard().Where(field => name is not "User" and not "Organization" || field.Name != "IsDeleted"), .. fields])
        {
            Createable = false,
            Deletable = false,
        };
}
