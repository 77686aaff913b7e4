using System.Text.Json.Nodes;

namespace Harness.Reliability.Faults;

/// <summary>The runner meets each fault while it works, and ends where a day without trouble would have ended.</summary>
public sealed class RunnerFaultTests
{
    private const int MostRounds = 400;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("salesforce", """{"kind":"throttle","times":3}""")]
    [InlineData("salesforce", """{"kind":"throttle","operation":"write","times":2}""")]
    [InlineData("salesforce", """{"kind":"throttle","times":1,"retryAfter":1}""")]
    [InlineData("salesforce", """{"kind":"throttle","times":1,"retryAfter":1,"retryAfterAs":"date"}""")]
    [InlineData("salesforce", """{"kind":"timeout","operation":"write","hold":1}""")]
    [InlineData("salesforce", """{"kind":"reset-before","operation":"write","times":2}""")]
    [InlineData("salesforce", """{"kind":"reset-after-commit","operation":"write","times":2}""")]
    [InlineData("salesforce", """{"kind":"error-after-commit","operation":"write","times":2}""")]
    [InlineData("salesforce", """{"kind":"late-commit","operation":"write","delay":0.3,"hold":1}""")]
    [InlineData("salesforce", """{"kind":"unavailable","times":3}""")]
    [InlineData("salesforce", """{"kind":"unavailable","times":3,"html":true}""")]
    [InlineData("salesforce", """{"kind":"expire-token","after":3}""")]
    [InlineData("salesforce", """{"kind":"revoke-token","after":3}""")]
    [InlineData("salesforce", """{"kind":"row-lock","times":2}""")]
    [InlineData("salesforce", """{"kind":"partial-batch","times":2}""")]
    [InlineData("salesforce", """{"kind":"slow-page","operation":"read","times":2,"delay":0.3}""")]
    [InlineData("salesforce", """{"kind":"late-visible","times":2,"delay":1}""")]
    [InlineData("netsuite", """{"kind":"throttle","times":3}""")]
    [InlineData("netsuite", """{"kind":"throttle","times":3,"status":400}""")]
    [InlineData("netsuite", """{"kind":"throttle","times":1,"retryAfter":1}""")]
    [InlineData("netsuite", """{"kind":"throttle","times":1,"retryAfter":1,"retryAfterAs":"date"}""")]
    [InlineData("netsuite", """{"kind":"timeout","operation":"write","hold":1}""")]
    [InlineData("netsuite", """{"kind":"reset-before","operation":"write","times":2}""")]
    [InlineData("netsuite", """{"kind":"reset-after-commit","operation":"write","times":2}""")]
    [InlineData("netsuite", """{"kind":"error-after-commit","operation":"write","times":2}""")]
    [InlineData("netsuite", """{"kind":"late-commit","operation":"write","delay":0.3,"hold":1}""")]
    [InlineData("netsuite", """{"kind":"unavailable","times":3}""")]
    [InlineData("netsuite", """{"kind":"unavailable","times":3,"html":true}""")]
    [InlineData("netsuite", """{"kind":"expire-token","after":3}""")]
    [InlineData("netsuite", """{"kind":"revoke-token","after":3}""")]
    [InlineData("netsuite", """{"kind":"row-lock","operation":"write","times":2}""")]
    [InlineData("netsuite", """{"kind":"slow-page","operation":"read","times":2,"delay":0.3}""")]
    [InlineData("netsuite", """{"kind":"late-visible","operation":"write","times":2,"delay":1}""")]
    [InlineData("netsuite", """{"kind":"stale-index","operation":"write","times":2,"delay":1}""")]
    public async Task Nothing_is_lost_doubled_or_left_unexplained(string system, string order)
    {
        await using var company = Company.Open(accounts: 4, opportunities: 3);
        var terminal = new TerminalOf(company);
        await terminal.TypeAsync("check", "--fix");
        await terminal.TypeAsync("once");
        using var vendor = await RawVendor.LogInAsync(company, system, Ct);
        (await vendor.ArmAsync(JsonNode.Parse(order)!.AsObject(), Ct)).Status.ShouldBe(201);

        People(company);
        await SettleAsync(company, terminal, atLeast: order.Contains("delay", StringComparison.Ordinal) ? TimeSpan.FromSeconds(2) : TimeSpan.Zero);

        company.System(system).Faults.Armed.ShouldHaveSingleItem().Fired.ShouldBeGreaterThan(0);
        Judge(company);
        company.Crm.Calls.Violations.Concat(company.Erp.Calls.Violations).Select(violation => $"{violation.Kind} {violation.Detail}").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_disappears_in_the_middle_of_a_run_stops_what_needs_it_with_its_name_and_nothing_is_emptied()
    {
        await using var company = Company.Open(accounts: 4, opportunities: 3);
        var terminal = new TerminalOf(company);
        await terminal.TypeAsync("check", "--fix");
        await terminal.TypeAsync("once");
        var limits = CreditLimits(company);
        using var vendor = await RawVendor.LogInAsync(company, "salesforce", Ct);
        await vendor.ArmAsync(JsonNode.Parse("""{"kind":"schema-change","operation":"read","after":1,"object":"Account","field":"Credit_Limit__c"}""")!.AsObject(), Ct);

        People(company);
        var (_, during) = await terminal.TypeAsync("once");
        var (exit, said) = await terminal.TypeAsync("once");

        (exit, said.Contains("Credit_Limit__c", StringComparison.Ordinal)).ShouldBe((2, true), during + said);
        CreditLimits(company).ShouldBe(limits);
        Company.Act(company.Crm, "show-field", new JsonObject { ["object"] = "Account", ["field"] = "Credit_Limit__c" });
        await SettleAsync(company, terminal, TimeSpan.Zero);
        Judge(company);
    }

    private static void People(Company company)
    {
        foreach (var opportunity in company.OpenOpportunities())
        {
            company.Win(opportunity);
        }

        var account = Company.Records(company.Crm, "Account")[0];
        Company.Edit(company.Crm, "Account", account["Id"]!.ToString(), new JsonObject { ["ShippingStreet"] = "Dock 12" });
        var customer = Company.Records(company.Erp, "customer")[^1];
        Company.Act(company.Erp, "edit-address", new JsonObject { ["customer"] = customer["id"]!.ToString(), ["addr1"] = "Invoice Lane 3" });
    }

    /// <param name="atLeast">What comes late has come by then.</param>
    private static async Task SettleAsync(Company company, TerminalOf terminal, TimeSpan atLeast)
    {
        var began = Company.Clock.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(300), Company.Clock);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = company.Written;
            var (exit, _) = await terminal.TypeAsync("once");
            var status = JsonNode.Parse((await terminal.TypeAsync("status", "--json")).Said)!;
            if (exit is 0 or 3 && company.Written == before && status["next_due"] is null && status["pending_notes"]!.GetValue<int>() == 0
                && status["open_intents"]!.GetValue<int>() == 0 && Company.Clock.GetElapsedTime(began) >= atLeast)
            {
                return;
            }

            await pause.WaitForNextTickAsync(Ct);
        }

        throw new InvalidOperationException($"The systems did not come to rest in {MostRounds} rounds: {(await terminal.TypeAsync("status")).Said}");
    }

    private static void Judge(Company company)
    {
        var verdict = company.Verdict();
        foreach (var kind in new[] { "lost", "doubled", "unexplained" })
        {
            verdict[kind]!.AsArray().Select(one => one!.ToJsonString()).ShouldBeEmpty(kind);
        }

        verdict["checked"]!["orders"]!.GetValue<int>().ShouldBe(3);
    }

    private static IReadOnlyList<string?> CreditLimits(Company company) =>
        [.. Company.Records(company.Erp, "customer").Select(one => one["creditLimit"]?.ToString())];
}
