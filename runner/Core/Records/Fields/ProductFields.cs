namespace Harness.Core.Records.Fields;

public static class ProductFields
{
    public const string Entity = "product";

    public static readonly Field<string> Sku = new("sku");
    public static readonly Field<string> Name = new("name");
    public static readonly Field<string> Unit = new("unit");
    public static readonly Field<bool?> Active = new("active");
    public static readonly Field<string> ItemType = new("item_type");
}

/// <summary>One line for each currency; the line's key is the currency.</summary>
public static class PriceFields
{
    public static readonly Field<string> Currency = new("currency");
    public static readonly Field<Money> Price = new("price");
}
