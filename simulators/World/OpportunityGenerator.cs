using Bogus;

namespace Harness.Simulators;

internal sealed class OpportunityGenerator(
    WorldOptions options, Randomizer random, IReadOnlyList<Company> companies, IReadOnlyList<Product> products)
{
    private static readonly IReadOnlyList<string> Stages =
        ["Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review"];

    private static readonly IReadOnlyList<string> Purposes = ["renewal", "expansion", "pilot", "new plant", "retrofit", "yearly order"];

    public IReadOnlyList<OpenOpportunity> Generate()
    {
        if (companies.Count == 0)
        {
            return [];
        }

        var sellable = products.Where(each => each is { InCrm: true, InErp: true, IsActive: true }).ToList();
        var madeUp = products.Where(each => !each.InErp).ToList();
        var order = random.Shuffle(companies).ToList();
        var troubled = new Queue<int>(random.Shuffle(Enumerable.Range(1, options.Opportunities)));
        var overPolicy = Take(troubled, 0.3);
        var unknownProduct = Take(troubled, 0.2);
        return [.. Enumerable.Range(1, options.Opportunities).Select(number =>
        {
            var opportunity = Opportunity(number, order[(number - 1) % order.Count], sellable, overPolicy.Contains(number));
            return unknownProduct.Contains(number) && madeUp.Count > 0
                ? opportunity with { Lines = [.. opportunity.Lines.Skip(1), Line(madeUp[0], opportunity.Currency, null)] }
                : opportunity;
        })];
    }

    private HashSet<int> Take(Queue<int> numbers, double share)
    {
        var count = options.Mess == 0 || options.Opportunities < 10
            ? 0
            : Math.Max(1, (int)Math.Round(options.Opportunities * options.Mess * share));
        return [.. Enumerable.Range(0, count).Select(_ => numbers.Dequeue())];
    }

    /// <summary>Ordinary discounts stay under 15 % in whichever way one adds them up; those over policy are 25 % and more.</summary>
    private OpenOpportunity Opportunity(int number, Company company, List<Product> sellable, bool isOverPolicy)
    {
        decimal? header = isOverPolicy
            ? random.ListItem([25m, 30m, 33.33m])
            : random.Bool(0.2f) ? random.ListItem([2.5m, 5m, 10m]) : null;
        decimal[] lineDiscounts = header is null ? [5m, 10m, 12.5m] : [5m];
        return new OpenOpportunity(
            number,
            company.Number,
            $"{Short(company.Name)} - {random.ListItem([.. Purposes])} {number}",
            random.ListItem([.. Stages]),
            options.Today.AddDays(random.Int(0, 60)),
            company.Currency,
            header,
            random.Bool(0.5f) ? $"PO-{random.Int(10_000, 99_999)}-{number}" : null,
            [.. random.ListItems(sellable, Math.Min(options.LinesPerOpportunity, sellable.Count))
                .Select(product => Line(product, company.Currency, random.Bool(0.3f) ? random.ListItem(lineDiscounts) : null))]);
    }

    private OpportunityLine Line(Product product, string currency, decimal? discount)
    {
        var listed = product.Prices[currency];
        return new OpportunityLine(
            product.Sku,
            product.Unit == "Hour" ? random.Int(2, 80) / 4m : random.Int(1, 25),
            random.Bool(0.8f)
                ? listed
                : Math.Round(listed * 0.97m, World.MinorUnits(currency), MidpointRounding.AwayFromZero),
            discount,
            random.Bool(0.3f) ? $"{product.Name}, as agreed" : null);
    }

    /// <summary>Leaves room for the purpose within the 120 characters of an opportunity's name.</summary>
    private static string Short(string name) => name.Length > 80 ? name[..80] : name;
}
