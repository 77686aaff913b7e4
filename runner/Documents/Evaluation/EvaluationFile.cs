using Harness.Core.Mapping;
using Harness.Core.Mapping.Files;
using YamlDotNet.RepresentationModel;

namespace Harness.Documents.Evaluation;

/// <summary>evaluation.yaml; every approach must be scored on every criterion, and a source must say when it was read.</summary>
public static class EvaluationFile
{
    public static (Evaluation? Evaluation, IReadOnlyList<MatrixProblem> Problems) Read(string text, string file)
    {
        var found = new List<MatrixProblem>();
        var problems = new FileProblems(file, found);
        if (YamlSection.Parse(text, "The file", problems) is not { } root)
        {
            return (null, found);
        }

        root.AllowOnly(["criteria", "approaches"]);
        var criteria = root.List("criteria").Select(node => YamlSection.Of(node, "A criterion", problems)).OfType<YamlSection>().Select(Criterion).ToList();
        var approaches = root.List("approaches").Select(node => YamlSection.Of(node, "An approach", problems)).OfType<YamlSection>()
            .Select(section => Approach(section, criteria, problems)).ToList();
        if (criteria.Count == 0 || criteria.Sum(criterion => criterion.Weight) == 0)
        {
            root.Problem("criteria", "There must be a criterion with a weight above zero.");
        }

        if (approaches.Count < 2)
        {
            root.Problem("approaches", "A comparison needs two approaches.");
        }

        return found.Count == 0 ? (new Evaluation(criteria, approaches), []) : (null, [.. found.OrderBy(problem => problem.Line)]);
    }

    private static Weighed Criterion(YamlSection section)
    {
        section.AllowOnly(["id", "title", "weight"]);
        return new Weighed(section.RequiredText("id"), section.RequiredText("title"), Number(section, "weight", 0, 1000));
    }

    private static Approach Approach(YamlSection section, List<Weighed> criteria, FileProblems problems)
    {
        section.AllowOnly(["id", "title", "covers", "pros", "cons", "wrong_when", "scores"]);
        var scores = new Dictionary<string, Score>(StringComparer.Ordinal);
        if (section.Section("scores") is { } given)
        {
            given.AllowOnly(criteria.Select(criterion => criterion.Id));
            foreach (var criterion in criteria)
            {
                if (given.Section(criterion.Id) is { } score)
                {
                    scores[criterion.Id] = Score(score);
                }
                else if (!given.Has(criterion.Id))
                {
                    problems.Add(given.Line, $"'{section.Text("id")}' has no score for '{criterion.Id}'.");
                }
            }
        }
        else if (!section.Has("scores"))
        {
            section.Problem("scores", $"'{section.Text("id")}' needs 'scores'.");
        }

        return new Approach(
            section.RequiredText("id"), section.RequiredText("title"), section.Texts("covers"), section.Texts("pros"), section.Texts("cons"), section.RequiredText("wrong_when"), scores);
    }

    private static Score Score(YamlSection section)
    {
        section.AllowOnly(["score", "why", "source", "read"]);
        var source = section.Text("source");
        if (source is not null && !source.StartsWith("https://", StringComparison.Ordinal))
        {
            section.Problem("source", "'source' is an https address, or is left out where the score is a judgement.");
        }

        if (source is not null && !section.Has("read"))
        {
            section.Problem("source", "A source needs 'read': the year and month in which it was read.");
        }

        return new Score((int)Number(section, "score", 1, 5), section.RequiredText("why"), source, section.Text("read"));
    }

    private static decimal Number(YamlSection section, string key, int least, int most)
    {
        var text = section.RequiredText(key);
        if (decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, null, out var number) && number >= least && number <= most)
        {
            return number;
        }

        section.Problem(key, $"'{key}' must be a number from {least} to {most}.");
        return least;
    }
}
