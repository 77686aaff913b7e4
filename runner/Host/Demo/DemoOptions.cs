namespace Harness.Host.Demo;

internal sealed record DemoOptions(
    string Crm, string Erp, int Accounts, int Opportunities, int Seed, string Latency, string Faults, bool Once, bool Json, string? KeepIn);
