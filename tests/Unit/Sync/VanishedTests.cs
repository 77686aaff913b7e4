using Harness.Sync.Ledger;

namespace Harness.Unit.Sync;

/// <summary>What is deleted or merged away on one side of a linked pair.</summary>
public sealed class VanishedTests
{
    [Fact]
    public async Task A_deleted_account_ends_its_link_and_its_customer_makes_no_new_account()
    {
        await using var company = await OpenAsync();
        company.Crm.Delete("Account", "001A");
        await company.SyncAsync();

        company.Erp.Put("customer", company.Erp.All("customer")[0].Id, ("terms.refName", "Net 60"));
        await company.SyncAsync();

        (await LinkAsync(company, "001A")).IsEnded.ShouldBeTrue();
        company.Crm.Created.ShouldBeEmpty();
        (await company.StoppedAsync()).ShouldHaveSingleItem().Subject.Id.ShouldBe("001A");
    }

    [Fact]
    public async Task An_account_that_comes_back_has_its_customer_back()
    {
        await using var company = await OpenAsync();
        company.Crm.Delete("Account", "001A");
        await company.SyncAsync();

        company.Crm.One("Account", "001A").IsDeleted = false;
        company.Crm.Put("Account", "001A", ("Phone", "+49 30 5550100"));
        await company.SyncAsync();

        (await LinkAsync(company, "001A")).IsEnded.ShouldBeFalse();
        company.Erp.All("customer").ShouldHaveSingleItem()["phone"].ShouldBe("+49305550100");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_that_the_ERP_deleted_is_not_made_again()
    {
        await using var company = await OpenAsync();
        company.Erp.Delete("customer", company.Erp.All("customer")[0].Id);
        company.Crm.Put("Account", "001A", ("Phone", "+49 30 5550100"));
        await company.SyncAsync();
        company.Crm.Put("Account", "001A", ("Phone", "+49 30 5550199"));

        await company.SyncAsync();

        company.Erp.All("customer").ShouldBeEmpty();
        company.Erp.Created.Values.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_merged_in_an_ERP_that_calls_it_a_deletion_hands_its_link_to_the_survivor()
    {
        await using var company = await OpenAsync();
        var customer = company.Erp.All("customer")[0];
        company.Customer("cust-2", ("vatRegNumber", customer["vatRegNumber"]));
        await company.SyncAsync();
        company.Erp.Delete("customer", customer.Id);

        await company.SyncAsync();

        (await LinkAsync(company, "001A")).ShouldSatisfyAllConditions(link => link.ErpId.ShouldBe("cust-2"), link => link.IsEnded.ShouldBeFalse());
        company.Erp.All("customer").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_order_for_an_account_whose_link_has_ended_stops_and_goes_on_when_it_is_restored()
    {
        await using var company = await OpenAsync();
        company.Product("PUMP");
        company.Crm.Delete("Account", "001A");
        await company.SyncAsync();
        company.Won("006A", "001A");
        await company.SyncAsync();
        company.Erp.All("salesOrder").ShouldBeEmpty();
        company.Crm.One("Opportunity", "006A")["Sync_Status__c"].ShouldBe("stopped");

        company.Crm.One("Account", "001A").IsDeleted = false;
        company.Crm.Touch(company.Crm.One("Account", "001A"));
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldHaveSingleItem();
    }

    private static async Task<Company> OpenAsync()
    {
        var company = await Company.OpenAsync();
        company.Account("001A");
        await company.SyncAsync();
        return company;
    }

    private static async Task<Link> LinkAsync(Company company, string account) =>
        (await company.Ledger.ReadLinkPageAsync("main", "account", 0, 10, Company.Stop)).Links.Single(link => link.CrmId == account);
}
