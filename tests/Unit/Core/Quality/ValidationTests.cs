using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Quality;

public sealed class ValidationTests
{
    private static readonly (string, object?)[] Complete = [("name", "Acme"), ("billing.country", "DE"), ("payment_terms", "Net 30"), ("currency", "EUR")];

    [Fact]
    public void A_complete_customer_may_be_created() => Check(creating: true, Complete).ShouldBeEmpty();

    [Theory]
    [InlineData("name")]
    [InlineData("billing.country")]
    [InlineData("currency")]
    public void A_new_record_needs_what_is_required(string field)
    {
        var fault = Check(creating: true, [.. Complete.Where(pair => pair.Item1 != field)]).ShouldHaveSingleItem();

        fault.Kind.ShouldBe(FaultKind.RequiredMissing);
        fault.Fields.ShouldBe([field]);
    }

    [Fact]
    public void An_existing_record_may_be_silent_about_it_but_must_not_lose_it()
    {
        Check(creating: false, [("phone", "+49301")]).ShouldBeEmpty();
        Check(creating: false, [("name", null)]).ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.RequiredMissing);
    }

    [Theory]
    [InlineData("billing.country", "Atlantis")]
    [InlineData("shipping.country", "ZZ")]
    public void Unknown_codes_are_stopped(string field, string value) =>
        Check(creating: true, [.. Complete.Where(pair => pair.Item1 != field), (field, value)]).ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.InvalidData);

    [Theory]
    [InlineData(0, 5, 0, 1)]
    [InlineData(-1, 5, 0, 1)]
    [InlineData(1, -5, 0, 1)]
    [InlineData(1, 5, 101, 1)]
    [InlineData(1, 5, -1, 1)]
    [InlineData(1, 0, 100, 0)]
    [InlineData(1, 5, 10, 0)]
    public void Lines_have_sound_quantities_prices_and_discounts(int quantity, int price, int discount, int faults)
    {
        Line[] lines = [new("a", Fields(("product", "98"), ("quantity", (decimal)quantity), ("unit_price", new Money(price, "EUR")), ("discount", (decimal)discount)))];

        Order(lines).Count.ShouldBe(faults);
    }

    [Fact]
    public void A_line_without_a_product_and_two_lines_with_one_key_are_stopped()
    {
        Order([new("a", Fields(("quantity", 1m), ("unit_price", new Money(1, "EUR"))))]).ShouldHaveSingleItem().Message.ShouldBe("Line 1 has no product: fill it in.");
        var line = new Line("a", Fields(("product", "98"), ("quantity", 1m), ("unit_price", new Money(1, "EUR"))));
        Order([line, line]).ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.InvalidData);
    }

    private static IReadOnlyList<Fault> Check(bool creating, (string, object?)[] values) =>
        Validation.Check(Entity("account"), Fields(values), null, creating, SystemRole.Erp);

    private static IReadOnlyList<Fault> Order(IReadOnlyList<Line> lines) => Validation.Check(
        Entity("sales_order"), Fields(("account", "1"), ("close_date", new DateOnly(2026, 1, 31)), ("currency", "EUR")), lines, true, SystemRole.Erp);
}
