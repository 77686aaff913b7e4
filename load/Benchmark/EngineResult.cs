namespace Harness.Load.Benchmark;

/// <param name="RecordsPerSecond">Records brought in step from nothing: created in the ERP, and its number told to the CRM, echoes of our own writes included.</param>
/// <param name="PassesPerSecond">Items that went through every step of the pass with a write at its end, a second.</param>
/// <param name="ProcessorSeconds">On all cores. Unlike the time, it does not depend on what else the machine was doing.</param>
/// <param name="WorkingSetMegabytes">After a full collection at the end.</param>
/// <param name="Steps">Where the time went, largest first.</param>
/// <param name="Ledger">The same time by what the ledger was asked for; it lies within the steps.</param>
internal sealed record EngineResult(
    int Records, double Seconds, double RecordsPerSecond, double PassesPerSecond, double ProcessorSeconds, double WorkingSetMegabytes, double PeakMegabytes, double ManagedMegabytes,
    IReadOnlyList<EnginePhase> Phases, IReadOnlyList<EngineStep> Steps, IReadOnlyList<EngineStep> Ledger);

internal sealed record EnginePhase(string Name, int Items, double Seconds, double ItemsPerSecond);

internal sealed record EngineStep(string Name, double Milliseconds, double Share);
