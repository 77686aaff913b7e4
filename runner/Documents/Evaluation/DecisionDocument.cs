using Harness.Documents.Paper;

namespace Harness.Documents.Evaluation;

/// <summary>The comparison as a document that a steering committee reads: ranking, what would change it, and when the first place is the wrong choice.</summary>
public static class DecisionDocument
{
    /// <param name="serving">The approaches that serve the pair; the others of <paramref name="all"/> are named as not compared.</param>
    public static Document Of(Evaluation serving, Evaluation all, string crm, string erp, DateTimeOffset at)
    {
        var ranking = serving.Ranking();
        var (first, points) = ranking[0];
        return new Document(
            $"How to connect {crm} and {erp}",
            $"With the weights given, {first.Title} comes first with {points:0} of 100 points, ahead of {ranking[Math.Min(1, ranking.Count - 1)].Approach.Title}.",
            [
                Recommendation(serving, ranking), Ranking(serving, ranking), Sensitivity(serving, first), .. ranking.Select(ranked => Detail(serving, ranked.Approach)),
                LeftOut(all.Approaches.Except(serving.Approaches)), Method(),
            ])
        {
            About = $"Written {at.UtcDateTime:d MMMM yyyy}.",
        };
    }

    private static Section Recommendation(Evaluation evaluation, IReadOnlyList<(Approach Approach, decimal Points)> ranking)
    {
        var first = ranking[0].Approach;
        var close = ranking.Skip(1).Where(ranked => ranking[0].Points - ranked.Points < 5).Select(ranked => ranked.Approach.Title).ToList();
        return new Section("Recommendation",
        [
            new Callout(Tone.Good, Phrase.Strong(first.Title) + $": {ranking[0].Points:0} of 100 points."),
            new Callout(Tone.Warning, Phrase.Strong("The wrong choice when: ") + first.WrongWhen),
            new Paragraph(close.Count == 0
                ? "No other approach comes within five points."
                : $"Within five points, so that the scores alone do not decide: {string.Join(", ", close)}."),
            new Paragraph($"{evaluation.Approaches.Sum(approach => approach.Scores.Values.Count(score => score.Source is null))} of {evaluation.Approaches.Sum(approach => approach.Scores.Count)} scores are judgements without a source; they are marked, and yours to change."),
        ]);
    }

    private static Section Ranking(Evaluation evaluation, IReadOnlyList<(Approach Approach, decimal Points)> ranking) => new("Ranking",
    [
        new Grid(
            ["Approach", "Points", .. evaluation.Criteria.Select(criterion => $"{criterion.Title} ({evaluation.Share(criterion):0} %)")],
            [.. ranking.Select(ranked => (IReadOnlyList<Phrase>)
            [
                ranked.Approach.Title, $"{ranked.Points:0}", .. evaluation.Criteria.Select(criterion => (Phrase)$"{ranked.Approach.Scores[criterion.Id].Value}"),
            ])])
        { Numbers = Enumerable.Range(1, evaluation.Criteria.Count + 1).ToHashSet(), Caption = "Scores from 1 (poor) to 5 (good); points from 0 to 100 by the weights in brackets." },
    ]);

    private static Section Sensitivity(Evaluation evaluation, Approach first)
    {
        var turns = evaluation.Turns();
        var firm = evaluation.Criteria.Except(turns.Select(turn => turn.Criterion)).Select(criterion => criterion.Title).ToList();
        List<Block> blocks = [];
        if (turns.Count > 0)
        {
            blocks.Add(new Grid(
                ["If the weight of", "now", "becomes", "then first is"],
                [.. turns.Select(turn => (IReadOnlyList<Phrase>)[turn.Criterion.Title, $"{turn.Now:0} %", $"{turn.From} %", turn.First.Title])]) { Numbers = new HashSet<int> { 1, 2 } });
        }

        if (firm.Count > 0)
        {
            blocks.Add(new Paragraph($"Whatever the weight of {string.Join(", ", firm)}: {first.Title} stays first."));
        }

        return new Section("What would change it", blocks);
    }

    private static Section Detail(Evaluation evaluation, Approach approach) => new(approach.Title,
    [
        new Grid(["For", "Against"], [.. Enumerable.Range(0, Math.Max(approach.Pros.Count, approach.Cons.Count)).Select(row => (IReadOnlyList<Phrase>)
            [approach.Pros.ElementAtOrDefault(row) ?? string.Empty, approach.Cons.ElementAtOrDefault(row) ?? string.Empty])]),
        new Paragraph(Phrase.Strong("Wrong when: ") + approach.WrongWhen),
        new Grid(["Criterion", "Score", "Why", "Source"], [.. evaluation.Criteria.Select(criterion => Scored(criterion, approach.Scores[criterion.Id]))]) { Numbers = new HashSet<int> { 1 } },
    ]);

    private static IReadOnlyList<Phrase> Scored(Weighed criterion, Score score) =>
    [
        criterion.Title, $"{score.Value}", score.Why, score.Source is { } source ? Phrase.Link(new Uri(source).Host, source) + $", read {score.Read}" : Phrase.Quiet("judgement"),
    ];

    private static Section LeftOut(IEnumerable<Approach> approaches)
    {
        var others = approaches.Select(approach => (Phrase)$"{approach.Title}: made for {string.Join(", ", approach.Covers)}.").ToList();
        return new Section("Not compared", others.Count == 0 ? [new Paragraph("Every approach of the file serves this pair.")] : [new Bullets(others)]);
    }

    private static Section Method() => new("How it is counted",
    [
        new Paragraph("Points are the weighted mean of the scores, with 1 as 0 and 5 as 100. For what would change it, one weight moves while the others keep their proportions, until another approach leads. The file evaluation.yaml holds all of it: change a weight or a score, and run harness evaluate again."),
    ]);
}
