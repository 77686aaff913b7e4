using System.Text.Json.Nodes;
using Harness.Host;
using Microsoft.Data.Sqlite;

namespace Harness.Unit.Host.Commands;

/// <summary>Each piece of bad input ends with a message that names place and remedy, the right exit code, and nothing written.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData(new string[0], "harness has the commands")]
    [InlineData(new[] { "onec" }, "Did you mean 'once'?")]
    [InlineData(new[] { "failures", "lst" }, "Did you mean 'list'?")]
    [InlineData(new[] { "failures", "retry", "1" }, "Option '--why' is required.")]
    [InlineData(new[] { "failures", "retry", "1", "--why", " " }, "must not be empty")]
    [InlineData(new[] { "failures", "show", "99" }, "There is no item 99")]
    [InlineData(new[] { "failures", "override", "99", "--why", "x" }, "There is no item 99")]
    [InlineData(new[] { "approvals", "approve", "99", "--why", "x" }, "There is no question 99")]
    [InlineData(new[] { "matches", "confirm", "99", "--with", "1", "--why", "x" }, "There is no question 99")]
    [InlineData(new[] { "explain", "account", "001" }, "has not seen account 001")]
    [InlineData(new[] { "explain", "customer", "1" }, "'sales_order'")]
    [InlineData(new[] { "backfill", "orders", "--since", "2026-01-01" }, "There is no flow \"orders\"")]
    [InlineData(new[] { "backfill", "accounts", "--since", "soon" }, "a day like 2026-01-31")]
    public async Task A_wrong_call_ends_with_1_and_says_what_would_be_right(string[] arguments, string message)
    {
        await using var company = Company.New();

        var answer = await company.TypeAsync([.. arguments, "--json"]);

        answer.Exit.ShouldBe(ExitCode.Usage);
        answer.Messages.ShouldContain(message);
        answer.Json["exit_code"]!.GetValue<int>().ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_ends_with_2()
    {
        await using var company = Company.New();
        File.Delete(Path.Combine(company.Folder, "appsettings.json"));

        await RefusedAsync(company, ExitCode.Configuration, "harness init");
    }

    [Fact]
    public async Task An_unknown_integration_ends_with_2()
    {
        await using var company = Company.New();

        (await company.TypeAsync("once", "--integration", "other")).ShouldSatisfyAllConditions(
            answer => answer.Exit.ShouldBe(ExitCode.Configuration), answer => answer.Messages.ShouldContain("the folder has main"));
        File.Exists(Path.Combine(company.Folder, "harness.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Missing_secrets_of_all_systems_are_named_at_once()
    {
        await using var company = Company.New();
        company.Configure(settings =>
        {
            settings["Systems"]!["salesforce"]!["Login"]!["ClientId"] = "";
            settings["Systems"]!["netsuite"]!["Login"]!["CertificateId"] = "";
        });

        var answer = await RefusedAsync(company, ExitCode.Configuration, "Systems:salesforce:Login:ClientId");
        answer.Messages.ShouldContain("Systems:netsuite:Login:CertificateId");
    }

    [Fact]
    public async Task An_unreachable_system_ends_with_4_and_names_it()
    {
        await using var company = Company.New();
        company.Configure(settings => settings["Systems"]!["netsuite"]!["Login"]!["BaseUrl"] = "http://127.0.0.1:9");

        await RefusedAsync(company, ExitCode.Unreachable, "netsuite");
    }

    [Theory]
    [InlineData("salesforce", "ClientId")]
    [InlineData("netsuite", "CertificateId")]
    public async Task A_refused_login_ends_with_2(string system, string setting)
    {
        await using var company = Company.New();
        company.Configure(settings => settings["Systems"]![system]!["Login"]![setting] = "wrong");

        await RefusedAsync(company, ExitCode.Configuration, system);
    }

    [Fact]
    public async Task A_field_that_is_hidden_from_the_integration_user_ends_with_2_and_its_row()
    {
        await using var company = await Company.ReadyAsync();
        await company.ActAsync(company.Crm, "hide-field", new JsonObject { ["object"] = "Account", ["field"] = "Tax_Id__c" });

        (await RefusedAsync(company, ExitCode.Configuration, "matrix/account.yaml:")).Messages.ShouldContain("Tax_Id__c");
    }

    [Fact]
    public async Task A_field_that_is_not_there_is_named_with_file_line_and_the_nearest_name()
    {
        await using var company = await Company.ReadyAsync();
        company.Rewrite("matrix/account.yaml", "salesforce: Tax_Id__c", "salesforce: Tax_Idd__c");

        (await RefusedAsync(company, ExitCode.Configuration, "Did you mean 'Tax_Id__c'?")).Messages.ShouldMatch(@"matrix/account\.yaml:\d+: ");
    }

    [Fact]
    public async Task Custom_fields_that_nobody_has_created_are_named_with_the_remedy()
    {
        await using var company = Company.New();

        (await RefusedAsync(company, ExitCode.Configuration, "check --fix")).Messages.ShouldContain("Account.ERP_Id__c");
    }

    [Fact]
    public async Task A_damaged_ledger_is_left_as_it_is()
    {
        await using var company = Company.New();
        var file = Path.Combine(company.Folder, "harness.db");
        await File.WriteAllTextAsync(file, new string('x', 5000), Company.Ct);

        await RefusedAsync(company, ExitCode.Configuration, "is damaged");
        (await File.ReadAllTextAsync(file, Company.Ct)).ShouldBe(new string('x', 5000));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused()
    {
        await using var company = Company.New();
        (await company.TypeAsync("status")).Exit.ShouldBe(ExitCode.Ok);
        await using (var ledger = new SqliteConnection($"Data Source={Path.Combine(company.Folder, "harness.db")};Pooling=False"))
        {
            await ledger.OpenAsync(Company.Ct);
            await using var newer = ledger.CreateCommand();
            newer.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('20991231000000_Later', '99.0.0')";
            await newer.ExecuteNonQueryAsync(Company.Ct);
        }

        await RefusedAsync(company, ExitCode.Configuration, "newer version");
    }

    [Fact]
    public async Task A_second_runner_on_the_ledger_is_refused()
    {
        await using var company = await Company.ReadyAsync();
        await using var first = await company.OpenAsync();
        await first.Ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Company.Ct);

        await RefusedAsync(company, ExitCode.Configuration, "is in use by first");
        (await company.TypeAsync("run")).Exit.ShouldBe(ExitCode.Configuration);
    }

    private static async Task<Answer> RefusedAsync(Company company, int exit, string message)
    {
        var before = await company.JournalsAsync();
        var answer = await company.TypeAsync("once", "--json");
        answer.Exit.ShouldBe(exit, answer.Messages);
        answer.Messages.ShouldContain(message);
        answer.Messages.ShouldNotContain("   at ");
        answer.Json["error"]!.AsArray().ShouldNotBeEmpty();
        (await company.JournalsAsync()).ShouldBe(before);
        return answer;
    }
}
