using Harness.Core.Governance;
using Harness.Core.Mapping;
using Harness.Core.Records;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Governance;

public sealed class MergeTests
{
    private static readonly (string, object?)[] Acme = [("name", "Acme"), ("phone", "+4922812345"), ("payment_terms", "Net 30"), ("billing.city", "Bonn")];

    [Fact]
    public void Two_people_editing_different_fields_do_not_conflict()
    {
        var plan = Merge(Acme, With(("phone", "+49301")), With(("payment_terms", "Net 60")));

        plan.ForErp.ShouldBe(Fields(("phone", "+49301")));
        plan.ForCrm.ShouldBe(Fields(("payment_terms", "Net 60")));
        plan.Conflicts.ShouldBeEmpty();
    }

    [Fact]
    public void A_stray_edit_of_a_field_that_Finance_owns_is_put_back_and_reported()
    {
        var plan = Merge(Acme, With(("payment_terms", "Net 60")), With());

        plan.ForCrm.ShouldBe(Fields(("payment_terms", "Net 30")));
        plan.ForErp.Count.ShouldBe(0);
        plan.Decisions.ShouldHaveSingleItem().Rule.ShouldBe("put back: erp owns");
    }

    [Fact]
    public void The_CRMs_edit_of_a_billing_address_travels_when_the_ERP_did_not_change_it()
    {
        var plan = Merge(Acme, With(("billing.city", "Berlin")), With());

        plan.ForErp.ShouldBe(Fields(("billing.city", "Berlin")));
        plan.Decisions.ShouldHaveSingleItem().Rule.ShouldBe("only the crm changed");
    }

    [Fact]
    public void Where_both_changed_the_billing_address_the_ERP_wins()
    {
        var plan = Merge(Acme, With(("billing.city", "Berlin")), With(("billing.city", "Köln")));

        plan.ForCrm.ShouldBe(Fields(("billing.city", "Köln")));
        plan.ForErp.Count.ShouldBe(0);
        plan.Decisions.ShouldHaveSingleItem().Rule.ShouldBe("owner wins: erp");
    }

    [Fact]
    public void A_cleared_phone_number_is_cleared_in_the_ERP()
    {
        var plan = Merge(Acme, With(("phone", null)), With());

        plan.ForErp.HasValue("phone").ShouldBeTrue();
        plan.ForErp.ValueOf("phone").ShouldBeNull();
    }

    [Fact]
    public void A_field_that_a_side_did_not_say_is_neither_cleared_nor_overwritten()
    {
        var silent = Fields(With()).WithoutValue("phone");
        var plan = Plan("account", Fields(Acme), silent, Fields(With(("phone", "+49301"))));

        plan.ForErp.HasValue("phone").ShouldBeFalse();
        plan.ForCrm.HasValue("phone").ShouldBeFalse();
        plan.Agreed.HasValue("phone").ShouldBeFalse();
    }

    [Fact]
    public void At_the_first_meeting_blanks_are_filled_and_the_owner_stands()
    {
        var plan = Plan("account", null, Fields(("name", "Acme"), ("phone", null), ("tax_id", "DE1")), Fields(("name", "ACME GmbH"), ("phone", "+49301"), ("tax_id", null)));

        plan.ForErp.ShouldBe(Fields(("name", "Acme"), ("tax_id", "DE1")));
        plan.ForCrm.ShouldBe(Fields(("phone", "+49301")));
        plan.Conflicts.ShouldBeEmpty();
    }

    [Fact]
    public void At_the_first_meeting_the_ERPs_blank_does_not_wipe_what_only_the_CRM_knows()
    {
        var plan = Plan("account", null, Fields(("credit_limit", new Money(5, "EUR"))), Fields(("credit_limit", null)));

        plan.ForCrm.Count.ShouldBe(0);
        plan.ForErp.Count.ShouldBe(0);
    }

    [Fact]
    public void A_new_customer_takes_the_CRMs_terms_and_limit_and_the_default_for_what_is_missing()
    {
        var plan = ThreeWayMerge.Plan(
            Entity("account"), Crm("account"), Erp("account"), null,
            Snapshot(SystemRole.Crm, Fields(("name", "Acme"), ("credit_limit", new Money(900, "EUR")), ("payment_terms", null), ("phone", null))), null);

        plan.ForErp.ShouldBe(Fields(("name", "Acme"), ("credit_limit", new Money(900, "EUR")), ("payment_terms", "Net 30")));
        plan.Decisions.Single(decision => decision.Field == "payment_terms").Rule.ShouldBe("default");
        plan.Decisions.Single(decision => decision.Field == "name").Rule.ShouldBe("on create: crm");
    }

    [Fact]
    public void A_default_written_to_one_side_is_not_taken_for_an_edit_of_the_other()
    {
        var plan = Merge([("payment_terms", "Net 30")], [("payment_terms", null)], [("payment_terms", "Net 30")]);

        plan.ForErp.Count.ShouldBe(0);
        plan.ForCrm.ShouldBe(Fields(("payment_terms", "Net 30")));
    }

    [Fact]
    public void A_currency_that_strays_does_not_move_the_amount()
    {
        var plan = Merge(
            [("currency", "USD"), ("credit_limit", new Money(100, "USD"))],
            [("currency", "EUR"), ("credit_limit", new Money(100, "EUR"))],
            [("currency", "USD"), ("credit_limit", new Money(100, "USD"))]);

        plan.ForCrm.ShouldBe(Fields(("currency", "USD")));
        plan.ForErp.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(ConflictRule.Steward, 1)]
    [InlineData(ConflictRule.Latest, 1)]
    [InlineData(ConflictRule.OwnerWins, 0)]
    [InlineData(ConflictRule.OwnerAlways, 0)]
    public void Only_a_true_collision_stops_and_only_where_the_row_says_so(ConflictRule rule, int conflicts)
    {
        var both = Collide(rule, "old", "left", "right");
        both.Conflicts.Count.ShouldBe(conflicts);
        Collide(rule, "old", "left", "old").Conflicts.ShouldBeEmpty();
        Collide(rule, "old", "same", "same").Conflicts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ConflictRule.Steward, 1)]
    [InlineData(ConflictRule.Latest, 0)]
    public void Without_a_baseline_only_the_stewards_rows_stop(ConflictRule rule, int conflicts) =>
        Collide(rule, null, "left", "right").Conflicts.Count.ShouldBe(conflicts);

    [Fact]
    public void The_baseline_advances_only_where_both_sides_agree()
    {
        var plan = Merge(Acme, With(("phone", "+49301")), With(("payment_terms", "Net 60")));
        var refused = Baselines.Advance(Fields(Acme), plan.Agreed, plan.ForCrm, FieldSet.Empty);

        refused.ValueOf("phone").ShouldBe("+4922812345");
        refused.ValueOf("payment_terms").ShouldBe("Net 60");
    }

    private static MergePlan Collide(ConflictRule rule, object? baseline, object? crm, object? erp)
    {
        var entity = Entity("account") with { Rows = [.. Entity("account").Rows.Where(row => row.Field == "name").Select(row => row with { Conflict = rule })] };
        return ThreeWayMerge.Plan(
            entity, new EntityMapping(Matrix, entity, SystemRole.Crm, null), new EntityMapping(Matrix, entity, SystemRole.Erp, null),
            baseline is null ? null : Fields(("name", baseline)),
            Snapshot(SystemRole.Crm, Fields(("name", crm))), Snapshot(SystemRole.Erp, Fields(("name", erp))));
    }

    private static (string, object?)[] With(params (string Name, object? Value)[] changes) =>
        [.. Acme.Where(pair => !changes.Any(change => change.Name == pair.Item1)), .. changes];

    private static MergePlan Merge((string, object?)[] baseline, (string, object?)[] crm, (string, object?)[] erp) =>
        Plan("account", Fields(baseline), Fields(crm), Fields(erp));

    private static MergePlan Plan(string entity, FieldSet? baseline, FieldSet crm, FieldSet erp) => ThreeWayMerge.Plan(
        Entity(entity), Crm(entity), Erp(entity), baseline, Snapshot(SystemRole.Crm, crm), Snapshot(SystemRole.Erp, erp));
}
