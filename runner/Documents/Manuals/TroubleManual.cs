using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>The catalogue of reasons, one section each.</summary>
internal static class TroubleManual
{
    public static Document Of(Setup setup) => new(
        "Troubleshooting", "Every reason for which a record may stop or wait: what it means, whose it is, what to do next.",
        [
            new Section("Find it", [new Bullets(
            [
                "\"harness status\" shows what waits and why, grouped.",
                "\"harness failures list\" lists the records, \"harness failures show\" one of them with what was sent and answered.",
                "\"harness explain\" prints one record's whole journey.",
            ])]),
            new Section("Stops for a person", []) { Sections = [.. setup.Reasons.Where(reason => !reason.HealsByItself).Select(Page)] },
            new Section("Heals by itself", []) { Sections = [.. setup.Reasons.Where(reason => reason.HealsByItself).Select(Page)] },
        ]);

    private static Section Page(Reason reason) => new(reason.Title,
    [
        new Grid(["", ""], [["What happened", $"{char.ToUpperInvariant(reason.Meaning[0])}{reason.Meaning[1..]}."], ["Whose it is", reason.Owner], ["Next step", reason.NextStep]]),
    ]);
}
