using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>What an administrator does, and when, with the commands for this folder.</summary>
internal static class Runbook
{
    public static Document Of(Setup setup) => new("Administrator's runbook", "Routine work, changes and emergencies, step by step.",
    [
        new Section("Every day", [new Bullets(
        [
            "Read \"harness status\": what stopped since yesterday, how old the oldest is, how many calls are used.",
            "Give each stopped record to the owner that the troubleshooting guide names.",
            setup.Comparison is { } when ? $"Read the result of the comparison, which runs {when}." : "Run \"harness reconcile --report-only\": the nightly comparison is switched off.",
        ], Numbered: true)]),
        new Section("Every month", [new Bullets(
        [
            "\"harness history verify\": the audit log must hold.",
            "\"harness backup\" into another place, and \"harness restore\" of it on another machine: a backup that was never restored is none.",
            "\"harness check\": permissions, limits and every row of the matrix against both systems.",
        ], Numbered: true)]),
        new Section("Rotate a credential", []) { Sections = [.. new[] { setup.Crm, setup.Erp }.Select(Rotate)] },
        new Section("Change the matrix", [new Bullets(
        [
            "Copy the configuration folder, change the row, and put the change under version control with who asked for it.",
            "\"harness check\": a wrong row is named with its line.",
            "\"harness plan\": field by field what the change would do; nothing is written.",
            "Rehearse it: the test command and the demo run on simulators.",
            "Stop the runner, put the new file in place, start it. Work that was queued goes on under the new matrix.",
        ], Numbered: true)]),
        new Section("Start, stop, update", [new Bullets(
        [
            "A stop signal lets the write that is under way end; whatever is in hand is in the ledger.",
            "Before an update: \"harness backup\". After it: \"harness migrate\" where the ledger is on a server, then start.",
            "An older program refuses a newer ledger: go back with the backup.",
        ])]),
        new Section("Restore", [new Bullets(
        [
            "Stop the runner; keep the damaged ledger as it is.",
            "\"harness restore\" the last backup.",
            "Start the runner: it notices the older copy, matches records by their keys before it writes anything, and asks a person where both sides changed.",
            "\"harness reconcile --report-only\" until nothing differs that has no reason.",
        ], Numbered: true), new Paragraph($"The ledger: {setup.Ledger}.")]),
        new Section("A system is down", [new Paragraph("Nothing to do: work waits in the ledger and goes on by itself. Watch the age of the oldest won opportunity; tell Sales when it passes 15 minutes.")]),
    ]);

    private static Section Rotate(SystemFacts system) => new(system.Title, [new Bullets(
    [
        $"Make the new credential in {system.Title}; leave the old one valid.",
        Phrase.Join(", ", system.Secrets.Select(secret => Phrase.Code($"HARNESS__Systems__{system.Name}__Login__{secret}"))) + ": set the new value where the service takes its secrets from.",
        "\"harness check\" with the new value.",
        "Restart the runner, then revoke the old credential.",
    ], Numbered: true)]);
}
