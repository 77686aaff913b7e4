using Bogus;

namespace Harness.Simulators;

internal sealed class ProductGenerator(WorldOptions options, Randomizer random)
{
    private const int FromTheErp = 40;

    private static readonly IReadOnlyList<string> Things =
        ["Pump", "Valve", "Sensor", "Gearbox", "Panel", "Filter", "Cable", "Bracket", "Controller", "Bearing"];

    private static readonly IReadOnlyList<string> Makes = ["A1", "Compact", "Pro", "Séries 3", "XL", "Ø 40 mm", "½\"", "Plus"];

    private static readonly IReadOnlyList<string> Services = ["Installation", "Maintenance", "Training", "Consulting", "Hosting"];

    public IReadOnlyList<Product> Generate()
    {
        var products = Enumerable.Range(1, FromTheErp).Select(Product).ToList();
        var goods = products.Where(each => each.Kind == ProductKind.Goods).Select(each => each.Sku).ToList();
        products = [.. products.Select(each => each.Kind == ProductKind.Kit
            ? each with { Members = random.ListItems(goods, 2).ToDictionary(sku => sku, _ => random.Int(1, 4)) }
            : each)];
        if (options.Mess > 0)
        {
            products.Add(Product(FromTheErp + 1) with { Name = "Demo bundle (Sales)", InCrm = true, InErp = false, Kind = ProductKind.Goods });
        }

        return products;
    }

    /// <summary>Every fifth is not in the CRM yet; of the kinds, the first twenty have them all.</summary>
    private Product Product(int number)
    {
        var kind = (number % 10) switch
        {
            0 => ProductKind.Kit,
            3 or 7 => ProductKind.Service,
            6 => ProductKind.NonStock,
            _ => ProductKind.Goods,
        };
        var name = kind switch
        {
            ProductKind.Service => $"{random.ListItem([.. Services])} {random.ListItem([.. Makes])}",
            ProductKind.Kit => $"{random.ListItem([.. Things])} & {random.ListItem([.. Things])} Kit",
            _ => $"{random.ListItem([.. Things])} {random.ListItem([.. Makes])}",
        };
        var unit = kind switch
        {
            ProductKind.Service => random.ListItem(["Hour", "Month"]),
            ProductKind.Goods => random.ListItem(["Each", "Each", "Box"]),
            _ => "Each",
        };
        var euros = random.Int(500, 90_000) / 100m;
        return new Product(
            $"HX-{1000 + number}", name, kind, unit, kind == ProductKind.Service ? "Services" : kind == ProductKind.Kit ? "Kits" : "Goods",
            World.Currencies.ToDictionary(
                currency => currency,
                currency => Math.Round(euros * World.RatesPerEuro[currency], World.MinorUnits(currency), MidpointRounding.AwayFromZero)),
            new Dictionary<string, int>(), number % 5 != 4, InErp: true, IsActive: number != 19);
    }
}
