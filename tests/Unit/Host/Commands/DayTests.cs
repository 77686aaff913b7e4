using System.Text.Json.Nodes;
using Harness.Host;

namespace Harness.Unit.Host.Commands;

/// <summary>The commands as a company uses them, through the whole program.</summary>
public sealed class DayTests
{
    [Fact]
    public async Task Check_names_the_custom_fields_that_are_missing_and_creates_them_when_asked()
    {
        await using var company = Company.New();

        var before = await company.TypeAsync("check", "--json");
        var fixing = await company.TypeAsync("check", "--fix", "--json");
        var after = await company.TypeAsync("check", "--json");

        (before.Exit, fixing.Exit, after.Exit).ShouldBe((ExitCode.Configuration, ExitCode.Ok, ExitCode.Ok));
        before.Json["fields"]!.AsArray().Select(field => $"{field!["object"]}.{field["field"]}").ShouldContain("Account.ERP_Id__c");
        after.Json["clean"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Check_writes_down_the_least_that_each_login_needs()
    {
        await using var company = await Company.ReadyAsync();
        var folder = Path.Combine(company.Folder, "grants");

        var check = await company.TypeAsync("check", "--grants", folder);

        check.Exit.ShouldBe(ExitCode.Ok);
        Directory.GetFiles(folder).Select(Path.GetFileName).Order().ShouldBe(["Harness.permissionset-meta.xml", "customrole_harness.xml"]);
        check.Output.ShouldContain("Give the file to a Salesforce administrator");
        (await File.ReadAllTextAsync(Path.Combine(folder, "Harness.permissionset-meta.xml"), Company.Ct)).ShouldContain("<field>Opportunity.ERP_Invoice_Status__c</field>");
    }

    [Fact]
    public async Task A_plan_shows_fields_before_and_after_and_writes_nothing_anywhere()
    {
        await using var company = await Company.ReadyAsync();
        var before = await company.JournalsAsync();

        var plan = await company.TypeAsync("plan", "--json");
        var text = await company.TypeAsync("plan");

        plan.Exit.ShouldBe(ExitCode.Ok);
        var name = plan.Json.AsArray().First(line => line!["field"]?.ToString() == "name" && line["action"]!.ToString().StartsWith("create", StringComparison.Ordinal))!;
        (name["before"], string.IsNullOrEmpty(name["after"]?.ToString())).ShouldBe((null, false));
        text.Output.ShouldContain("records would be written; nothing was.");
        (await company.JournalsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_second_once_right_after_the_first_writes_nothing()
    {
        await using var company = await Company.ReadyAsync(accounts: 12, mess: 0.3);
        await company.WinEverythingAsync();
        var first = await company.TypeAsync("once", "--json");
        var between = await company.JournalsAsync();

        var second = await company.TypeAsync("once", "--json");

        first.Exit.ShouldBe(ExitCode.SomeStopped);
        first.Json["sales_orders"]!["created"]!.GetValue<int>().ShouldBeGreaterThan(0);
        second.Json.AsObject().Where(flow => flow.Value is JsonObject).ShouldAllBe(flow => flow.Value!["created"]!.GetValue<int>() + flow.Value["updated"]!.GetValue<int>() == 0);
        (await company.JournalsAsync()).ShouldBe(between);
    }

    [Fact]
    public async Task Stewards_settle_what_stopped()
    {
        await using var company = await Company.ReadyAsync(accounts: 12, mess: 0.3);
        await company.WinEverythingAsync();
        await company.TypeAsync("once");
        var missing = await StoppedAsync(company, "RequiredMissing");
        var unknown = await StoppedAsync(company, "UnknownProduct");
        var discount = (await company.JsonAsync("approvals", "list"))[0]!;
        var doubtful = (await company.JsonAsync("matches", "list"))[0]!;

        (await company.TypeAsync("failures", "override", $"{unknown["item"]}", "--why", "x")).Exit.ShouldBe(ExitCode.Usage);
        (await company.TypeAsync("approvals", "approve", $"{doubtful["id"]}", "--why", "x")).Exit.ShouldBe(ExitCode.Usage);
        (await company.TypeAsync("matches", "confirm", $"{doubtful["id"]}", "--with", "nobody", "--why", "x")).Messages.ShouldContain("is not one of the candidates");
        await DoneAsync(company, "failures", "override", $"{missing["item"]}", "--why", "the customer has none", "--by", "ana");
        await DoneAsync(company, "failures", "resolve", $"{unknown["item"]}", "--why", "a kit that is never sold", "--by", "ana");
        await DoneAsync(company, "approvals", "reject", $"{discount["id"]}", "--why", "too much", "--by", "boss");
        await DoneAsync(company, "matches", "reject", $"{doubtful["id"]}", "--why", "another company", "--by", "ana");
        await company.TypeAsync("once");

        (await company.JsonAsync("failures", "show", $"{missing["item"]}"))["state"]!.ToString().ShouldBe("synced");
        (await company.JsonAsync("failures", "show", $"{unknown["item"]}"))["state"]!.ToString().ShouldBe("skipped");
        (await StoppedAsync(company, "ApprovalRejected"))["id"]!.ToString().ShouldBe(discount["record"]!.ToString());
        var history = await company.JsonAsync("explain", "account", $"{doubtful["record"]}");
        history["links"]!.AsArray().ShouldHaveSingleItem();
        history["audit"]!.AsArray().Select(entry => $"{entry!["actor"]} {entry["action"]}").ShouldContain("ana decided");
        (await company.TypeAsync("failures", "retry", $"{unknown["item"]}", "--why", "x")).Exit.ShouldBe(ExitCode.Usage);
        (await company.TypeAsync("history", "verify", "--json")).ShouldSatisfyAllConditions(
            answer => answer.Exit.ShouldBe(ExitCode.Ok), answer => answer.Json["holds"]!.GetValue<bool>().ShouldBeTrue());
    }

    [Fact]
    public async Task An_approved_order_goes_ahead_and_a_confirmed_match_is_linked()
    {
        await using var company = await Company.ReadyAsync(accounts: 12, mess: 0.3);
        await company.WinEverythingAsync();
        await company.TypeAsync("once");
        var discount = (await company.JsonAsync("approvals", "list"))[0]!;
        var doubtful = (await company.JsonAsync("matches", "list"))[0]!;
        var same = doubtful["evidence"]![0]!["id"]!.ToString();

        await DoneAsync(company, "approvals", "approve", $"{discount["id"]}", "--why", "agreed", "--by", "boss");
        await DoneAsync(company, "matches", "confirm", $"{doubtful["id"]}", "--with", same, "--why", "same address", "--by", "ana");
        (await company.TypeAsync("approvals", "approve", $"{discount["id"]}", "--why", "again")).Messages.ShouldContain("was decided by boss");
        await company.TypeAsync("once");

        (await company.JsonAsync("explain", "sales_order", $"{discount["record"]}"))["links"]!.AsArray().ShouldHaveSingleItem();
        (await company.JsonAsync("explain", "account", $"{doubtful["record"]}"))["links"]![0]!["how"]!.ToString().ShouldBe("confirmed:ana");
    }

    [Fact]
    public async Task A_backfill_counts_first_and_is_done_when_asked()
    {
        await using var company = await Company.ReadyAsync();
        await company.TypeAsync("once");

        var preview = await company.JsonAsync("backfill", "accounts", "--since", "2020-01-01");
        var requested = await company.JsonAsync("backfill", "accounts", "--since", "2020-01-01", "--go");
        var before = await company.JsonAsync("status");
        await company.TypeAsync("once");
        var after = await company.JsonAsync("status");

        preview["found"]!.GetValue<int>().ShouldBeGreaterThan(4);
        requested["requested"]!.GetValue<bool>().ShouldBeTrue();
        before["backfills"]!.AsArray().ShouldAllBe(one => !one!["done"]!.GetValue<bool>());
        after["backfills"]!.AsArray().ShouldAllBe(one => one!["done"]!.GetValue<bool>());
        after["backfills"]!.AsArray().Sum(one => one!["read"]!.GetValue<int>()).ShouldBe(preview["found"]!.GetValue<int>());
        after["flows"]!["accounts"]!.AsObject().ContainsKey("pending").ShouldBeFalse();
    }

    [Fact]
    public async Task Calls_of_a_once_count_for_the_day()
    {
        await using var company = await Company.ReadyAsync();
        await company.TypeAsync("once");

        await using var runner = await company.OpenAsync();
        (await runner.Ledger.CountCallsAsync("netsuite", DateOnly.FromDateTime(Company.Clock.GetUtcNow().UtcDateTime), 0, Company.Ct)).ShouldBeGreaterThan(0);
    }

    private static async Task DoneAsync(Company company, params string[] arguments) =>
        (await company.TypeAsync([.. arguments, "--json"])).ShouldSatisfyAllConditions(
            answer => answer.Exit.ShouldBe(ExitCode.Ok, answer.Messages), answer => answer.Json["done"]!.ToString().ShouldBe(arguments[1]));

    private static async Task<JsonNode> StoppedAsync(Company company, string kind) => (await company.JsonAsync("failures", "list", "--kind", kind))[0]!;
}
