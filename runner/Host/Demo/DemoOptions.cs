namespace Harness.Host.Demo;

internal sealed record DemoOptions(
    string Crm, string Erp, int Accounts, int Opportunities, int Seed, string Latency, string Faults, bool Once, bool Json, string? KeepIn)
{
    /// <summary>How incomplete and ambiguous the companies' records are: 0 to 1.</summary>
    public decimal Mess { get; init; } = 0.1m;

    /// <summary>"sales" or "finance": the day is a lesson that waits for Enter after each act.</summary>
    public string? Tour { get; init; }
}
