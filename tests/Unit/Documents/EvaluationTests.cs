using Harness.Documents.Evaluation;
using Harness.Documents.Paper;

namespace Harness.Unit.Documents;

public sealed class EvaluationTests
{
    private static readonly Weighed Cost = new("cost", "Cost", 50);
    private static readonly Weighed Errors = new("errors", "Errors", 50);

    private static string Preset => File.ReadAllText(Path.Combine(Repository.Root, "runner", "Host", "evaluation.yaml"));

    [Fact]
    public void The_facts_that_come_with_it_can_be_read_and_say_when_Harness_is_the_wrong_choice()
    {
        var (evaluation, problems) = EvaluationFile.Read(Preset, "evaluation.yaml");

        problems.ShouldBeEmpty();
        evaluation!.Approaches.Single(approach => approach.Id == "harness").WrongWhen.ShouldNotBeEmpty();
        evaluation.Approaches.Count.ShouldBeGreaterThanOrEqualTo(11);
    }

    [Fact]
    public void Points_are_the_weighted_mean_from_0_to_100() => new Evaluation([Cost, Errors], [Approach("worst", 1, 1), Approach("best", 5, 5), Approach("cheap", 5, 2)])
        .Ranking().Select(ranked => (ranked.Approach.Id, ranked.Points)).ShouldBe([("best", 100m), ("cheap", 62.5m), ("worst", 0m)]);

    [Fact]
    public void What_would_change_the_first_place_is_the_nearest_weight()
    {
        var turns = new Evaluation([Cost with { Weight = 40 }, Errors with { Weight = 60 }], [Approach("sure", 2, 5), Approach("cheap", 5, 2)]).Turns();

        turns.Select(turn => (turn.Criterion.Id, turn.Now, turn.From, turn.First.Id)).ShouldBe([("cost", 40m, 50, "cheap"), ("errors", 60m, 50, "cheap")]);
    }

    [Fact]
    public void A_first_place_that_nothing_shakes_has_no_turn() =>
        new Evaluation([Cost, Errors], [Approach("best", 5, 5), Approach("other", 4, 4)]).Turns().ShouldBeEmpty();

    [Theory]
    [InlineData("weight: 25", "weight: heavy", "must be a number from 0 to 1000")]
    [InlineData("score: 5", "score: 6", "must be a number from 1 to 5")]
    [InlineData("errors: { score: 2, why: Rarely", "error: { score: 2, why: Rarely", "has no score for 'errors'")]
    [InlineData(", read: 2026-11 }", " }", "A source needs 'read'")]
    public void What_is_wrong_in_the_file_is_named(string right, string wrong, string message)
    {
        Preset.ShouldContain(right);
        var (evaluation, problems) = EvaluationFile.Read(Preset.Replace(right, wrong), "evaluation.yaml");

        evaluation.ShouldBeNull();
        problems.ShouldContain(problem => problem.Message.Contains(message) && problem.Line > 0);
    }

    [Fact]
    public void The_document_names_every_source_and_marks_what_is_a_judgement()
    {
        var evaluation = EvaluationFile.Read(Preset, "evaluation.yaml").Evaluation!;
        var page = HtmlWriter.Write(DecisionDocument.Of(evaluation.For("salesforce", "netsuite"), evaluation, "Salesforce", "NetSuite", DateTimeOffset.UnixEpoch));

        page.ShouldContain("docs.mulesoft.com");
        page.ShouldContain("judgement");
        page.ShouldContain("The wrong choice when");
        page.ShouldContain("HubSpot data sync: made for hubspot.");
    }

    private static Approach Approach(string id, int cost, int errors) => new(
        id, id, ["any"], [], [], "never", new Dictionary<string, Score> { ["cost"] = new(cost, "", null, null), ["errors"] = new(errors, "", null, null) });
}
