using Bogus;

namespace Harness.Simulators;

internal sealed class WorldGenerator(WorldOptions options)
{
    /// <summary>Every kind of generation draws from a sequence of its own, so that more accounts leave the products as they are.</summary>
    public World Generate()
    {
        var companies = new CompanyGenerator(options, new Randomizer(options.Seed)).Generate();
        var products = new ProductGenerator(options, new Randomizer(unchecked(options.Seed + 1_000_003))).Generate();
        var opportunities = new OpportunityGenerator(
            options, new Randomizer(unchecked(options.Seed + 2_000_003)), companies, products).Generate();
        return new World(options, companies, products, opportunities);
    }
}
