namespace Harness.Host.Demo;

internal sealed record DemoOptions(
    string Crm, string Erp, int Accounts, int Opportunities, int Seed, string Latency, string Faults, bool Once, bool Json, string? KeepIn, int? DashboardPort = null)
{
    /// <summary>A day that is read by a program has nobody who looks at pages, unless it asks for them.</summary>
    public bool ShowsPages => !Json || DashboardPort is not null;

    /// <summary>How incomplete and ambiguous the companies' records are: 0 to 1.</summary>
    public decimal Mess { get; init; } = 0.1m;

    /// <summary>"sales" or "finance": the day is a lesson that waits for Enter after each act.</summary>
    public string? Tour { get; init; }
}
