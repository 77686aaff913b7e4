using static Harness.Simulators.NetSuite.Catalog.Fields;

namespace Harness.Simulators.NetSuite.Catalog;

/// <summary>Different record types that share their internal ids.</summary>
internal static class ItemTypes
{
    public const string Group = "item";

    private static readonly RecordField[] body =
    [
        Text("externalId", "External ID"),
        Text("itemId", "Item Name/Number", 60),
        Text("displayName", "Display Name/Code", 60),
        Text("salesDescription", "Description", 999),
        Reference("unitsType", "Primary Units Type", "unitsType"),
        Reference("saleUnit", "Primary Sale Unit", "unit"),
        Reference("subsidiary", "Subsidiary", "subsidiary"),
        Flag("isInactive", "Inactive"),
        Moment("createdDate", "Date Created"),
        Moment("lastModifiedDate", "Last Modified"),
    ];

    private static readonly Sublist price = new(
        "price",
        "Pricing",
        ["currencyPage", "priceLevel"],
        [
            Reference("currencyPage", "Currency", "currency"),
            Reference("priceLevel", "Price Level", "priceLevel"),
            Text("priceLevelName", "Price Level Name").Shown(),
            Number("price", "Price"),
        ]);

    public static RecordType InventoryItem { get; } = Sold("inventoryItem", "Inventory Item", "InvtPart");

    public static RecordType NonInventoryItem { get; } = Sold("nonInventorySaleItem", "Non-inventory Item for Sale", "NonInvtPart");

    public static RecordType ServiceItem { get; } = Sold("serviceSaleItem", "Service for Sale", "Service");

    public static RecordType KitItem { get; } = Sold("kitItem", "Kit/Package", "Kit");

    public static RecordType DiscountItem { get; } =
        new("discountItem", "Discount", Group, [.. body, Rate("rate", "Rate")], []) { TypeCode = "Discount" };

    private static RecordType Sold(string name, string title, string code) => new(name, title, Group, body, [price]) { TypeCode = code };
}
