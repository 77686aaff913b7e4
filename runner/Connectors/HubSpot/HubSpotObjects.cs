namespace Harness.Connectors.HubSpot;

/// <summary>What is fixed about the standard objects and cannot be asked of them.</summary>
internal static class HubSpotObjects
{
    public const string ExternalKey = "erp_id";
    public const string MergedIds = "hs_merged_object_ids";
    public const string Products = "products";
    public const string Deals = "deals";
    public const string LineItems = "line_items";

    /// <summary>A product's prices by currency, which the vendor keeps as properties of the product.</summary>
    public const string Prices = "prices";

    private static readonly HashSet<string> Merging = ["companies", "contacts", "deals"];

    private static readonly AssociationKind[] Associated =
    [
        new("contacts", "companies", 1),
        new("deals", "companies", 5),
        new("deals", LineItems, null),
        new(LineItems, "deals", null),
    ];

    /// <summary>Contacts keep another stamp than everything else; a search by the wrong one finds nothing and says so to nobody.</summary>
    public static string Stamp(string type) => type == "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";

    public static bool CanBeMerged(string type) => Merging.Contains(type);

    public static AssociationKind? Association(string from, string to) => Array.Find(Associated, kind => kind.From == from && kind.To == to);

    public static IEnumerable<AssociationKind> AssociationsOf(string from) => Associated.Where(kind => kind.From == from);
}

/// <param name="Primary">The type of the one that counts among several; null where there is no such.</param>
internal sealed record AssociationKind(string From, string To, int? Primary)
{
    /// <summary>How a matrix names the other record's id.</summary>
    public string Path => Primary is null ? $"{To}.id" : $"{To}[primary].id";
}
