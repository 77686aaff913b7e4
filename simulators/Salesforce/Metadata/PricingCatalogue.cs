using static Harness.Simulators.Salesforce.Metadata.Column;

namespace Harness.Simulators.Salesforce.Metadata;

internal static class PricingCatalogue
{
    public static IEnumerable<ObjectDefinition> Objects() => [Product(), PriceBook(), Entry()];

    private static ObjectDefinition Product() => new("Product2", "01t", "Product", "Products",
    [
        .. Standard(),
        Text("Name", "Product Name", 255).Required() with { NameField = true },
        Text("ProductCode", "Product Code", 255),
        LongArea("Description", "Product Description", 4000) with { Filterable = true },
        Flag("IsActive", "Active"),
        Pick("Family", "Product Family", "None", "Goods", "Services", "Kits"),
        Pick("QuantityUnitOfMeasure", "Quantity Unit Of Measure", "Each", "Hour", "Month", "Box"),
        Text("StockKeepingUnit", "Product SKU", 180),
        Link("DisplayUrl", "Display URL"),
        Flag("IsArchived", "Is Archived").ReadOnly(),
        Currency(),
    ]);

    private static ObjectDefinition PriceBook() => new("Pricebook2", "01s", "Price Book", "Price Books",
    [
        .. Standard(),
        Text("Name", "Price Book Name", 255).Required() with { NameField = true },
        Text("Description", "Description", 255),
        Flag("IsActive", "Active"),
        Flag("IsStandard", "Is Standard Price Book").ReadOnly(),
        Flag("IsArchived", "Is Archived").ReadOnly(),
    ]);

    private static ObjectDefinition Entry() => new("PricebookEntry", "01u", "Price Book Entry", "Price Book Entries",
    [
        .. Standard(),
        Text("Name", "Product Name", 255).Computed((org, entry) => org.Find("Product2", entry["Product2Id"])?["Name"]) with { NameField = true },
        Reference("Pricebook2Id", "Price Book ID", "Pricebook2", "Pricebook2", "PricebookEntries").Required().Fixed(),
        Reference("Product2Id", "Product ID", "Product2", "Product2", "PricebookEntries", cascade: true).Required().Fixed(),
        Money("UnitPrice", "List Price", 3).Required(),
        Flag("IsActive", "Active"),
        Flag("UseStandardPrice", "Use Standard Price"),
        Text("ProductCode", "Product Code", 255).Computed((org, entry) => org.Find("Product2", entry["Product2Id"])?["ProductCode"]),
        Flag("IsArchived", "Is Archived").ReadOnly(),
        Column.Currency().Fixed(),
    ]);
}
