using CsCheck;
using Harness.Core.Governance;
using Harness.Core.Records;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Governance;

/// <summary>What holds for every pair of records and every baseline.</summary>
public sealed class MergeLaws
{
    private static readonly string[] Names = ["name", "website", "phone", "tax_id", "billing.street", "billing.city", "shipping.city", "payment_terms", "currency"];

    private static readonly object?[] Values = [null, "", "a", "b", "c", "Net 30"];

    private static readonly Gen<object?> Value = Gen.Int[0, 5].Select(i => Values[i]);

    private static readonly Gen<FieldSet> Side = Gen.Select(Gen.Bool.Array[Names.Length], Value.Array[Names.Length]).Select((said, values) =>
        Enumerable.Range(0, Names.Length).Where(i => said[i]).Aggregate(FieldSet.Empty, (set, i) => set.WithValue(Names[i], values[i])));

    private static readonly Gen<FieldSet> Full = Value.Array[Names.Length].Select(values =>
        Enumerable.Range(0, Names.Length).Aggregate(FieldSet.Empty, (set, i) => set.WithValue(Names[i], values[i])));

    [Fact]
    public void After_the_plan_is_carried_out_a_second_plan_is_empty() =>
        Gen.Select(Side, Side, Side).Sample((baseline, crm, erp) =>
        {
            var plan = Plan(baseline, crm, erp);
            var advanced = Baselines.Advance(baseline, plan.Agreed, plan.ForCrm, plan.ForErp);
            var again = Plan(advanced, crm.Overlay(plan.ForCrm), erp.Overlay(plan.ForErp));
            return again.ChangesNothing && again.Conflicts.Count == 0;
        });

    [Fact]
    public void Edits_of_different_fields_commute() =>
        Gen.Select(Full, Gen.Int[0, Names.Length - 1], Gen.Int[0, Names.Length - 1]).Where((_, one, other) => one != other).Sample((agreed, one, other) =>
        {
            var edited = agreed.WithValue(Names[one], "edited");
            var both = Plan(agreed, edited, agreed.WithValue(Names[other], "edited"));
            var first = Plan(agreed, edited, agreed);
            var second = Plan(agreed, agreed, agreed.WithValue(Names[other], "edited"));
            return both.ForErp.Equals(first.ForErp.Overlay(second.ForErp)) && both.ForCrm.Equals(first.ForCrm.Overlay(second.ForCrm));
        });

    [Fact]
    public void Nothing_is_planned_for_a_field_that_a_side_did_not_say() =>
        Gen.Select(Side, Side, Side).Sample((baseline, crm, erp) =>
        {
            var plan = Plan(baseline, crm, erp);
            return plan.ForCrm.Names.Concat(plan.ForErp.Names).Concat(plan.Agreed.Names).All(name => crm.HasValue(name) && erp.HasValue(name));
        });

    [Fact]
    public void Sides_that_agree_are_left_alone_whatever_the_baseline_says() =>
        Gen.Select(Side, Full).Sample((baseline, both) => Plan(baseline, both, both).ChangesNothing);

    private static MergePlan Plan(FieldSet baseline, FieldSet crm, FieldSet erp) => ThreeWayMerge.Plan(
        Entity("account"), Crm("account"), Erp("account"), baseline, Snapshot(SystemRole.Crm, crm), Snapshot(SystemRole.Erp, erp));
}
