using Harness.Documents.Acceptance;
using Harness.Documents.Requirements;

namespace Harness.Unit.Documents;

public sealed class RequirementsTests
{
    private const string Small = """
        project: Quote to cash
        stakeholders:
          - id: sales
            role: Sales lead
            name:
        workflows:
          - id: entry
            title: A deal is keyed in
            done_by: sales
            minutes_per_record: # asked on Monday
            records_per_month: 90
            pains: []
        goals:
          - id: fast
            title: Faster
        use_cases:
          - id: order
            title: An order from a deal
            goal: fast
            for: [sales]
            workflow: entry
            impact:
        criteria:
          - id: soon
            use_case: order
            statement: Within 15 minutes.
            measure: close_to_order_minutes
            at_most: 15
            scenarios: ["Orders: A deal is ordered in <currency>"]
        go_live:
          signed_by: [sales]
        """;

    public static string Preset => File.ReadAllText(Path.Combine(Repository.Root, "runner", "Host", "requirements.yaml"));

    [Fact]
    public void The_preset_can_be_read_and_names_only_scenarios_that_exist()
    {
        var (requirements, problems) = RequirementsFile.Read(Preset, "requirements.yaml");

        problems.ShouldBeEmpty();
        Coverage.Of(requirements!, new Evidence(FeatureTitles.All(), [])).Where(gap => gap.Kind is not GapKind.Unanswered and not GapKind.ScenarioWithoutUseCase).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("    goal: fast", "    goal: fats", "There is no goal 'fats'. Did you mean 'fast'?")]
    [InlineData("done_by: sales", "done_by: finance", "There is no stakeholder 'finance'.")]
    [InlineData("    use_case: order", "    use_case: other", "There is no use case 'other'.")]
    [InlineData("signed_by: [sales]", "signed_by: [cfo]", "There is no stakeholder 'cfo'.")]
    [InlineData("    at_most: 15", "    at_most: 15\n    at_least: 1", "exactly one of")]
    [InlineData("close_to_order_minutes", "close_to_order_hours", "Did you mean 'close_to_order_minutes'?")]
    [InlineData("    impact:", "    impact: 7", "a whole number from 1")]
    [InlineData("records_per_month: 90", "records_per_month: many", "must be a number")]
    [InlineData("    statement: Within", "    statment: Within", "unknown key 'statment'")]
    public void What_is_wrong_is_named_with_its_line(string right, string wrong, string message)
    {
        var (requirements, problems) = RequirementsFile.Read(Small.Replace(right, wrong), "requirements.yaml");

        requirements.ShouldBeNull();
        problems.ShouldContain(problem => problem.Message.Contains(message) && problem.Line > 0);
    }

    [Fact]
    public void An_unanswered_question_is_not_zero()
    {
        var requirements = Read(Small);

        requirements.Workflows[0].MinutesPerRecord.ShouldBeNull();
        requirements.Workflows[0].HoursPerMonth.ShouldBeNull();
        Read(Small.Replace("minutes_per_record:", "minutes_per_record: 0")).Workflows[0].HoursPerMonth.ShouldBe(0);
    }

    [Fact]
    public void Answers_fill_the_file_and_leave_the_rest_of_it_as_it_was()
    {
        var (text, problems, filled) = Answers.Fill(
            Small, "requirements.yaml", "workflows.entry.minutes_per_record: 12\nworkflows.entry.pains: [\"Typos: two a week\"]\nuse_cases.order.impact: 5\nstakeholders.sales.name: Ann \"Q\" Field\n", "answers.yaml");

        problems.ShouldBeEmpty();
        filled.ShouldBe(4);
        text!.ShouldContain("minutes_per_record: 12 # asked on Monday");
        var requirements = Read(text!);
        requirements.Workflows[0].HoursPerMonth.ShouldBe(18);
        requirements.Workflows[0].Pains.ShouldBe(["Typos: two a week"]);
        requirements.UseCases[0].Impact.ShouldBe(5);
        requirements.Stakeholders[0].Name.ShouldBe("Ann \"Q\" Field");
    }

    [Theory]
    [InlineData("workflows.entry.minutes_per_record: 12\nuse_cases.order.impact: 9\n")]
    [InlineData("workflows.entry.minutes_per_record: 12\nworkflows.gone.pains: [\"x\"]\n")]
    [InlineData("workflows.entry.minutes_per_record: 12\nnonsense: 1\n")]
    public void One_wrong_answer_takes_none_over(string answers)
    {
        var (text, problems, _) = Answers.Fill(Small, "requirements.yaml", answers, "answers.yaml");

        text.ShouldBeNull();
        problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_form_asks_each_person_what_is_theirs_and_comes_back_empty_as_nothing()
    {
        var form = InterviewGuide.Form(Read(Small));

        form.ShouldContain("workflows.entry.minutes_per_record:");
        form.ShouldContain("criteria.soon.at_most:");
        Answers.Fill(Small, "requirements.yaml", form, "answers.yaml").Filled.ShouldBe(0);
    }

    [Fact]
    public void A_criterion_whose_scenario_was_not_run_and_a_scenario_that_nobody_asked_for_are_open_points()
    {
        var gaps = Coverage.Of(Read(Small), new Evidence([new ScenarioResult("a+b", "Orders", "Something else", ScenarioState.Passed, "")], []));

        gaps.Select(gap => gap.Kind).ShouldBe([GapKind.ScenarioUnknown, GapKind.ScenarioWithoutUseCase, GapKind.Unanswered, GapKind.Unanswered, GapKind.Unanswered]);
    }

    [Theory]
    [InlineData("Orders", true)]
    [InlineData("Orders: A deal is ordered in <currency>", true)]
    [InlineData("Orders: A deal is ordered in EUR", true)]
    [InlineData("Orders: A deal is ordered in USD", false)]
    [InlineData("Order", false)]
    public void A_reference_covers_a_feature_a_scenario_or_every_row_of_an_outline(string reference, bool covers) =>
        ScenarioReference.Covers(reference, new ScenarioResult("a+b", "Orders", "A deal is ordered in EUR (currency: EUR, rate: 1)", ScenarioState.Passed, "")).ShouldBe(covers);

    private static Requirements Read(string text) => RequirementsFile.Read(text, "requirements.yaml").Requirements!;
}
