using Harness.Sync.Ledger;

namespace Harness.Unit.Sync.Cursors;

/// <summary>Work and cursor, key and look-up: what holds under lost answers and dying processes, and the designs that do not.</summary>
public sealed class CreationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_in_the_middle_of_a_page_misses_nothing(bool afterTheCommit)
    {
        (await MissedAsync(ledger => ledger.AfterTheCommit = afterTheCommit)).ShouldBe(0);
    }

    [Fact]
    public async Task A_cursor_that_is_stored_before_the_work_misses_a_page() =>
        (await MissedAsync(ledger => ledger.StoresCursorFirst = true)).ShouldBe(450);

    [Fact]
    public async Task Ten_thousand_creations_with_lost_answers_and_dying_processes_make_no_duplicate()
    {
        var (customers, deaths, lost) = await CreateAsync(10_000, _ => { }, freshKeys: false);

        (customers, deaths > 150, lost > 400).ShouldBe((10_000, true, true), $"{customers} customers, {deaths} deaths, {lost} lost answers");
    }

    /// <summary>Where a vendor creates twice under one key, only the look-up in the store stands between a lost answer and a duplicate.</summary>
    [Fact]
    public async Task A_look_up_in_the_store_makes_no_duplicate_where_the_vendors_key_is_not_unique() =>
        (await CreateAsync(1000, company => company.Erp.KeysAreUnique = false, freshKeys: false)).Customers.ShouldBe(1000);

    [Fact]
    public async Task A_lagging_search_as_the_check_for_existence_makes_duplicates() => (await CreateAsync(
        1000,
        company => (company.Erp.KeysAreUnique, company.Erp.FindsNothing) = (false, true),
        freshKeys: false)).Customers.ShouldBeGreaterThan(1000);

    [Fact]
    public async Task A_new_key_for_every_attempt_makes_duplicates() => (await CreateAsync(
        1000,
        company => company.Erp.FindsNothing = true,
        freshKeys: true)).Customers.ShouldBeGreaterThan(1000);

    private static async Task<int> MissedAsync(Action<DyingLedger> design)
    {
        await using var company = await Company.OpenAsync();
        foreach (var number in Enumerable.Range(1, 450))
        {
            company.Account($"001{number:0000}");
        }

        design(company.Pages);
        company.Pages.DiesAtPage = 1;
        await Should.ThrowAsync<ProcessEndedException>(() => company.PollAsync());
        await company.StartAsync();
        await company.PollAsync();

        return 450 - (await company.ItemsAsync(ItemState.Pending)).Count(item => item.Flow == "accounts");
    }

    private static async Task<(int Customers, int Deaths, int Lost)> CreateAsync(int accounts, Action<Company> design, bool freshKeys)
    {
        await using var company = await Company.OpenAsync(() => new() { From = new DateOnly(2026, 2, 1), MaxAttempts = 50 }, freshKeys);
        foreach (var number in Enumerable.Range(1, accounts))
        {
            company.Account($"001{number:00000}");
        }

        var chance = new Random(5);
        var lost = 0;
        company.Erp.React = write =>
        {
            var drawn = write.IsCreate ? chance.NextDouble() : 1;
            lost += drawn is >= 0.02 and < 0.07 ? 1 : 0;
            return drawn < 0.01 ? Reaction.DiesAfterEffect() : drawn < 0.02 ? Reaction.DiesBeforeEffect() : drawn < 0.07 ? Reaction.IsUnknownAfterEffect() : Reaction.Writes;
        };
        design(company);
        await company.PollAsync();
        return (await company.SurviveAsync(), lost) is var (deaths, answers) ? (company.Erp.All("customer").Count, deaths, answers) : default;
    }
}
