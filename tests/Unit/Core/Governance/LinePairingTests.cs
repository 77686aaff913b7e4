using Harness.Core.Governance;
using Harness.Core.Records;

namespace Harness.Unit.Core.Governance;

public sealed class LinePairingTests
{
    private static readonly Field<string> product = new("product");
    private static readonly Field<decimal?> quantity = new("quantity");

    [Fact]
    public void Lines_that_say_the_same_are_the_same_wherever_they_stand() =>
        Named([Line("#1", "B", 2), Line("#2", "A", 1)], [Line("L1", "A", 1), Line("L2", "B", 2)]).ShouldBe(["L2", "L1"]);

    [Fact]
    public void Of_one_product_a_changed_line_takes_the_key_that_is_left() =>
        Named([Line("#1", "A", 1), Line("#2", "A", 5)], [Line("L1", "A", 2), Line("L2", "A", 1)]).ShouldBe(["L2", "L1"]);

    [Fact]
    public void A_line_of_another_product_keeps_its_own_key() =>
        Named([Line("#1", "C", 1)], [Line("L1", "A", 1)]).ShouldBe(["#1"]);

    [Fact]
    public void What_was_agreed_before_names_a_line_that_the_other_side_has_dropped() =>
        LinePairing.Name([Line("#1", "A", 1), Line("#2", "B", 2)], [[Line("L1", "A", 1), Line("L2", "B", 2)], [Line("L1", "A", 1)]], Equal, Alike)
            .Select(line => line.Key).ShouldBe(["L1", "L2"]);

    private static IEnumerable<string> Named(IReadOnlyList<Line> lines, IReadOnlyList<Line> named) =>
        LinePairing.Name(lines, [named], Equal, Alike).Select(line => line.Key);

    private static bool Equal(Line left, Line right) => Alike(left, right) && left.Fields.Get(quantity) == right.Fields.Get(quantity);

    private static bool Alike(Line left, Line right) => left.Fields.Get(product) == right.Fields.Get(product);

    private static Line Line(string key, string of, decimal count) => new(key, FieldSet.Empty.With(product, of).With(quantity, count));
}
