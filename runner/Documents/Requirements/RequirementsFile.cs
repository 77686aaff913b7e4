using Harness.Core.Mapping;
using Harness.Core.Mapping.Files;
using YamlDotNet.RepresentationModel;

namespace Harness.Documents.Requirements;

/// <summary>requirements.yaml, read key by key: whatever is wrong is named with its line, and nothing is taken from a file with a fault.</summary>
public static class RequirementsFile
{
    public static (Requirements? Requirements, IReadOnlyList<MatrixProblem> Problems) Read(string text, string file)
    {
        var found = new List<MatrixProblem>();
        var problems = new FileProblems(file, found);
        if (YamlSection.Parse(text, "The file", problems) is not { } root)
        {
            return (null, found);
        }

        root.AllowOnly(["project", "stakeholders", "workflows", "goals", "use_cases", "criteria", "go_live"]);
        var reader = new Reader(problems);
        var stakeholders = reader.Each(root, "stakeholders", "A stakeholder", ["id", "role", "name", "asks", "notes"], Reader.Stakeholder);
        var workflows = reader.Each(root, "workflows", "A workflow", ["id", "title", "done_by", "minutes_per_record", "records_per_month", "pains"], Reader.Workflow);
        var goals = reader.Each(root, "goals", "A goal", ["id", "title"], section => new Goal(section.RequiredText("id"), section.RequiredText("title")));
        var useCases = reader.Each(root, "use_cases", "A use case", ["id", "title", "goal", "for", "workflow", "impact"], Reader.UseCase);
        var criteria = reader.Each(root, "criteria", "A criterion", ["id", "use_case", "statement", "measure", "at_most", "at_least", "scenarios"], Reader.Criterion);
        var goLive = root.Section("go_live");
        goLive?.AllowOnly(["signed_by"]);
        var signedBy = goLive?.Texts("signed_by") ?? [];
        if (goLive is null || signedBy.Count == 0)
        {
            root.Problem("go_live", "'go_live' must name in 'signed_by' who signs before the first record is live.");
        }

        Reader.Link(goLive, "signed_by", signedBy, stakeholders.Select(one => one.Id), "stakeholder");
        reader.Links(stakeholders, workflows, goals, useCases);
        var requirements = new Requirements(root.RequiredText("project"), stakeholders, workflows, goals, useCases, criteria, signedBy);
        return found.Count == 0 ? (requirements, []) : (null, [.. found.OrderBy(problem => problem.Line)]);
    }

    private sealed class Reader(FileProblems problems)
    {
        private readonly List<(YamlSection Section, object Item)> _items = [];

        public List<T> Each<T>(YamlSection root, string key, string name, string[] keys, Func<YamlSection, T> read)
            where T : class
        {
            var items = new List<T>();
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var node in root.List(key))
            {
                if (YamlSection.Of(node, name, problems) is not { } section)
                {
                    continue;
                }

                section.AllowOnly(keys);
                var item = read(section);
                if (section.Text("id") is { } id && !ids.Add(id))
                {
                    section.Problem("id", $"There are two of '{id}' among {key}.");
                }

                _items.Add((section, item));
                items.Add(item);
            }

            if (items.Count == 0)
            {
                root.Problem(key, $"'{key}' must list at least one.");
            }

            return items;
        }

        public static Stakeholder Stakeholder(YamlSection section) =>
            new(section.RequiredText("id"), section.RequiredText("role"), Given(section, "name"), section.Texts("asks"), section.Texts("notes"));

        public static Workflow Workflow(YamlSection section) => new(
            section.RequiredText("id"), section.RequiredText("title"), section.RequiredText("done_by"),
            Number(section, "minutes_per_record"), Number(section, "records_per_month"), section.Texts("pains"));

        public static UseCase UseCase(YamlSection section)
        {
            var impact = Number(section, "impact");
            if (impact is { } given && (given is < 1 or > 5 || given != decimal.Truncate(given)))
            {
                section.Problem("impact", "'impact' is a whole number from 1 (nice to have) to 5 (the reason for the project).");
                impact = null;
            }

            return new UseCase(
                section.RequiredText("id"), section.RequiredText("title"), section.RequiredText("goal"), section.Texts("for"), Given(section, "workflow"), (int?)impact);
        }

        public static Criterion Criterion(YamlSection section)
        {
            var measure = Given(section, "measure") is null ? null : section.One("measure", Measure.All, null!);
            var (most, least) = (Number(section, "at_most"), Number(section, "at_least"));
            if (measure is not null && most is null == least is null)
            {
                section.Problem("measure", "A measure needs exactly one of 'at_most' and 'at_least'.");
            }

            if (measure is null && Given(section, "measure") is null && (most ?? least) is not null)
            {
                section.Problem(most is null ? "at_least" : "at_most", "A threshold needs a 'measure'.");
            }

            var threshold = most is { } upper ? new Threshold(true, upper) : least is { } lower ? new Threshold(false, lower) : null;
            return new Criterion(section.RequiredText("id"), section.RequiredText("use_case"), section.RequiredText("statement"), measure, threshold, section.Texts("scenarios"));
        }

        public void Links(List<Stakeholder> stakeholders, List<Workflow> workflows, List<Goal> goals, List<UseCase> useCases)
        {
            foreach (var (section, item) in _items)
            {
                switch (item)
                {
                    case Workflow workflow:
                        Link(section, "done_by", [workflow.DoneBy], stakeholders.Select(one => one.Id), "stakeholder");
                        break;
                    case UseCase useCase:
                        Link(section, "goal", [useCase.Goal], goals.Select(one => one.Id), "goal");
                        Link(section, "for", useCase.For, stakeholders.Select(one => one.Id), "stakeholder");
                        Link(section, "workflow", useCase.Workflow is { } named ? [named] : [], workflows.Select(one => one.Id), "workflow");
                        break;
                    case Criterion criterion:
                        Link(section, "use_case", [criterion.UseCase], useCases.Select(one => one.Id), "use case");
                        break;
                }
            }
        }

        public static void Link(YamlSection? section, string key, IEnumerable<string> named, IEnumerable<string> known, string what)
        {
            string[] all = [.. known];
            foreach (var wrong in named.Where(name => name.Length > 0).Except(all))
            {
                section!.Problem(key, $"There is no {what} '{wrong}'.{NearestName.Hint(wrong, all)}");
            }
        }

        // A key without a value is a question that nobody has answered yet.
        private static string? Given(YamlSection section, string key) =>
            section.Find(key) is null or YamlScalarNode { Value: null or "" } ? null : section.Text(key);

        private static decimal? Number(YamlSection section, string key)
        {
            if (Given(section, key) is not { } text)
            {
                return null;
            }

            if (decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, null, out var number))
            {
                return number;
            }

            section.Problem(key, $"'{key}' must be a number without a sign, such as 12 or 7.5.");
            return null;
        }
    }
}
