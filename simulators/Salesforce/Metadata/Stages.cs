namespace Harness.Simulators.Salesforce.Metadata;

internal sealed record Stage(string Name, decimal Probability, string Forecast, string ForecastName, bool IsClosed = false, bool IsWon = false);

/// <summary>The stage catalogue. Won is what <see cref="Stage.IsWon"/> says, never the label.</summary>
internal static class Stages
{
    public const string ClosedWon = "Closed Won";
    public const string ClosedLost = "Closed Lost";

    public static readonly Stage[] All =
    [
        new("Prospecting", 10, "Pipeline", "Pipeline"),
        new("Qualification", 10, "Pipeline", "Pipeline"),
        new("Needs Analysis", 20, "Pipeline", "Pipeline"),
        new("Value Proposition", 50, "Pipeline", "Pipeline"),
        new("Proposal/Price Quote", 75, "BestCase", "Best Case"),
        new("Negotiation/Review", 90, "Forecast", "Commit"),
        new(ClosedWon, 100, "Closed", "Closed", IsClosed: true, IsWon: true),
        new(ClosedLost, 0, "Omitted", "Omitted", IsClosed: true),
    ];
}
