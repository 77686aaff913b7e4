using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>
/// Baseline, CRM and ERP, field by field under the row's owner and rule: what each side must become. Pure, and settled
/// after one application: a second plan over the result is empty.
/// </summary>
public static class ThreeWayMerge
{
    public static MergePlan Plan(
        EntityMatrix matrix, EntityMapping crm, EntityMapping erp, FieldSet? baseline, Snapshot? crmSide, Snapshot? erpSide) =>
        Plan(matrix, crm, erp, baseline, null, crmSide, erpSide);

    /// <param name="baseline">Null before the first agreement; a field that is absent from it has none yet.</param>
    /// <param name="crmSide">Null where the record is still to be created there.</param>
    /// <param name="isDoubtful">
    /// The baseline may be older than what both sides last agreed on: where a field travels both ways and differs, nobody but a
    /// person can say which value is the newer one.
    /// </param>
    public static MergePlan Plan(
        EntityMatrix matrix,
        EntityMapping crm,
        EntityMapping erp,
        FieldSet? baseline,
        IReadOnlyList<Line>? baselineLines,
        Snapshot? crmSide,
        Snapshot? erpSide,
        bool isDoubtful = false)
    {
        var draft = new PlanDraft();
        if (crmSide is not null && erpSide is not null)
        {
            var fields = new FieldMerge(crm, erp, baseline ?? FieldSet.Empty, draft, isDoubtful);
            foreach (var row in matrix.Rows.Where(row => row.TravelsTo(SystemRole.Crm) || row.TravelsTo(SystemRole.Erp)))
            {
                fields.Merge(row, crmSide.Fields, erpSide.Fields);
            }

            LineMerge.Merge(matrix.Lines, crm, erp, baselineLines, crmSide.Lines, erpSide.Lines, draft, isDoubtful);
        }
        else if (crmSide is not null || erpSide is not null)
        {
            var source = crmSide is not null ? SystemRole.Crm : SystemRole.Erp;
            Create(matrix, source, (crmSide ?? erpSide)!, draft);
        }

        return draft.ToPlan();
    }

    private static void Create(EntityMatrix matrix, SystemRole source, Snapshot existing, PlanDraft draft)
    {
        var target = source.Other();
        foreach (var row in matrix.Rows.Where(row => TravelsOnCreate(row, source)))
        {
            var value = existing.Fields.ValueOf(row.Field);
            if (!PlanDraft.IsBlank(value))
            {
                draft.Set(row, target, null, value, $"on create: {PlanDraft.Word(source)}");
            }
            else if (row.Default is not null)
            {
                draft.Set(row, target, null, row.Default, "default");
            }
        }

        if (matrix.Lines is { } lines && LineMerge.TravelTo(lines, target) && existing.Lines is { } own)
        {
            draft.SetLines(target, [.. own.Select(line => line with { Fields = WithDefaults(lines, target, line.Fields) })]);
        }
    }

    /// <summary>A field that otherwise only comes back takes the source's value once, where on_create says so.</summary>
    internal static bool TravelsOnCreate(MappingRow row, SystemRole source) =>
        row.TravelsTo(source.Other()) || (row.OnCreate == source && row.TravelsTo(source));

    private static FieldSet WithDefaults(LinesMatrix lines, SystemRole target, FieldSet fields) => lines.Rows
        .Where(row => row.Default is not null && row.TravelsTo(target) && PlanDraft.IsBlank(fields.ValueOf(row.Field)))
        .Aggregate(fields, (filled, row) => filled.WithValue(row.Field, row.Default));
}
