namespace Harness.Features.Gherkin.Tests;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("{int} order(s)", "1 order", "1")]
    [InlineData("{int} order(s)", "12 orders", "12")]
    [InlineData("the total is {decimal}", "the total is -0.5", "-0.5")]
    [InlineData("{word} pays", "Finance pays", "Finance")]
    [InlineData("the account {string}", "the account \"Müller & Söhne \\\"Nord\\\"\"", "Müller & Söhne \"Nord\"")]
    [InlineData("the account {string}", "the account 'Acme'", "Acme")]
    [InlineData("Sales closes/wins {string}", "Sales wins \"A\"", "A")]
    [InlineData("anything {}", "anything at all, really", "at all, really")]
    [InlineData("a \\(kind of) {word}", "a (kind of) kit", "kit")]
    [InlineData(@"^invoice (INV-\d+)$", "invoice INV-7", "INV-7")]
    public void A_pattern_captures_what_it_names(string pattern, string text, string captured)
    {
        var captures = new StepExpression(pattern, _ => null).Match(text);

        captures.ShouldHaveSingleItem().Value.ShouldBe(captured);
    }

    [Theory]
    [InlineData("{int} order(s)", "one order")]
    [InlineData("{int} order(s)", "3 orders more")]
    [InlineData("the account {string}", "the account Acme")]
    [InlineData("Sales closes/wins it", "Sales loses it")]
    public void Another_text_is_another_steps(string pattern, string text) =>
        new StepExpression(pattern, _ => null).Match(text).ShouldBeNull();

    [Fact]
    public void A_parameter_type_that_nothing_declares_is_refused() =>
        Should.Throw<InvalidOperationException>(() => new StepExpression("pay {amount}", _ => null)).Message.ShouldContain("{amount}");
}
