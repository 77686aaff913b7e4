using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Sync;

/// <summary>Which record is the same one, and what people say about it.</summary>
public sealed class MatchingTests
{
    [Fact]
    public async Task Of_two_accounts_with_one_tax_id_one_is_created_and_the_other_asks_a_person()
    {
        await using var company = await TwinsAsync();

        company.Erp.All("customer").ShouldHaveSingleItem();
        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.DoubtfulMatch);
        (await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem().Evidence.ShouldContain("tax_id");
    }

    [Fact]
    public async Task A_twin_that_a_person_calls_new_is_created()
    {
        await using var company = await TwinsAsync();

        await company.DecideAsync((await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem(), Verdict.Approved);
        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldAllBe(item => item.Fault == FaultKind.DuplicateInTarget);
    }

    [Fact]
    public async Task A_twin_that_a_person_confirms_is_not_created_and_says_what_to_do()
    {
        await using var company = await TwinsAsync();
        var question = (await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem();
        var twin = question.Subject.Id == "001A" ? "001B" : "001A";

        await company.DecideAsync(question, Verdict.Approved, twin);
        await company.SyncAsync();

        company.Erp.All("customer").ShouldHaveSingleItem();
        var item = (await company.StoppedAsync()).ShouldHaveSingleItem();
        item.Fault.ShouldBe(FaultKind.DuplicateInTarget);
        item.Reason!.ShouldContain("merge");
    }

    [Fact]
    public async Task A_doubtful_match_that_is_confirmed_links_the_two()
    {
        await using var company = await LookAlikesAsync();

        await company.DecideAsync((await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem(), Verdict.Approved, "C1");
        await company.SyncAsync();

        company.Erp.All("customer").ShouldHaveSingleItem().Id.ShouldBe("C1");
        company.Crm.One("Account", "001A")["ERP_Number__c"].ShouldBe("CUST-C1");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Verdict.Approved)]
    [InlineData(Verdict.Rejected)]
    public async Task A_doubtful_match_that_is_denied_makes_a_new_record(Verdict verdict)
    {
        await using var company = await LookAlikesAsync();

        await company.DecideAsync((await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem(), verdict);
        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(2);
        company.Erp.Created.Values.ShouldBe([1]);
        (await company.StoppedAsync()).ShouldBeEmpty();
    }

    /// <summary>Both records are new to Harness; a person is asked once about the pair and not once from each side.</summary>
    [Fact]
    public async Task A_pair_in_doubt_is_one_question()
    {
        await using var company = await LookAlikesAsync();

        var question = (await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem();

        question.Side.ShouldBe(Harness.Core.Records.SystemRole.Crm);
        (await company.StoppedAsync()).ShouldHaveSingleItem();
        company.Erp.All("customer").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_confirmed_counterpart_that_is_gone_is_not_replaced_by_a_new_record_unasked()
    {
        await using var company = await LookAlikesAsync();
        company.Customer("C2", ("companyName", "Company 001A"));
        var question = (await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem();
        await company.DecideAsync(question, Verdict.Approved, "C1");
        company.Erp.Delete("customer", "C1");

        await company.SyncAsync();

        company.Erp.Created.ShouldBeEmpty();
        (await company.StoppedAsync()).ShouldContain(item => item.Fault == FaultKind.DoubtfulMatch && item.Subject.Id == "001A");
    }

    [Fact]
    public async Task Two_accounts_that_answer_to_one_customer_do_not_share_it()
    {
        await using var company = await Company.OpenAsync();
        company.Customer("C1", ("vatRegNumber", "DE815000333"));
        company.Account("001A", ("Tax_Id__c", "DE815000333"));
        company.Account("001B", ("Tax_Id__c", "DE815000333"));

        await company.SyncAsync();

        company.Erp.All("customer").ShouldHaveSingleItem();
        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.DuplicateInTarget);
    }

    private static async Task<Company> TwinsAsync()
    {
        var company = await Company.OpenAsync();
        company.Account("001A", ("Tax_Id__c", "DE815000333"));
        company.Account("001B", ("Tax_Id__c", "DE815000333"));
        await company.SyncAsync();
        return company;
    }

    private static async Task<Company> LookAlikesAsync()
    {
        var company = await Company.OpenAsync();
        company.Customer("C1", ("companyName", "Company 001A"));
        company.Account("001A", ("Tax_Id__c", null));
        await company.SyncAsync();
        return company;
    }
}
