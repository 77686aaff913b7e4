using Bogus;

namespace Harness.Simulators;

/// <summary>Company names as real CRMs have them, and the other ways in which Finance types the same name.</summary>
internal sealed class CompanyNames(Randomizer random)
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    private static readonly IReadOnlyList<string> Trades =
        ["Tools", "Foods", "Logistics", "Software", "Textiles", "Optics", "Energy", "Robotics", "Medical", "Paper", "Marine", "Glass"];

    private static readonly IReadOnlyList<string> Japanese = ["山田", "佐藤", "青木", "東西", "富士見", "鈴木", "北斗", "桜井"];

    private static readonly IReadOnlyList<string> JapaneseTrades = ["製作所", "商事", "電機", "食品", "物流"];

    private static readonly IReadOnlyList<string> Arabic = ["النور", "الخليج", "الصفا", "البحر", "الأمل", "الواحة"];

    private static readonly IReadOnlyList<string> ArabicTrades = ["للتجارة", "للمقاولات", "للأغذية", "للتقنية"];

    public string Next(Region region, Faker faker)
    {
        var legalForm = random.ListItem([.. region.LegalForms]);
        for (var attempt = 0; ; attempt++)
        {
            var core = Core(region, faker) + (attempt > 3 ? $" {attempt}" : "");
            var name = region.Country == "JP" ? $"{legalForm}{core}" : $"{core} {legalForm}";
            if (taken.Add(core))
            {
                return name;
            }
        }
    }

    /// <summary>The same company under another spelling: another legal form or none, all capitals, "and" for "&amp;", spaces.</summary>
    public string Misspell(string name, Region region) => random.Int(0, 4) switch
    {
        0 => name.ToUpperInvariant(),
        1 => WithoutLegalForm(name, region),
        2 => name.Replace(" & ", " and ", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal),
        3 => $" {name}  ",
        _ => $"{WithoutLegalForm(name, region)}, {random.ListItem([.. region.LegalForms])}",
    };

    private static string WithoutLegalForm(string name, Region region)
    {
        var form = region.LegalForms.Where(each => name.EndsWith(each, StringComparison.Ordinal) || name.StartsWith(each, StringComparison.Ordinal))
            .MaxBy(each => each.Length);
        return form is null ? name : name.Replace(form, "", StringComparison.Ordinal).Trim();
    }

    private string Core(Region region, Faker faker) => region.Country switch
    {
        "JP" => random.ListItem([.. Japanese]) + random.ListItem([.. JapaneseTrades]),
        "KW" => $"{random.ListItem([.. Arabic])} {random.ListItem([.. ArabicTrades])}",
        _ => random.Int(0, 3) switch
        {
            0 => $"{faker.Name.LastName()} & {faker.Name.LastName()}",
            1 => $"{faker.Name.LastName()}'s {random.ListItem([.. Trades])}",
            _ => $"{faker.Name.LastName()} {random.ListItem([.. Trades])}",
        },
    };
}
