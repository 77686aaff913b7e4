using Harness.Documents.Paper;
using Harness.Documents.Requirements;

namespace Harness.Documents.Acceptance;

/// <summary>The requirements, answered line by line from the last rehearsal, for the people who sign.</summary>
public sealed class AcceptanceReport(Requirements.Requirements requirements, Evidence evidence, DateTimeOffset at)
{
    public IReadOnlyList<Judgement> Judgements { get; } = [.. requirements.Criteria.Select(criterion => Judgement.Of(criterion, evidence))];

    public IReadOnlyList<Gap> Gaps { get; } = Coverage.Of(requirements, evidence);

    public bool IsMet => Judgements.All(judgement => judgement.Outcome == Outcome.Met);

    public Document Document() => new(
        $"Acceptance: {requirements.Project}", Verdict(), [Overview(), .. requirements.Goals.Select(GoalSection), OpenPoints(), Today(), Method(), SignOff()])
    {
        About = $"Rehearsed on simulated systems; written {at.UtcDateTime:d MMMM yyyy, HH:mm} UTC.",
    };

    private Phrase Verdict()
    {
        var (met, all) = (Judgements.Count(judgement => judgement.Outcome == Outcome.Met), Judgements.Count);
        return IsMet
            ? $"All {all} criteria are met. The report can be signed."
            : $"{met} of {all} criteria are met; {Count(Outcome.NotMet)} are not, and {Count(Outcome.NotShown)} are not shown. What is missing stands below.";
    }

    private int Count(Outcome outcome) => Judgements.Count(judgement => judgement.Outcome == outcome);

    private Section Overview()
    {
        var (passed, run) = (evidence.Scenarios.Count(scenario => scenario.State == ScenarioState.Passed), evidence.Scenarios.Count);
        return new Section("In one look",
        [
            new Callout(IsMet ? Tone.Good : Count(Outcome.NotMet) > 0 ? Tone.Bad : Tone.Warning, Verdict()),
            new Tiles(
            [
                new Tile($"{Count(Outcome.Met)} of {Judgements.Count}", "criteria met", IsMet ? Tone.Good : Tone.Warning),
                new Tile(run == 0 ? "none" : $"{100m * passed / run:0.#} %", $"of {run} scenarios passed", run > 0 && passed == run ? Tone.Good : Tone.Warning),
                .. Headline("close_to_order_minutes"), .. Headline("manual_entries_avoided_percent"), .. Headline("invoice_status_minutes"), .. Headline("lost"), .. Headline("doubled"),
            ]),
            new Figure("Criteria by goal", GoalBars.Svg(requirements, Judgements), GoalBars.Words(requirements, Judgements)),
        ]);
    }

    private IEnumerable<Tile> Headline(string measure)
    {
        var criterion = requirements.Criteria.FirstOrDefault(one => one.Measure?.Name == measure);
        var judged = criterion is null ? null : Judgement.Of(criterion, evidence);
        return judged?.Worst is { } worst
            ? [new Tile(criterion!.Measure!.Show(worst.Value), $"{criterion.Measure.Meaning} ({criterion.Threshold} asked)", criterion.Threshold!.IsMetBy(worst.Value) ? Tone.Good : Tone.Bad)]
            : [];
    }

    private Section GoalSection(Goal goal) => new($"Goal: {goal.Title}", [])
    {
        NewPage = true,
        Sections = [.. requirements.Ranked().Where(useCase => useCase.Goal == goal.Id).Select(UseCaseSection)],
    };

    private Section UseCaseSection(UseCase useCase)
    {
        var judged = Judgements.Where(judgement => judgement.Criterion.UseCase == useCase.Id).ToList();
        var people = string.Join(", ", useCase.For.Select(id => requirements.StakeholderOf(id)!.Role));
        List<Block> blocks = [new Paragraph(Phrase.Quiet($"For: {people}.{(useCase.Impact is { } impact ? $" Impact {impact} of 5." : string.Empty)}"))];
        blocks.Add(judged.Count == 0
            ? new Callout(Tone.Bad, "No criterion says when this is done.")
            : new Grid(["Criterion", "Asked", "Measured", "Scenarios", "Outcome"], [.. judged.Select(Row)]));
        blocks.AddRange(judged.SelectMany(Detail));
        return new Section(useCase.Title, blocks);
    }

    private static IReadOnlyList<Phrase> Row(Judgement judgement) =>
    [
        judgement.Criterion.Statement,
        judgement.Criterion.Threshold is { } threshold ? $"{(threshold.AtMost ? "at most" : "at least")} {judgement.Criterion.Measure!.Show(threshold.Value)}" : "scenarios pass",
        judgement.Worst is { } worst ? judgement.Criterion.Measure!.Show(worst.Value) : judgement.Criterion.Measure is null ? "-" : "not measured",
        judgement.Scenarios.Count == 0 ? "-" : $"{judgement.Passed} of {judgement.Scenarios.Count}",
        Badge(judgement.Outcome),
    ];

    private static Phrase Badge(Outcome outcome) => outcome switch
    {
        Outcome.Met => Phrase.Badge(Tone.Good, "✓ met"),
        Outcome.NotMet => Phrase.Badge(Tone.Bad, "✗ not met"),
        Outcome.NotShown => Phrase.Badge(Tone.Warning, "? not shown"),
    };

    private static IEnumerable<Block> Detail(Judgement judgement)
    {
        if (judgement.Worst is { } worst)
        {
            yield return new Paragraph(Phrase.Quiet($"{judgement.Criterion.Measure!.Meaning}: the worst value is from {worst.Where}."));
        }

        var failed = judgement.Scenarios.Where(scenario => scenario.State == ScenarioState.Failed).Select(scenario => (Phrase)$"{scenario.Pair}: {scenario.Title}. {scenario.Trouble}").ToList();
        if (failed.Count > 0)
        {
            yield return new Bullets(failed);
        }

        if (judgement.Missing.Count > 0)
        {
            yield return new Bullets([.. judgement.Missing.Select(reference => (Phrase)$"Not in the last run: {reference}")]);
        }
    }

    private Section OpenPoints()
    {
        var points = Judgements.Where(judgement => judgement.Outcome != Outcome.Met)
            .Select(judgement => Badge(judgement.Outcome) + $" {judgement.Criterion.Statement}")
            .Concat(Gaps.Where(gap => gap.Kind != GapKind.ScenarioWithoutUseCase).Select(gap => (Phrase)$"{gap}"))
            .ToList();
        var unasked = Gaps.Where(gap => gap.Kind == GapKind.ScenarioWithoutUseCase).Select(gap => (Phrase)gap.Subject).ToList();
        List<Block> blocks = [points.Count == 0 ? new Paragraph("None.") : new Bullets(points)];
        if (unasked.Count > 0)
        {
            blocks.Add(new Paragraph("These scenarios are run, and no criterion refers to them:"));
            blocks.Add(new Bullets(unasked));
        }

        return new Section("Open points", blocks) { NewPage = true };
    }

    private Section Today() => new("What it replaces",
    [
        new Grid(
            ["Work today", "Done by", "Minutes each", "A month", "Hours a month"],
            [.. requirements.Workflows.Select(workflow => (IReadOnlyList<Phrase>)
            [
                workflow.Title, requirements.StakeholderOf(workflow.DoneBy)!.Role, Shown(workflow.MinutesPerRecord), Shown(workflow.RecordsPerMonth), Shown(workflow.HoursPerMonth),
            ])])
        { Numbers = new HashSet<int> { 2, 3, 4 } },
        .. requirements.Workflows.Where(workflow => workflow.Pains.Count > 0).SelectMany(workflow =>
            new Block[] { new Paragraph(Phrase.Strong(workflow.Title)), new Bullets([.. workflow.Pains.Select(pain => (Phrase)pain)]) }),
    ]);

    private static string Shown(decimal? number) => number?.ToString("0.#") ?? "not asked yet";

    private Section Method() => new("How this was shown",
    [
        new Paragraph("Every scenario ran the program that will run in production against simulators of both systems, faults included. Lost, doubled and unexplained come from a referee that compares what both simulated systems hold and has never seen Harness's own records. Times are the worst of all rehearsals that the evidence holds. Simulated systems show how the integration behaves under a vendor's rules and limits; they do not show how fast one company's account is on one day."),
        new Paragraph("Read for this report:"),
        new Bullets([.. evidence.Sources.Select(Phrase.Code)]),
    ]);

    private Section SignOff() => new("Signatures",
    [
        new Paragraph("Signing with \"harness signoff\" binds each decision to this very file: a report that is changed afterwards no longer verifies. On paper:"),
        .. requirements.SignedBy.SelectMany(id => new Block[]
        {
            new Paragraph(Phrase.Strong(requirements.StakeholderOf(id)!.Role)),
            new Blanks([requirements.StakeholderOf(id)!.Name ?? "Name", "Decision", "Date", "Signature"]),
        }),
    ])
    { NewPage = true };
}
