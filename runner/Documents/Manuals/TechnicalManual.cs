using Harness.Core.Records;
using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>Logins, schedules, limits, errors and checks, as configured.</summary>
internal static class TechnicalManual
{
    public static Document Of(Setup setup) => new(
        "Technical specification", "How the runner logs in, when it polls, what it may call, how it treats errors and what it checks.",
        [Logins(setup), Schedules(setup), Limits(setup), Errors(setup), Checks(setup)]);

    private static Section Logins(Setup setup) => new("Authentication", [new Paragraph("Secrets are in no file: they come from the environment, from the service manager's credentials, or in development from user secrets. A secret in appsettings.json is refused at the start.")])
    {
        Sections = [.. new[] { setup.Crm, setup.Erp }.Select(system => new Section(system.Title,
        [
            new Grid(["Setting", "Value"],
            [
                .. system.Login.Select(setting => (IReadOnlyList<Phrase>)[Phrase.Code($"Systems:{system.Name}:Login:{setting.Setting}"), setting.Value.Length == 0 ? "(empty)" : setting.Value]),
                .. system.Secrets.Select(secret => (IReadOnlyList<Phrase>)[Phrase.Code($"HARNESS__Systems__{system.Name}__Login__{secret}"), "secret, from the environment"]),
            ]),
        ]))],
    };

    private static Section Schedules(Setup setup) => new("Schedules",
    [
        new Grid(["Flow", "Polled", "Order of work", "Calls go"], [.. setup.InOrder().Select(flow => (IReadOnlyList<Phrase>)
            [Words.Of(flow.Flow.Name), flow.Flow.Schedule, $"{flow.Flow.Rank}", flow.Flow.CallPriority == 0 ? "first" : $"after priority {flow.Flow.CallPriority - 1}"])]),
        new Paragraph($"Each poll begins {Words.Of(setup.Policy.Overlap)} before the newest change that was seen, because vendors stamp records before they are visible. " + (setup.Comparison is { } when ? $"Both systems are compared record by record {when}." : "The nightly comparison is switched off.")),
    ]);

    private static Section Limits(Setup setup) => new("Limits and throttling",
    [
        new Grid(["System", "Calls at once", "Calls a day", "Kept for urgent flows", "Alert at"], [.. new[] { setup.Crm, setup.Erp }.Select(system => (IReadOnlyList<Phrase>)
            [system.Title, $"{system.Quota.Concurrency}", system.Quota.DailyCalls is { } most ? $"{most:#,0}" : "what the vendor reports", $"{system.Quota.Reserve * 100:0} %", $"{system.Quota.AlertAt * 100:0} %"])]),
        new Paragraph("When a vendor names a time to wait, nothing is sent before it. The vendor's own counters are trusted over ours. When the day's calls are used up, the flows pause and go on by themselves."),
    ]);

    private static Section Errors(Setup setup) => new("Error handling",
    [
        new Paragraph($"What heals by itself is tried again after {Words.Of(setup.Policy.FirstRetry)}, then ever later up to {Words.Of(setup.Policy.LongestRetry)}, at most {setup.Policy.MaxAttempts} times; then it stops for a person. A write whose answer was lost is never sent again before it was looked up."),
        new Grid(["Reason", "Meaning", "Tried again"], [.. setup.Reasons.Select(reason => (IReadOnlyList<Phrase>)
            [Phrase.Link(reason.Title, $"troubleshooting.html#{Anchors.Of(reason.Title)}"), reason.Meaning, reason.HealsByItself ? "by itself" : "when somebody has acted"])]),
    ]);

    private static Section Checks(Setup setup) => new("Validation",
    [
        new Grid(["Entity", "Required before it is written"], [.. setup.InOrder().Where(flow => !flow.Flow.RollsUp).Select(flow => (IReadOnlyList<Phrase>)
        [
            Words.Of(flow.Entity.Entity),
            flow.Entity.Rows.Concat(flow.Entity.Lines?.Rows ?? []).Where(row => row.Required).Select(row => Words.Of(row.Field)).ToList() is { Count: > 0 } fields ? string.Join(", ", fields) : "nothing",
        ])]),
        new Paragraph("Texts that do not fit the target stop the record; nothing is ever cut. A value that the value map does not know stops it too."),
    ]);
}
