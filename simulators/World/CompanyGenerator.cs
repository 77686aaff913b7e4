using Bogus;

namespace Harness.Simulators;

internal sealed class CompanyGenerator(WorldOptions options, Randomizer random)
{
    /// <summary>Longer than an ERP's customer may be called.</summary>
    private const string LongName =
        "Internationale Gesellschaft für die Entwicklung und Vermarktung nachhaltiger Verpackungslösungen Süd mbH";

    private readonly CompanyNames names = new(random);
    private readonly Dictionary<string, Faker> fakers = [];
    private readonly Quotas quotas = new(options, random);

    public IReadOnlyList<Company> Generate() => [.. Enumerable.Range(1, options.Accounts).Select(Company)];

    private Company Company(int number)
    {
        var region = random.WeightedRandom([.. Region.All], [.. Region.All.Select(each => each.Share / 100f)]);
        var faker = FakerOf(region);
        var name = quotas.IsOf(Flaw.LongName, number) ? LongName : names.Next(region, faker);
        var billing = Address(region);
        var domain = $"{Slug(name)}{number}.example";
        var company = new Company(
            number,
            name,
            quotas.IsOf(Flaw.Doubtful, number) || random.Double() < options.Mess ? null : domain,
            random.Replace(region.Phone),
            region.TaxId is null || quotas.IsOf(Flaw.Doubtful, number) || random.Double() < options.Mess
                ? null
                : random.Replace(region.TaxId),
            quotas.IsOf(Flaw.NoCountry, number) ? billing with { Country = null, State = null } : billing,
            random.Bool(0.3f) ? Address(region) : null,
            region.Currency,
            random.Double() < options.Mess ? null : random.ListItem([.. World.PaymentTerms]),
            random.Bool(0.2f) ? null : CreditLimit(region.Currency),
            [.. Enumerable.Range(0, random.Int(1, 3)).Select(index => Contact(region, faker, domain, index))]);
        return company with { ErpTwins = Twins(company, region, domain) };
    }

    private IReadOnlyList<ErpTwin> Twins(Company company, Region region, string domain)
    {
        if (quotas.IsOf(Flaw.Doubtful, company.Number))
        {
            var twin = Twin(company, region, TwinBy.NameAndCountry, domain);
            return random.Bool() ? [twin] : [twin, twin with { Billing = Address(region) }];
        }

        var isNew = random.Bool() || quotas.IsOf(Flaw.NoCountry, company.Number) || quotas.IsOf(Flaw.LongName, company.Number);
        return (isNew, company.TaxId, company.Domain) switch
        {
            (true, _, _) or (_, null, null) => [],
            (_, not null, null) => [Twin(company, region, TwinBy.TaxId, domain)],
            (_, null, not null) => [Twin(company, region, TwinBy.Domain, domain)],
            _ => [Twin(company, region, random.Bool(0.6f) ? TwinBy.TaxId : TwinBy.Domain, domain)],
        };
    }

    private ErpTwin Twin(Company company, Region region, TwinBy by, string domain)
    {
        var isTidy = options.Mess == 0;
        return new ErpTwin(
            by,
            isTidy || by == TwinBy.NameAndCountry || random.Bool(0.4f) ? company.Name : names.Misspell(company.Name, region),
            by == TwinBy.Domain || (isTidy && by != TwinBy.NameAndCountry) ? company.Domain : null,
            by == TwinBy.Domain ? $"accounts@{domain}" : null,
            random.Bool(0.7f) ? company.Phone : null,
            by == TwinBy.TaxId || (isTidy && by != TwinBy.NameAndCountry) ? company.TaxId : null,
            isTidy || random.Bool(0.6f) ? company.Billing : Address(region),
            company.Currency,
            random.Bool(0.7f) ? company.PaymentTerms ?? World.PaymentTerms[0] : random.ListItem([.. World.PaymentTerms]),
            random.Bool() ? company.CreditLimit : CreditLimit(company.Currency));
    }

    private Person Contact(Region region, Faker faker, string domain, int index)
    {
        var (first, last) = (faker.Name.FirstName(), faker.Name.LastName());
        return new Person(
            random.Double() < options.Mess / 2 ? null : first,
            last,
            index > 0 && random.Double() < options.Mess ? null : $"{MailName(first, last)}{index + 1}@{domain}",
            random.Bool(0.7f) ? random.Replace(region.Phone) : null,
            random.ListItem(["CEO", "Head of Purchasing", "Accountant", "IT Lead", "Buyer"]),
            index == 0 ? World.ContactRoles[0] : random.ListItem([.. World.ContactRoles]),
            index == 0);
    }

    private PostalAddress Address(Region region)
    {
        var (city, state, postalCode) = random.ListItem([.. region.Cities]);
        return new PostalAddress(Digits(random.ListItem([.. region.Streets])), city, state, postalCode, region.Country);
    }

    private string Digits(string pattern) =>
        string.Concat(pattern.Select(each => each == '#' ? random.Char('1', '9') : each));

    private decimal CreditLimit(string currency) =>
        Math.Round(random.Int(5, 200) * 1000m * World.RatesPerEuro[currency] / 100m) * 100m;

    private Faker FakerOf(Region region)
    {
        if (!fakers.TryGetValue(region.Locale, out var faker))
        {
            faker = new Faker(region.Locale) { Random = random };
            fakers.Add(region.Locale, faker);
        }

        return faker;
    }

    private static string MailName(string first, string last)
    {
        var slug = Slug($"{first}.{last}");
        return slug == "company" ? "contact" : slug;
    }

    private static string Slug(string name)
    {
        var slug = string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return slug.Length < 3 ? "company" : slug[..Math.Min(slug.Length, 30)];
    }
}
