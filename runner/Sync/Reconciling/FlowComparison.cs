using Harness.Sync.Ledger;

namespace Harness.Sync.Reconciling;

/// <summary>What a comparison found for one flow.</summary>
/// <param name="Crm">Live records read in the CRM.</param>
/// <param name="Compared">Records that were judged: linked ones, and those that should be.</param>
/// <param name="Explained">Differences that the ledger or the feed accounts for: in flight, waiting, stopped with a reason, decided.</param>
/// <param name="Missing">How many records in all; <paramref name="Found"/> keeps the first of them.</param>
public sealed record FlowComparison(
    string Flow, long Crm, long Erp, long Compared, long Explained, long Missing, long Extra, long Differing,
    IReadOnlyList<TallyLine> Tallies, IReadOnlyList<Drift> Found, bool IsAbove)
{
    public long Drifted => Missing + Extra + Differing;

    /// <summary>Why the flow was not compared; null where it was.</summary>
    public string? LeftOut { get; init; }

    internal IReadOnlyList<NewWork> Repairs { get; init; } = [];
}

/// <summary>One run over all flows.</summary>
/// <param name="Queued">Records that were queued to be put right by the ordinary pass.</param>
public sealed record ReconcileReport(DateTimeOffset BeganAt, DateTimeOffset EndedAt, IReadOnlyList<FlowComparison> Flows, int Queued)
{
    public long Drifted => Flows.Sum(flow => flow.Drifted);

    /// <summary>A flow drifted beyond its limits: nothing was repaired, somebody must look.</summary>
    public bool IsAbove => Flows.Any(flow => flow.IsAbove);
}
