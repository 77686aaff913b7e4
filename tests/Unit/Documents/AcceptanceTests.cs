using Harness.Documents.Acceptance;
using Harness.Documents.Paper;
using Harness.Documents.Requirements;

namespace Harness.Unit.Documents;

public sealed class AcceptanceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("acceptance").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_scenario_passed_and_every_measure_within_its_threshold_is_met() => Report(14, ScenarioState.Passed).IsMet.ShouldBeTrue();

    [Theory]
    [InlineData(15.1, ScenarioState.Passed, Outcome.NotMet)]
    [InlineData(14.0, ScenarioState.Failed, Outcome.NotMet)]
    [InlineData(14.0, ScenarioState.NotRun, Outcome.NotShown)]
    [InlineData(null, ScenarioState.Passed, Outcome.NotShown)]
    [InlineData(14.0, null, Outcome.NotShown)]
    public void What_failed_is_not_met_and_what_is_missing_is_not_shown(double? minutes, ScenarioState? state, Outcome outcome) =>
        Report(minutes, state).Judgements.ShouldHaveSingleItem().Outcome.ShouldBe(outcome);

    [Fact]
    public void The_worst_of_several_rehearsals_counts()
    {
        var evidence = new Evidence([], [new("close_to_order_minutes", 3, "a calm day"), new("close_to_order_minutes", 16, "the quarter's end")]);
        var criterion = Requirements.Criteria[0] with { Scenarios = [] };

        Judgement.Of(criterion, evidence).ShouldSatisfyAllConditions(
            judged => judged.Outcome.ShouldBe(Outcome.NotMet),
            judged => judged.Worst!.Where.ShouldBe("the quarter's end"));
    }

    [Fact]
    public void The_reports_of_the_test_command_and_of_the_demo_are_evidence()
    {
        Write("features/salesforce+netsuite/test-tracking.csv",
            "feature,scenario,tags,status,duration_seconds,first_failing_step,message\nOrders,\"A deal, ordered\",,passed,1.0,,\nOrders,'=1+1,,failed,1.0,Then it ties,\"5 <> 6\"\n");
        Write("demo.json", """
            {"lost":0,"doubled":0,"unexplained":1,"violations":0,"close_to_order_seconds":{"p50":1,"p95":90,"max":100},"invoice_status_seconds":{"max":30},
             "calls":{"salesforce":{"total":11,"floor":10},"netsuite":{"total":30,"floor":20}},
             "flows":{"accounts":{"read":9,"created":8,"updated":1,"unchanged":2,"stopped":1}}}
            """);
        Write("load/index.json", """
            {"scenarios":[{"title":"50 at once","isBurst":true,"arrivals":{"isValid":true},"closeToOrder":{"orders":50,"p95":120},
             "judgement":{"lost":0,"doubled":0,"unexplained":0,"violations":2}}]}
            """);

        var evidence = EvidenceFolder.Read(_folder);

        evidence.Scenarios.Select(one => (one.Pair, one.Title, one.State)).ShouldBe(
            [("salesforce+netsuite", "A deal, ordered", ScenarioState.Passed), ("salesforce+netsuite", "=1+1", ScenarioState.Failed)]);
        evidence.Scenarios[1].Trouble.ShouldBe("Then it ties 5 <> 6");
        Worst("close_to_order_minutes").ShouldBe(2);
        Worst("invoice_status_minutes").ShouldBe(0.5m);
        Worst("calls_to_floor").ShouldBe(1.5m);
        Worst("manual_entries_avoided_percent").ShouldBe(90);
        Worst("error_percent").ShouldBe(10);
        Worst("limit_violations").ShouldBe(2);
        Worst("burst_orders").ShouldBe(50);

        decimal Worst(string measure) => evidence.Measured.Where(one => one.Measure == measure).Max(one => one.Value);
    }

    [Fact]
    public void Evidence_that_cannot_be_read_is_refused_with_its_file()
    {
        Write("demo.json", "{ not json");
        Should.Throw<EvidenceException>(() => EvidenceFolder.Read(_folder)).Message.ShouldContain("demo.json is not JSON");
    }

    [Fact]
    public void What_people_wrote_stays_text_in_the_page()
    {
        var hostile = Requirements with { Criteria = [Requirements.Criteria[0] with { Statement = "<script>alert(1)</script>" }] };

        HtmlWriter.Write(new AcceptanceReport(hostile, new Evidence([], []), Noon).Document()).ShouldNotContain("<script");
    }

    [Fact]
    public void A_signature_stands_for_these_bytes_only()
    {
        var book = Book();
        book.Add("sales", "Ann", Decision.Accepted, "", [], Noon);
        book.Verify().ShouldBeEmpty();
        book.Missing(["sales"]).ShouldBeEmpty();

        Write("acceptance.html", "another report");

        SignOffBook.Open(_folder).Verify().ShouldHaveSingleItem().ShouldContain("another version of the report");
        SignOffBook.Open(_folder).Missing(["sales"]).ShouldBe(["sales"]);
    }

    [Theory]
    [InlineData("rejected", "accepted")]
    [InlineData("Bob", "Rob")]
    [InlineData("too slow", "fine")]
    public void A_decision_that_was_altered_is_found(string was, string becomes)
    {
        Book().Add("finance", "Bob", Decision.Rejected, "too slow", [], Noon);
        Write("signoffs.json", File.ReadAllText(Path.Combine(_folder, "signoffs.json")).Replace(was, becomes));

        SignOffBook.Open(_folder).Verify().ShouldHaveSingleItem().ShouldContain("altered");
    }

    [Fact]
    public void A_decision_that_was_taken_out_is_found()
    {
        var book = Book();
        book.Add("finance", "Bob", Decision.Rejected, "too slow", [], Noon);
        book.Add("sales", "Ann", Decision.Accepted, "", [], Noon);
        var text = File.ReadAllText(Path.Combine(_folder, "signoffs.json"));
        Write("signoffs.json", "[" + text[text.LastIndexOf('{')..]);

        SignOffBook.Open(_folder).Verify().ShouldNotBeEmpty();
    }

    [Fact]
    public void The_last_decision_of_a_role_counts()
    {
        var book = Book();
        book.Add("sales", "Ann", Decision.Accepted, "", [], Noon);
        book.Add("sales", "Ann", Decision.Rejected, "I saw the totals", [], Noon);
        book.Missing(["sales"]).ShouldBe(["sales"]);

        book.Add("sales", "Ann", Decision.AcceptedWithChanges, "", ["totals"], Noon);
        book.Missing(["sales"]).ShouldBeEmpty();
    }

    private static Requirements Requirements { get; } = new(
        "Quote to cash", [new("sales", "Sales lead", "Ann", [], [])], [], [new("fast", "Faster")], [new("order", "An order from a deal", "fast", ["sales"], null, 5)],
        [new("soon", "order", "Within 15 minutes.", Measure.All["close_to_order_minutes"], new Threshold(true, 15), ["Orders: A deal is ordered"])], ["sales"]);

    private static AcceptanceReport Report(double? minutes, ScenarioState? state) => new(
        Requirements,
        new Evidence(
            state is { } one ? [new("salesforce+netsuite", "Orders", "A deal is ordered", one, "")] : [],
            minutes is { } value ? [new("close_to_order_minutes", (decimal)value, "a rehearsal")] : []),
        Noon);

    private SignOffBook Book()
    {
        Write("acceptance.html", "the report");
        return SignOffBook.Open(_folder);
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
        File.WriteAllText(Path.Combine(_folder, file), text);
    }
}
