using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Reliability.Faults;

/// <summary>Each fault as it is seen over a real socket, in the vendor's own shape.</summary>
public sealed class VendorFaultTests
{
    public static TheoryData<string> Rows => [.. FaultRows.All.Select(row => row.ToString())];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_fault_has_the_vendors_own_shape_and_effect(string name)
    {
        var row = FaultRows.Named(name);
        await using var company = Company.Open(accounts: 4, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, row.System, Ct);
        (await bench.Vendor.ArmAsync(row.Order, Ct)).Status.ShouldBe(201);

        var answer = row.Sent == Sent.Write ? await bench.WriteAsync("030 1", Ct) : await bench.ReadAsync(Ct);

        (answer.Status, answer.Body.Contains(row.Says, StringComparison.Ordinal)).ShouldBe((row.Status, true), answer.Body);
        answer.Took.TotalSeconds.ShouldBeGreaterThanOrEqualTo((row.Order["hold"] ?? (row.Order["kind"]!.ToString() == "slow-page" ? row.Order["delay"] : null))?.GetValue<double>() ?? 0);
        answer.MediaType.ShouldBe(row.Status == RawAnswer.Reset ? "" : row.Order["html"] is null ? bench.MediaTypeOf(answer) : "text/html");
        bench.Effects.ShouldBe(row.Effect == Effect.AtOnce ? 1 : 0);
        await CallBench.UntilAsync(() => bench.Effects == (row.Effect == Effect.None ? 0 : 1), Ct);
        company.System(row.System).Faults.Armed.ShouldHaveSingleItem().Fired.ShouldBe(1);
    }

    [Theory]
    [InlineData("salesforce")]
    [InlineData("netsuite")]
    public async Task A_record_that_shows_late_carries_its_earlier_stamp(string system)
    {
        await using var company = Company.Open(accounts: 4, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, system, Ct);
        await bench.Vendor.ArmAsync(new JsonObject { ["kind"] = "late-visible", ["operation"] = "write", ["delay"] = 60 }, Ct);

        (await bench.WriteAsync("030 77", Ct)).Status.ShouldBe(204);

        (await bench.ReadAsync(Ct)).Body.ShouldNotContain("030 77");
        var written = company.System(system).Clock.GetUtcNow();
        company.System(system).Clock.Advance(TimeSpan.FromSeconds(61));
        var late = await bench.ReadAsync(Ct);
        late.Body.ShouldContain("030 77");
        bench.StampIn(late).ShouldBeLessThanOrEqualTo(written);
    }

    [Fact]
    public async Task A_stale_index_shows_the_old_values_for_a_while()
    {
        await using var company = Company.Open(accounts: 4, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, "netsuite", Ct);
        await bench.Vendor.ArmAsync(new JsonObject { ["kind"] = "stale-index", ["delay"] = 30 }, Ct);

        await bench.WriteAsync("030 78", Ct);

        (await bench.ReadAsync(Ct)).Body.ShouldNotContain("030 78");
        company.Erp.Clock.Advance(TimeSpan.FromSeconds(31));
        (await bench.ReadAsync(Ct)).Body.ShouldContain("030 78");
    }

    [Fact]
    public async Task A_vendor_that_cannot_meet_a_fault_says_why_instead_of_never_meeting_it()
    {
        await using var company = Company.Open(accounts: 1, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, "salesforce", Ct);

        var (status, body) = await bench.Vendor.ArmAsync(new JsonObject { ["kind"] = "stale-index" }, Ct);

        (status, body["message"]!.ToString()).ShouldBe((422, company.Crm.Unmet["stale-index"]));
    }

    [Fact]
    public async Task One_row_of_a_batch_can_fail_alone()
    {
        await using var company = Company.Open(accounts: 4, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, "salesforce", Ct);
        await bench.Vendor.ArmAsync(new JsonObject { ["kind"] = "partial-batch", ["after"] = 1, ["operation"] = "write" }, Ct);

        var answer = await bench.Vendor.SendAsync(HttpMethod.Patch, "/services/data/v67.0/composite/sobjects", new JsonObject
        {
            ["allOrNone"] = false,
            ["records"] = new JsonArray([.. Company.Records(company.Crm, "Account").Take(3).Select(account => new JsonObject
            {
                ["attributes"] = new JsonObject { ["type"] = "Account" }, ["Id"] = account["Id"]!.ToString(), ["Phone"] = "+49 30 2",
            })]),
        }, Ct);

        answer.Status.ShouldBe(200);
        JsonNode.Parse(answer.Body)!.AsArray().Select(row => row!["success"]!.GetValue<bool>()).ShouldBe([true, false, true]);
    }

    [Theory]
    [InlineData("salesforce")]
    [InlineData("netsuite")]
    public async Task Faults_are_armed_by_count_and_by_chance_and_the_same_seed_meets_the_same_calls(string system)
    {
        await using var company = Company.Open(accounts: 2, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, system, Ct);

        await bench.Vendor.ArmAsync(new JsonObject { ["kind"] = "unavailable", ["operation"] = "read", ["after"] = 2, ["times"] = 2 }, Ct);
        (await bench.MetAsync(6, Ct)).ShouldBe([false, false, true, true, false, false]);

        var chance = new JsonObject { ["kind"] = "unavailable", ["operation"] = "read", ["probability"] = 0.4, ["seed"] = 5 };
        var runs = new List<IReadOnlyList<bool>>();
        for (var run = 0; run < 2; run++)
        {
            company.System(system).Faults.Disarm();
            await bench.Vendor.ArmAsync(chance.DeepClone().AsObject(), Ct);
            runs.Add(await bench.MetAsync(20, Ct));
        }

        runs[1].ShouldBe(runs[0]);
        runs[0].Count(met => met).ShouldBeInRange(3, 15);
    }

    [Theory]
    [InlineData("seconds")]
    [InlineData("date")]
    public async Task Whoever_calls_before_the_time_it_was_told_is_noticed(string form)
    {
        await using var company = Company.Open(accounts: 2, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, "netsuite", Ct);
        await bench.Vendor.ArmAsync(new JsonObject { ["kind"] = "throttle", ["retryAfter"] = 30, ["retryAfterAs"] = form }, Ct);

        var told = (await bench.ReadAsync(Ct)).RetryAfter.ShouldNotBeNull();

        (form == "date" ? DateTimeOffset.TryParseExact(told, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) : told == "30").ShouldBeTrue(told);
        company.Erp.Clock.Advance(TimeSpan.FromSeconds(20));
        await bench.ReadAsync(Ct);
        company.Erp.Calls.Violations.ShouldHaveSingleItem().Kind.ShouldBe("before-retry-after");
        company.Erp.Clock.Advance(TimeSpan.FromSeconds(20));
        await bench.ReadAsync(Ct);
        company.Erp.Calls.Violations.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("rough")]
    [InlineData("storm")]
    public async Task A_profile_arms_a_named_set_with_a_seed(string profile)
    {
        await using var company = Company.Open(accounts: 2, opportunities: 0);
        using var bench = await CallBench.OpenAsync(company, "netsuite", Ct);

        var (status, body) = await bench.Vendor.ArmAsync(new JsonObject { ["profile"] = profile, ["seed"] = 3 }, Ct);
        var unknown = await bench.Vendor.ArmAsync(new JsonObject { ["profile"] = "hurricane" }, Ct);

        status.ShouldBe(201);
        body.AsArray().Count.ShouldBe(company.Erp.Faults.Armed.Count);
        (await bench.MetAsync(150, Ct)).ShouldContain(true);
        (unknown.Status, unknown.Body["message"]!.ToString()).ShouldBe((400, "There is no fault profile \"hurricane\": none, rough, storm."));
    }
}
