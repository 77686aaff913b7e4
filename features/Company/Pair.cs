using Harness.Features.Vendors;
using Harness.Host.Vendors;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Company;

/// <summary>
/// The two systems that a scenario runs on. HARNESS_PAIR chooses them for a run: one pair (hubspot+odoo), several with
/// commas between them, or all.
/// </summary>
internal sealed record Pair(string Crm, string Erp)
{
    private const string Variable = "HARNESS_PAIR";
    private const string Usual = "salesforce+netsuite";

    private static readonly Dictionary<string, Func<SimulatedSystem, SalesDesk>> SalesDesks = new()
    {
        ["salesforce"] = system => new SalesforceDesk(system),
        ["hubspot"] = system => new HubSpotDesk(system),
    };

    private static readonly Dictionary<string, Func<SimulatedSystem, FinanceDesk>> FinanceDesks = new()
    {
        ["netsuite"] = system => new NetSuiteDesk(system),
        ["businesscentral"] = system => new BusinessCentralDesk(system),
        ["odoo"] = system => new OdooDesk(system),
    };

    public static IReadOnlyList<Pair> Chosen { get; } = Choose(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Usual);

    public static IReadOnlyList<Pair> Choose(string named) => named == "all"
        ? [.. KnownVendors.Pairs.Select(pair => new Pair(pair.Crm, pair.Erp))]
        : [.. named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public static Pair Parse(string text) => text.Split('+') is [var crm, var erp] && KnownVendors.Crms.Contains(crm) && KnownVendors.Erps.Contains(erp)
        ? new Pair(crm, erp)
        : throw new InvalidOperationException(
            $"\"{text}\" is no pair. {Variable} takes {string.Join(", ", KnownVendors.Pairs.Select(pair => $"{pair.Crm}+{pair.Erp}"))}, several with commas between them, or all.");

    public SalesDesk SalesAt(SimulatedSystem system) => Desk(SalesDesks, Crm)(system);

    public FinanceDesk FinanceAt(SimulatedSystem system) => Desk(FinanceDesks, Erp)(system);

    /// <summary>A scenario that is about a vendor carries its name as a tag and runs only where that vendor is.</summary>
    public bool Plays(IEnumerable<string> tags)
    {
        var vendors = tags.Select(tag => tag.TrimStart('@')).Where(KnownVendors.All.ContainsKey).ToList();
        return vendors.Count == 0 || vendors.Contains(Crm) || vendors.Contains(Erp);
    }

    public override string ToString() => $"{Crm}+{Erp}";

    private static Func<SimulatedSystem, T> Desk<T>(Dictionary<string, Func<SimulatedSystem, T>> desks, string vendor) => desks.TryGetValue(vendor, out var desk)
        ? desk
        : throw new InvalidOperationException($"The features have no desk for {vendor}: add it to features/Vendors and to {nameof(Pair)}.cs.");
}
