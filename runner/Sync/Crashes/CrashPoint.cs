using Harness.Core.Mapping;

namespace Harness.Sync.Crashes;

/// <summary>A moment between two steps of the write protocol at which a process may end, and what the step was about.</summary>
/// <param name="Subject">The entity; the system for a login, "alert" for an alert.</param>
public sealed record CrashPoint(string Step, string Subject)
{
    public const string Alert = "alert";

    /// <summary>Every moment that exists, in the order of the protocol.</summary>
    public static IReadOnlyList<CrashPoint> All(IReadOnlyCollection<EntityMatrix> entities, IReadOnlyCollection<string> systems) =>
    [
        .. CrashStep.OfEntities.SelectMany(step => entities.Select(entity => new CrashPoint(step, entity.Entity))),
        .. entities.Where(entity => entity.Status is not null).Select(entity => new CrashPoint(CrashStep.Shown, entity.Entity)),
        new(CrashStep.AlertSent, Alert),
        new(CrashStep.AlertMarked, Alert),
        .. systems.Select(system => new CrashPoint(CrashStep.LoggedIn, system)),
        .. entities.Select(entity => new CrashPoint(CrashStep.Queued, entity.Entity)),
    ];

    public override string ToString() => $"{Step}:{Subject}";
}

/// <summary>The steps of the write protocol, each named for what has just happened.</summary>
public static class CrashStep
{
    public const string PageRead = "S1";
    public const string PageStored = "S2";
    public const string Claimed = "S3";
    public const string IntentWritten = "S4";
    public const string RequestSent = "S5";
    public const string RemoteCommitted = "S6";
    public const string AnswerRead = "S7";
    public const string Recorded = "S8";

    /// <summary>The CRM's record shows its state; that this is done is not recorded yet.</summary>
    public const string Shown = "S9";

    public const string AlertSent = "S10";
    public const string AlertMarked = "S11";
    public const string LoggedIn = "S13";

    /// <summary>A part of a backfill is stored as work.</summary>
    public const string Queued = "S14";

    internal static readonly IReadOnlyList<string> OfEntities =
        [PageRead, PageStored, Claimed, IntentWritten, RequestSent, RemoteCommitted, AnswerRead, Recorded];
}
