using Harness.Core.Governance;
using Harness.Core.Records;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Governance;

public sealed class MergeLineTests
{
    private static readonly Line[] Sold = [Order("a", 1, 100), Order("b", 2, 50)];

    [Fact]
    public void A_new_order_takes_all_lines_in_the_CRMs_order()
    {
        var plan = ThreeWayMerge.Plan(Entity("sales_order"), Crm("sales_order"), Erp("sales_order"), null, Snapshot(SystemRole.Crm, FieldSet.Empty, Sold), null);

        plan.LinesForErp!.Select(line => line.Key).ShouldBe(["a", "b"]);
        plan.LinesForCrm.ShouldBeNull();
    }

    [Fact]
    public void The_same_lines_in_another_order_are_no_change()
    {
        var plan = Merge("sales_order", Sold, Sold, [.. Sold.Reverse()]);

        plan.LinesForErp.ShouldBeNull();
        plan.AgreedLines.ShouldNotBeNull();
    }

    [Fact]
    public void A_changed_quantity_rewrites_the_orders_lines()
    {
        var plan = Merge("sales_order", Sold, [Order("a", 3, 100), Sold[1]], Sold);

        plan.LinesForErp!.Count.ShouldBe(2);
        plan.LinesForErp[0].Fields.ValueOf("quantity").ShouldBe(3m);
    }

    [Fact]
    public void A_line_that_Finance_added_stays_until_Sales_changes_the_lines()
    {
        Line[] withFreight = [.. Sold, Order("freight", 1, 9)];

        Merge("sales_order", Sold, Sold, withFreight).LinesForErp.ShouldBeNull();
        Merge("sales_order", Sold, [Sold[0]], withFreight).LinesForErp!.Select(line => line.Key).ShouldBe(["a"]);
    }

    [Fact]
    public void A_line_discount_of_zero_equals_none() =>
        Merge("sales_order", null, [Order("a", 1, 100, 0m)], [Order("a", 1, 100, 0m)]).LinesForErp.ShouldBeNull();

    [Fact]
    public void A_price_in_a_currency_that_the_ERP_does_not_know_stays_in_the_CRM()
    {
        Line[] erp = [Price("EUR", 10), Price("USD", 12)];
        Line[] crm = [Price("EUR", 10), Price("GBP", 9)];

        var plan = Merge("product", null, crm, erp);

        plan.LinesForCrm!.Select(line => line.Key).ShouldBe(["EUR", "USD", "GBP"]);
        Merge("product", erp, plan.LinesForCrm!, erp).LinesForCrm.ShouldBeNull();
    }

    [Fact]
    public void A_price_changed_in_the_CRM_is_put_back()
    {
        var plan = Merge("product", [Price("EUR", 10)], [Price("EUR", 11)], [Price("EUR", 10)]);

        plan.LinesForCrm![0].Fields.ValueOf("price").ShouldBe(new Money(10, "EUR"));
        plan.Decisions.ShouldHaveSingleItem().Rule.ShouldBe("put back: erp owns");
    }

    [Fact]
    public void Lines_that_were_not_read_are_left_alone()
    {
        var plan = ThreeWayMerge.Plan(
            Entity("sales_order"), Crm("sales_order"), Erp("sales_order"), FieldSet.Empty, Sold, Snapshot(SystemRole.Crm, FieldSet.Empty, []), Snapshot(SystemRole.Erp, FieldSet.Empty));

        plan.LinesForErp.ShouldBeNull();
        plan.AgreedLines.ShouldBeNull();
    }

    private static MergePlan Merge(string entity, IReadOnlyList<Line>? baseline, IReadOnlyList<Line> crm, IReadOnlyList<Line> erp) => ThreeWayMerge.Plan(
        Entity(entity), Crm(entity), Erp(entity), FieldSet.Empty, baseline, Snapshot(SystemRole.Crm, FieldSet.Empty, crm), Snapshot(SystemRole.Erp, FieldSet.Empty, erp));

    private static Line Order(string key, decimal quantity, decimal price, decimal discount = 0) =>
        new(key, Fields(("product", "01t1"), ("quantity", quantity), ("unit_price", new Money(price, "EUR")), ("discount", discount)));

    private static Line Price(string currency, decimal price) => new(currency, Fields(("currency", currency), ("price", new Money(price, currency))));
}
