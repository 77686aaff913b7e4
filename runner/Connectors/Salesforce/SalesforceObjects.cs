namespace Harness.Connectors.Salesforce;

/// <summary>What is fixed about the standard objects and cannot be asked of them cheaply.</summary>
internal static class SalesforceObjects
{
    public const string ExternalKey = "ERP_Id__c";
    public const string PricebookEntries = "PricebookEntries";
    public const string OpportunityLineItems = "OpportunityLineItems";

    private static readonly HashSet<string> Merging = new(StringComparer.OrdinalIgnoreCase) { "Account", "Contact", "Lead" };

    private static readonly HashSet<string> WithoutRecycleBin = new(StringComparer.OrdinalIgnoreCase)
    {
        "User", "CurrencyType", "DatedConversionRate", "OpportunityStage", "Organization", "Profile", "RecordType", "PermissionSet",
    };

    public static readonly IReadOnlyList<LineObject> LineObjects =
    [
        new(OpportunityLineItems, "Opportunity", "OpportunityLineItem", "OpportunityId", null, "SortOrder"),
        new(PricebookEntries, "Product2", "PricebookEntry", "Product2Id", "Pricebook2.IsStandard = true", null),
    ];

    /// <summary>Objects whose fields a path may reach in one step from the keyed object.</summary>
    private static readonly Dictionary<string, string[]> Reached = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Contact"] = ["Account"],
        ["Opportunity"] = ["Account", "Pricebook2", "OpportunityLineItem", "PricebookEntry", "Product2"],
        ["OpportunityLineItem"] = ["Opportunity", "PricebookEntry", "Product2"],
        ["Product2"] = ["PricebookEntry", "Pricebook2"],
        ["PricebookEntry"] = ["Product2", "Pricebook2"],
    };

    /// <summary>The parent whose rows are best written together, because a write locks it.</summary>
    public static string? LockedParent(string objectType) => objectType.ToUpperInvariant() switch
    {
        "CONTACT" or "OPPORTUNITY" => "AccountId",
        "OPPORTUNITYLINEITEM" => "OpportunityId",
        "PRICEBOOKENTRY" => "Product2Id",
        _ => null,
    };

    public static bool HasRecycleBin(string objectType) => !WithoutRecycleBin.Contains(objectType);

    public static bool CanBeMerged(string objectType) => Merging.Contains(objectType);

    public static LineObject? LineObjectOf(string objectType, string collection) =>
        LineObjects.FirstOrDefault(line =>
            line.Owner.Equals(objectType, StringComparison.OrdinalIgnoreCase) && line.Collection.Equals(collection, StringComparison.OrdinalIgnoreCase));

    public static IReadOnlyList<string> WithReached(IEnumerable<string> objectTypes) =>
        [.. objectTypes.SelectMany(type => Reached.GetValueOrDefault(type, []).Prepend(type)).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>A line collection and the object that its rows are in Salesforce.</summary>
internal sealed record LineObject(string Collection, string Owner, string ObjectType, string ParentField, string? Filter, string? Order);
