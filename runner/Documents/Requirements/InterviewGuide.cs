using System.Text;
using Harness.Documents.Paper;

namespace Harness.Documents.Requirements;

/// <summary>What to ask whom, made from the requirements as they stand; and the form that takes the answers.</summary>
public static class InterviewGuide
{
    public static Document Of(Requirements requirements) => new(
        $"Interview guide: {requirements.Project}",
        "One conversation of about forty minutes with each person. Ask for the last real case before asking for figures; write the answers into the form beside this guide, then \"harness requirements fill\" takes them over.",
        [.. requirements.Stakeholders.Select(stakeholder => Conversation(requirements, stakeholder))]);

    /// <summary>answers.yaml: a key for every question, empty.</summary>
    public static string Form(Requirements requirements)
    {
        var form = new StringBuilder("# The answers, as they were given; leave empty what was not asked.\n# Then: harness requirements fill answers.yaml\n");
        foreach (var stakeholder in requirements.Stakeholders)
        {
            form.Append($"\n# {stakeholder.Role}\n");
            foreach (var question in Questions(requirements, stakeholder))
            {
                form.Append($"# {question.Text}\n{question.Place}:{(question.IsList ? " []" : string.Empty)}\n");
            }
        }

        return form.ToString();
    }

    private static Section Conversation(Requirements requirements, Stakeholder stakeholder)
    {
        var blocks = new List<Block>();
        var signs = requirements.SignedBy.Contains(stakeholder.Id);
        blocks.Add(new Paragraph((stakeholder.Name ?? "Name: ________________") + (signs ? " Signs before the first record is live." : string.Empty)));
        blocks.Add(new Paragraph(Phrase.Strong("To begin with")));
        blocks.Add(new Bullets(["Show me the last deal that went wrong between the two systems. Who noticed, how late, and what did it take to mend?", .. stakeholder.Asks.Select(ask => (Phrase)ask)], Numbered: true));
        blocks.Add(new Paragraph(Phrase.Strong("For the figures")));
        blocks.Add(new Grid(["Question", "Answer"], [.. Questions(requirements, stakeholder).Select(question => (IReadOnlyList<Phrase>)[question.Text, question.Known ?? "________________"])]));
        return new Section(stakeholder.Role, blocks) { NewPage = true };
    }

    private static IEnumerable<Question> Questions(Requirements requirements, Stakeholder stakeholder)
    {
        yield return new Question($"stakeholders.{stakeholder.Id}.name", "Who answers?", stakeholder.Name);
        foreach (var workflow in requirements.Workflows.Where(workflow => workflow.DoneBy == stakeholder.Id))
        {
            yield return new Question($"workflows.{workflow.Id}.minutes_per_record", $"{workflow.Title}: how many minutes does one take?", Show(workflow.MinutesPerRecord));
            yield return new Question($"workflows.{workflow.Id}.records_per_month", $"{workflow.Title}: how many are there in a month?", Show(workflow.RecordsPerMonth));
            yield return new Question($"workflows.{workflow.Id}.pains", $"{workflow.Title}: what goes wrong, and what does that cost?", workflow.Pains.Count == 0 ? null : string.Join("; ", workflow.Pains)) { IsList = true };
        }

        foreach (var useCase in requirements.UseCases.Where(useCase => useCase.For.Contains(stakeholder.Id)))
        {
            yield return new Question($"use_cases.{useCase.Id}.impact", $"{useCase.Title}: how much does it matter, from 1 (nice to have) to 5 (the reason for the project)?", useCase.Impact?.ToString());
            foreach (var criterion in requirements.Criteria.Where(criterion => criterion.UseCase == useCase.Id && criterion.Threshold is not null))
            {
                yield return new Question(
                    $"criteria.{criterion.Id}.{(criterion.Threshold!.AtMost ? "at_most" : "at_least")}",
                    $"{criterion.Statement} Which figure ({criterion.Measure!.Meaning}{(criterion.Measure.Unit.Length > 0 ? $", in {criterion.Measure.Unit}" : string.Empty)}) would you sign?",
                    criterion.Measure.Show(criterion.Threshold.Value));
            }
        }

        yield return new Question($"stakeholders.{stakeholder.Id}.notes", "What else must we know?", stakeholder.Notes.Count == 0 ? null : string.Join("; ", stakeholder.Notes)) { IsList = true };
    }

    private static string? Show(decimal? number) => number?.ToString("0.##");

    private sealed record Question(string Place, string Text, string? Known)
    {
        public bool IsList { get; init; }
    }
}
