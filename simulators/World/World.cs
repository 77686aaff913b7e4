namespace Harness.Simulators;

/// <param name="Mess">0 = every record is complete and every pair matches cleanly; 1 = as bad as it gets.</param>
public sealed record WorldOptions(
    int Seed = 7, int Accounts = 100, int Opportunities = 100, int LinesPerOpportunity = 3, double Mess = 0.1)
{
    /// <summary>Close dates and the like are counted from here.</summary>
    public DateOnly Today { get; init; } = new(2026, 1, 15);
}

/// <summary>
/// One business on the day before Harness arrives, the same for the same options. The CRM holds all companies with their
/// contacts, the open opportunities and the products with <see cref="Product.InCrm"/>; the ERP holds the products with
/// <see cref="Product.InErp"/> and, of the companies that it knows, what <see cref="Company.ErpTwins"/> says.
/// </summary>
public sealed record World(
    WorldOptions Options,
    IReadOnlyList<Company> Companies,
    IReadOnlyList<Product> Products,
    IReadOnlyList<OpenOpportunity> Opportunities)
{
    public static readonly IReadOnlyList<string> Currencies = ["EUR", "USD", "GBP", "CHF", "JPY", "KWD"];

    public static readonly IReadOnlyList<string> PaymentTerms = ["Net 30", "Net 60", "Net 14", "Due on receipt"];

    public static readonly IReadOnlyList<string> ContactRoles = ["Decision Maker", "Billing", "Technical", "Other"];

    public static readonly IReadOnlyList<string> Units = ["Each", "Hour", "Month", "Box"];

    /// <summary>Units of each currency for one euro.</summary>
    public static readonly IReadOnlyDictionary<string, decimal> RatesPerEuro = new Dictionary<string, decimal>
    {
        ["EUR"] = 1m, ["USD"] = 1.08m, ["GBP"] = 0.85m, ["CHF"] = 0.95m, ["JPY"] = 162m, ["KWD"] = 0.332m,
    };

    public static int MinorUnits(string currency) => currency switch { "JPY" => 0, "KWD" => 3, _ => 2 };

    public static World Generate(WorldOptions options) => new WorldGenerator(options).Generate();
}
