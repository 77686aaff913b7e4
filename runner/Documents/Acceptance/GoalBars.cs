using System.Net;
using System.Text;
using Harness.Documents.Requirements;

namespace Harness.Documents.Acceptance;

/// <summary>A bar for each goal: its criteria met, not shown and not met.</summary>
internal static class GoalBars
{
    private const int Width = 720;
    private const int Row = 46;

    public static string Svg(Requirements.Requirements requirements, IReadOnlyList<Judgement> judgements)
    {
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {requirements.Goals.Count * Row}\" aria-hidden=\"true\">");
        foreach (var (goal, index) in requirements.Goals.Select((goal, index) => (goal, index)))
        {
            var counts = Counts(requirements, judgements, goal);
            var all = counts.Sum(part => part.Count);
            svg.Append($"<text x=\"0\" y=\"{index * Row + 14}\">{WebUtility.HtmlEncode(goal.Title)}</text>");
            svg.Append($"<text class=\"quiet\" x=\"{Width}\" y=\"{index * Row + 14}\" text-anchor=\"end\">{counts[0].Count} of {all} met</text>");
            svg.Append($"<rect class=\"track\" x=\"0\" y=\"{index * Row + 22}\" width=\"{Width}\" height=\"12\" rx=\"6\"/>");
            var x = 0m;
            foreach (var (style, count) in counts.Where(part => part.Count > 0))
            {
                var width = (decimal)Width * count / all;
                svg.Append($"<rect class=\"bar {style}\" x=\"{x:0.#}\" y=\"{index * Row + 22}\" width=\"{width:0.#}\" height=\"12\" rx=\"6\"/>");
                x += width;
            }
        }

        return svg.Append("</svg>").ToString();
    }

    public static string Words(Requirements.Requirements requirements, IReadOnlyList<Judgement> judgements) =>
        string.Join("; ", requirements.Goals.Select(goal => $"{goal.Title}: {string.Join(", ", Counts(requirements, judgements, goal).Zip(["met", "not shown", "not met"], (part, word) => $"{part.Count} {word}"))}")) + ".";

    private static (string Style, int Count)[] Counts(Requirements.Requirements requirements, IReadOnlyList<Judgement> judgements, Goal goal)
    {
        var ids = requirements.UseCases.Where(useCase => useCase.Goal == goal.Id).Select(useCase => useCase.Id).ToHashSet();
        var own = judgements.Where(judgement => ids.Contains(judgement.Criterion.UseCase)).ToList();
        int Of(Outcome outcome) => own.Count(judgement => judgement.Outcome == outcome);
        return [("good", Of(Outcome.Met)), ("warning", Of(Outcome.NotShown)), ("bad", Of(Outcome.NotMet))];
    }
}
