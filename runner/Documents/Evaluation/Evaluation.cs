namespace Harness.Documents.Evaluation;

/// <summary>Integration approaches weighed against each other, as evaluation.yaml has them.</summary>
public sealed record Evaluation(IReadOnlyList<Weighed> Criteria, IReadOnlyList<Approach> Approaches)
{
    /// <summary>Only the approaches that serve this pair.</summary>
    public Evaluation For(string crm, string erp) => this with { Approaches = [.. Approaches.Where(approach => approach.Serves(crm, erp))] };

    /// <summary>The highest first, on a scale of 0 to 100; ties in alphabetical order.</summary>
    public IReadOnlyList<(Approach Approach, decimal Points)> Ranking() => RankingBy(criterion => criterion.Weight);

    /// <summary>
    /// What would change the first place: for each criterion the weight (the others keeping their proportions) from which
    /// another approach leads. A criterion that changes nothing up to 100 % is not listed.
    /// </summary>
    public IReadOnlyList<Turn> Turns()
    {
        var (leader, turns) = (Ranking()[0].Approach, new List<Turn>());
        foreach (var criterion in Criteria)
        {
            var rest = Criteria.Sum(one => one.Weight) - criterion.Weight;
            var now = Share(criterion);
            var other = Enumerable.Range(0, 101)
                .OrderBy(percent => Math.Abs(percent - now))
                .Select(percent => (Percent: percent, First: RankingBy(one => one == criterion ? percent : rest == 0 ? 0 : (100m - percent) * one.Weight / rest)[0].Approach))
                .FirstOrDefault(candidate => candidate.First != leader);
            if (other.First is { } successor)
            {
                turns.Add(new Turn(criterion, now, other.Percent, successor));
            }
        }

        return turns;
    }

    /// <summary>This criterion's part of all weights, in percent.</summary>
    public decimal Share(Weighed criterion) => 100m * criterion.Weight / Math.Max(1, Criteria.Sum(one => one.Weight));

    private IReadOnlyList<(Approach Approach, decimal Points)> RankingBy(Func<Weighed, decimal> weightOf)
    {
        var all = Criteria.Sum(weightOf);
        return [.. Approaches
            .Select(approach => (approach, Points: all == 0 ? 0 : Criteria.Sum(criterion => weightOf(criterion) * (approach.Scores[criterion.Id].Value - 1) * 25) / all))
            .OrderByDescending(ranked => ranked.Points).ThenBy(ranked => ranked.approach.Title, StringComparer.Ordinal)];
    }
}

public sealed record Weighed(string Id, string Title, decimal Weight);

/// <param name="Covers">Pairs ("salesforce+netsuite"), one system, or "any".</param>
/// <param name="WrongWhen">When not to take it.</param>
/// <param name="Scores">By criterion.</param>
public sealed record Approach(
    string Id, string Title, IReadOnlyList<string> Covers, IReadOnlyList<string> Pros, IReadOnlyList<string> Cons, string WrongWhen, IReadOnlyDictionary<string, Score> Scores)
{
    public bool Serves(string crm, string erp) => Covers.Any(one => one == "any" || one == crm || one == erp || one == $"{crm}+{erp}");
}

/// <param name="Value">1 (poor) to 5 (good).</param>
/// <param name="Source">An https address; null for a judgement.</param>
/// <param name="Read">Year and month in which the source was read.</param>
public sealed record Score(int Value, string Why, string? Source, string? Read);

/// <param name="Now">Percent.</param>
/// <param name="From">Percent at which <paramref name="First"/> leads.</param>
public sealed record Turn(Weighed Criterion, decimal Now, int From, Approach First);
