using System.Text.Json.Nodes;
using Harness.Host;

namespace Harness.Unit.Host.Running;

/// <summary>Business goes on after a back-up was made; then the back-up is all that is left.</summary>
public sealed class RestoredBackupTests
{
    [Theory]
    [InlineData("restore")]
    [InlineData("copied back by hand")]
    public async Task What_happened_since_the_back_up_is_found_by_its_keys_and_nothing_doubles_and_nothing_is_lost(string how)
    {
        await using var company = await Company.ReadyAsync(accounts: 6);
        var deals = (await company.RecordsAsync(company.Crm, "Opportunity")).Select(one => one["Id"]!.ToString()).ToList();
        await WinAsync(company, deals[..3]);
        await QuietAsync(company);
        var copy = Path.Combine(company.Folder, "safe.db");
        (await company.TypeAsync("backup", "--to", copy)).Exit.ShouldBe(ExitCode.Ok);

        var account = (await company.RecordsAsync(company.Crm, "Account"))[0]["Id"]!.ToString();
        await company.EnterAsync(company.Crm, "Account", NewAccount("Later GmbH"));
        await company.EditAsync(company.Crm, "Account", account, new JsonObject { ["Phone"] = "+49 30 111111" });
        await WinAsync(company, deals[3..]);
        await QuietAsync(company);
        await company.EditAsync(company.Crm, "Account", account, new JsonObject { ["Phone"] = "+49 30 222222" });
        await QuietAsync(company);
        company.ShouldBeInOrder();
        var (customers, orders) = await CountsAsync(company);
        var written = company.WrittenTo(company.Erp);

        if (how == "restore")
        {
            (await company.TypeAsync("restore", "--from", copy)).Exit.ShouldBe(ExitCode.Ok);
        }
        else
        {
            File.Copy(copy, Path.Combine(company.Folder, "harness.db"), overwrite: true);
        }

        var first = await company.TypeAsync("once");
        first.Exit.ShouldBe(ExitCode.Ok, first.Messages);
        first.Messages.ShouldContain("older copy");
        await QuietAsync(company);

        company.ShouldBeInOrder();
        (await CountsAsync(company)).ShouldBe((customers, orders));
        (await company.RecordsAsync(company.Crm, "Account")).Single(one => one["Id"]!.ToString() == account)["Phone"]!.ToString().ShouldBe("+49 30 222222");
        company.WrittenTo(company.Erp).ShouldBe(written, "The ERP holds everything already.");
        (await company.TypeAsync("history", "verify")).Exit.ShouldBe(ExitCode.Ok);
    }

    private static async Task WinAsync(Company company, IEnumerable<string> deals)
    {
        foreach (var deal in deals)
        {
            await company.ActAsync(company.Crm, "close-won", new JsonObject { ["opportunity"] = deal });
        }
    }

    private static JsonObject NewAccount(string name) => new()
    {
        ["Name"] = name, ["BillingCity"] = "Berlin", ["BillingCountryCode"] = "DE", ["CurrencyIsoCode"] = "EUR",
    };

    private static async Task<(int Customers, int Orders)> CountsAsync(Company company) =>
        ((await company.RecordsAsync(company.Erp, "customer")).Count, (await company.RecordsAsync(company.Erp, "salesOrder")).Count);

    private static async Task QuietAsync(Company company)
    {
        int before;
        do
        {
            before = company.Written;
            var cycle = await company.TypeAsync("once");
            cycle.Exit.ShouldBe(ExitCode.Ok, cycle.Messages + cycle.Output);
        }
        while (company.Written != before);
    }
}
