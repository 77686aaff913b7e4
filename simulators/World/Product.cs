namespace Harness.Simulators;

public enum ProductKind
{
    /// <summary>inventoryItem</summary>
    Goods,

    /// <summary>nonInventorySaleItem</summary>
    NonStock,

    /// <summary>serviceSaleItem</summary>
    Service,

    /// <summary>kitItem</summary>
    Kit,
}

/// <param name="Unit">One of <see cref="World.Units"/>.</param>
/// <param name="Prices">Per currency of <see cref="World.Currencies"/>, in its minor units.</param>
/// <param name="Members">A kit's members by SKU with their quantity.</param>
/// <param name="InCrm">The CRM has the product and its price book entries from the start.</param>
/// <param name="InErp">False for the odd product that Sales made up.</param>
public sealed record Product(
    string Sku,
    string Name,
    ProductKind Kind,
    string Unit,
    string Family,
    IReadOnlyDictionary<string, decimal> Prices,
    IReadOnlyDictionary<string, int> Members,
    bool InCrm,
    bool InErp,
    bool IsActive);

/// <summary>An opportunity that Sales may win; its currency is the company's.</summary>
/// <param name="HeaderDiscount">Percent, 0 to 100; null is none.</param>
public sealed record OpenOpportunity(
    int Number,
    int Company,
    string Name,
    string Stage,
    DateOnly CloseDate,
    string Currency,
    decimal? HeaderDiscount,
    string? PoNumber,
    IReadOnlyList<OpportunityLine> Lines);

/// <param name="Discount">Percent, 0 to 100; null is none.</param>
public sealed record OpportunityLine(string Sku, decimal Quantity, decimal UnitPrice, decimal? Discount, string? Description);
