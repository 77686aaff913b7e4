using Harness.Port;

namespace Harness.Unit.Sync;

/// <summary>What a scripted system makes of one write.</summary>
/// <param name="TakesEffect">The record is stored, whatever is answered.</param>
/// <param name="Answers">False: no receipt for it.</param>
internal sealed record Reaction(bool TakesEffect, bool Answers, WriteStatus Status, Fault? Fault = null, Exception? Throws = null)
{
    public static Reaction Writes { get; } = new(true, true, WriteStatus.Written);

    public static Reaction IsSilent { get; } = new(true, false, WriteStatus.Written);

    public static Reaction Refuses(FaultKind kind, string message = "Refused.", TimeSpan? retryAfter = null) =>
        new(false, true, WriteStatus.Refused, new Fault(kind, message, retryAfter));

    /// <summary>The answer was lost on its way back.</summary>
    public static Reaction IsUnknownAfterEffect(FaultKind kind = FaultKind.OutcomeUnknown) =>
        new(true, true, WriteStatus.Unknown, new Fault(kind, "No answer came."));

    /// <summary>The request was lost on its way there.</summary>
    public static Reaction IsUnknownBeforeEffect(FaultKind kind = FaultKind.OutcomeUnknown) =>
        new(false, true, WriteStatus.Unknown, new Fault(kind, "No answer came."));

    public static Reaction IsNotSent(FaultKind kind, TimeSpan? retryAfter = null) =>
        new(false, true, WriteStatus.NotSent, new Fault(kind, "It never left.", retryAfter));

    public static Reaction DiesAfterEffect() => new(true, false, WriteStatus.Unknown, Throws: new ProcessEndedException());

    public static Reaction DiesBeforeEffect() => new(false, false, WriteStatus.Unknown, Throws: new ProcessEndedException());
}

/// <summary>The end of the process, as far as a test of one process can have it.</summary>
internal sealed class ProcessEndedException() : Exception("The process was killed here.");
