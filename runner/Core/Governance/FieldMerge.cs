using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>One field of a record that exists on both sides.</summary>
internal sealed class FieldMerge(EntityMapping crm, EntityMapping erp, FieldSet baseline, PlanDraft draft, bool isDoubtful)
{
    public void Merge(MappingRow row, FieldSet crmFields, FieldSet erpFields)
    {
        // A side that did not say (not read, not permitted) is never compared, overwritten or cleared.
        if (!crmFields.TryValue(row.Field, out var crmValue) || !erpFields.TryValue(row.Field, out var erpValue))
        {
            return;
        }

        var values = new Pair(crmValue, erpValue);
        var isKnown = baseline.TryValue(row.Field, out var agreed);
        if (Same(row, crmValue, erpValue))
        {
            draft.Agree(row, values.Of(row.Owner));
        }
        else if (isDoubtful && MayBeStale(row, isKnown, agreed, values))
        {
            Stop(row, agreed, values);
        }
        else if (isKnown)
        {
            Since(row, agreed, values);
        }
        else
        {
            First(row, values);
        }
    }

    /// <summary>Either value may be the one that both agreed on last: the other is then the newer edit, and which is which nobody knows.</summary>
    private bool MayBeStale(MappingRow row, bool isKnown, object? agreed, Pair values) =>
        row.Conflict != ConflictRule.OwnerAlways && row.TravelsTo(SystemRole.Crm) && row.TravelsTo(SystemRole.Erp)
        && (isKnown
            ? HasChanged(row, agreed, values.Crm) || HasChanged(row, agreed, values.Erp)
            : !PlanDraft.IsBlank(values.Crm) && !PlanDraft.IsBlank(values.Erp));

    /// <summary>Never agreed before: the owner's value stands, and a blank is filled, never spread.</summary>
    private void First(MappingRow row, Pair values)
    {
        if (Fill(row, values))
        {
            return;
        }

        if (row.Conflict == ConflictRule.Steward)
        {
            Stop(row, null, values);
        }
        else
        {
            Travel(row, row.Owner, values, $"owner wins: {PlanDraft.Word(row.Owner)}");
        }
    }

    private void Since(MappingRow row, object? agreed, Pair values)
    {
        var changed = new Changed(HasChanged(row, agreed, values.Crm), HasChanged(row, agreed, values.Erp));
        switch (changed)
        {
            case { Crm: false, Erp: false }:
                Fill(row, values);
                break;
            case { Crm: true, Erp: true } when row.Conflict is ConflictRule.Steward or ConflictRule.Latest:
                Stop(row, agreed, values);
                break;
            case { Crm: true, Erp: true }:
                Travel(row, row.Owner, values, $"owner wins: {PlanDraft.Word(row.Owner)}");
                break;
            default:
                OnlyOne(row, changed.Crm ? SystemRole.Crm : SystemRole.Erp, values);
                break;
        }
    }

    private void OnlyOne(MappingRow row, SystemRole editor, Pair values)
    {
        if (row.Conflict == ConflictRule.OwnerAlways && editor != row.Owner)
        {
            Travel(row, row.Owner, values, $"put back: {PlanDraft.Word(row.Owner)} owns");
        }
        else
        {
            Travel(row, editor, values, $"only the {PlanDraft.Word(editor)} changed");
        }
    }

    private bool Fill(MappingRow row, Pair values)
    {
        var blank = PlanDraft.IsBlank(values.Crm) ? SystemRole.Crm : SystemRole.Erp;
        if (!PlanDraft.IsBlank(values.Of(blank)))
        {
            return false;
        }

        Travel(row, blank.Other(), values, "filled: blank");
        return true;
    }

    private void Travel(MappingRow row, SystemRole from, Pair values, string rule)
    {
        if (row.TravelsTo(from.Other()))
        {
            draft.Set(row, from.Other(), values.Of(from.Other()), values.Of(from), rule);
        }
    }

    private void Stop(MappingRow row, object? agreed, Pair values) =>
        draft.Stop(new FieldConflict(row.Field, agreed, values.Crm, values.Erp, row.Conflict, row.Owner, row.Pii));

    private bool HasChanged(MappingRow row, object? agreed, object? value)
    {
        // A default was written to one side only; the other one's blank is not an edit.
        if (PlanDraft.IsBlank(value) && row.Default is not null && Same(row, agreed, row.Default))
        {
            return false;
        }

        // The currency is a field of its own: an amount has changed only when its number has.
        return value is Money money && agreed is Money before
            ? !Same(row, before with { Currency = money.Currency }, money)
            : !Same(row, agreed, value);
    }

    private bool Same(MappingRow row, object? left, object? right) => crm.Same(row, left, right) || erp.Same(row, left, right);

    private readonly record struct Pair(object? Crm, object? Erp)
    {
        public object? Of(SystemRole side) => side == SystemRole.Crm ? Crm : Erp;
    }

    private readonly record struct Changed(bool Crm, bool Erp);
}
