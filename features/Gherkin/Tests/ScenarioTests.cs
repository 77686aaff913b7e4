using Microsoft.Extensions.DependencyInjection;
using static Io.Cucumber.Messages.Types.TestStepResultStatus;

namespace Harness.Features.Gherkin.Tests;

public sealed class ScenarioTests
{
    [Fact]
    public async Task Background_rule_and_outline_rows_each_give_a_scenario_with_fresh_steps()
    {
        var results = await BinderFixture.RunAsync<BasketSteps>("""
            Feature: Basket
              Background:
                Given an empty basket
              Rule: quantities add up
                Scenario Outline: adding
                  When 2 of "kit" are added
                  And <more> of "kit" are added
                  Then the basket holds <all>
                  Examples:
                    | more | all |
                    | 1    | 3   |
                    | 40   | 42  |
            """);

        results.Count.ShouldBe(2);
        results.ShouldAllBe(result => result.FirstTrouble == null);
        results.Select(result => result.Feature.TitleOf(result.Pickle)).ShouldBe(["adding (more: 1, all: 3)", "adding (more: 40, all: 42)"]);
        results.Select(result => result.Feature.LineOf(result.Pickle)).ShouldBe([11, 12]);
    }

    [Fact]
    public async Task After_the_step_that_fails_the_others_are_skipped()
    {
        var result = (await BinderFixture.RunAsync<BasketSteps>("""
            Feature: Basket
              Scenario: wrong
                Given an empty basket
                Then the basket holds 7
                When 2 of "kit" are added
            """)).Single();

        result.Statuses().ShouldBe([PASSED, FAILED, SKIPPED]);
        result.FirstTrouble!.Error!.Message.ShouldContain("7");
    }

    [Fact]
    public async Task An_undefined_step_fails_with_the_method_to_write()
    {
        var result = (await BinderFixture.RunAsync<BasketSteps>("""
            Feature: Basket
              Scenario: unknown
                When Finance posts 2 payments of 10.5 for "Acme"
            """)).Single();

        result.Statuses().ShouldBe([UNDEFINED]);
        result.FirstTrouble!.Message!.ShouldContain("""[When("Finance posts {int} payments of {decimal} for {string}")]""");
        result.FirstTrouble.Message!.ShouldContain("FinancePostsPaymentsOfFor(int number1, decimal number2, string text3)");
    }

    [Fact]
    public async Task A_step_that_two_methods_claim_fails_and_names_both()
    {
        var result = (await BinderFixture.RunAsync<AmbiguousSteps>("""
            Feature: Basket
              Scenario: twice
                Given 3 things
            """)).Single();

        result.Statuses().ShouldBe([AMBIGUOUS]);
        result.FirstTrouble!.Message!.ShouldContain("AmbiguousSteps.Things");
        result.FirstTrouble.Message!.ShouldContain("AmbiguousSteps.Anything");
    }

    [Fact]
    public async Task A_given_is_not_taken_for_a_then()
    {
        var result = (await BinderFixture.RunAsync<BasketSteps>("Feature: F\n  Scenario: S\n    Then an empty basket\n")).Single();

        result.Statuses().ShouldBe([UNDEFINED]);
    }

    [Fact]
    public async Task Tables_texts_and_the_steps_own_types_arrive_as_declared()
    {
        var seen = new List<string>();
        var results = await BinderFixture.RunAsync<TypedSteps>("""
            Feature: Types
              Scenario: all
                Given the products
                  | SKU | Unit price | Active |
                  | A-1 | 10.50      | yes    |
                  | B-2 |            | no     |
                And the note
                  '''
                  two
                  lines
                  '''
                And the address
                  | Field | Value  |
                  | City  | Zürich |
                When 12.50 EUR are paid
            """.Replace("'''", "\"\"\""), services => services.AddSingleton(seen));

        results.Single().FirstTrouble.ShouldBeNull();
        seen.ShouldBe(["A-1 10.50 True", "B-2  False", "two\nlines", "Zürich", "12.50|EUR"]);
    }

    [Fact]
    public async Task Hooks_run_around_the_scenario_and_only_for_their_tags()
    {
        var seen = new List<string>();
        await BinderFixture.RunAsync<HookedSteps>("""
            Feature: Hooks
              @slow
              Scenario: first
                Given it fails
              Scenario: second
                Given it works
            """, services => services.AddSingleton(seen));

        seen.ShouldBe(["before first", "slow", "after first InvalidOperationException", "before second", "works", "after second "]);
    }

    [Fact]
    public void An_ignored_scenario_says_why()
    {
        var feature = FeatureFile.Parse("sample.feature", """
            Feature: F
              @ignore
              Scenario: with a reason
                Ignored: NetSuite's sandbox has no kits.
                Given a
              @ignore
              Scenario: without
                Given a
            """);

        feature.Pickles.Select(feature.ReasonToIgnore).ShouldBe(["NetSuite's sandbox has no kits.", null]);
    }

    private sealed class BasketSteps
    {
        private int _count = 1000;

        [Given("an empty basket")]
        public void Empty() => _count = 0;

        [When("{int} of {string} is/are added")]
        public async Task AddAsync(int quantity, string product)
        {
            await Task.Yield();
            product.ShouldBe("kit");
            _count += quantity;
        }

        [Then("the basket holds {int}")]
        public void Holds(int expected) => _count.ShouldBe(expected);
    }

    private sealed class AmbiguousSteps
    {
        [Given("{int} things")]
        public static void Things(int count) => count.ShouldBe(3);

        [Given("^(.*) things$")]
        public static void Anything(string text) => text.ShouldBe("3");
    }

    private sealed record ProductRow(string Sku, decimal? UnitPrice, bool Active);

    private sealed class AddressRow
    {
        public string City { get; set; } = "";
    }

    private sealed record Amount(decimal Value, string Currency);

    private sealed class TypedSteps(List<string> seen)
    {
        [StepArgumentTransformation(@"(\d+\.\d+) ([A-Z]{3})", Name = "amount")]
        public static Amount ToAmount(decimal value, string currency) => new(value, currency);

        [Given("the products")]
        public void Products(DataTable table) =>
            seen.AddRange(table.CreateSet<ProductRow>().Select(row => $"{row.Sku} {row.UnitPrice} {row.Active}"));

        [Given("the note")]
        public void Note(string text) => seen.Add(text);

        [Given("the address")]
        public void Address(Table table) => seen.Add(table.CreateInstance<AddressRow>().City);

        [When("{amount} are paid")]
        public void Paid(Amount amount) => seen.Add($"{amount.Value}|{amount.Currency}");
    }

    private sealed class HookedSteps(List<string> seen, ScenarioContext context, ITestOutputHelper output)
    {
        [BeforeScenario]
        public void Before() => seen.Add($"before {context.ScenarioInfo.Title}");

        [BeforeScenario("@slow", Order = 20000)]
        public void Slow() => seen.Add("slow");

        [AfterScenario]
        public void After() => seen.Add($"after {context.ScenarioInfo.Title} {context.TestError?.GetType().Name}");

        [Given("it works")]
        public void Works()
        {
            output.WriteLine("working");
            seen.Add("works");
        }

        [Given("it fails")]
        public static void Fails() => throw new InvalidOperationException("It fails.");
    }
}
