using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>Is what a side says what both last agreed on? An echo of our own write is.</summary>
public static class BaselineComparison
{
    /// <summary>Every mapped field that the side said equals the baseline, as that side stores it.</summary>
    public static bool Holds(EntityMatrix matrix, EntityMapping mapping, SystemRole side, FieldSet baseline, FieldSet said) =>
        matrix.Rows.Where(row => row.PathIn(side) is not null && said.HasValue(row.Field) && !IsReadOnly(row)).All(row =>
            baseline.TryValue(row.Field, out var agreed)
                ? mapping.Same(row, agreed, said.ValueOf(row.Field))
                : said.ValueOf(row.Field) is null);

    /// <summary>The same for the lines; they hold as well where they were not read or do not travel.</summary>
    public static bool LinesHold(
        EntityMatrix matrix, EntityMapping crm, EntityMapping erp, SystemRole side, IReadOnlyList<Line>? baseline, IReadOnlyList<Line>? said) =>
        matrix.Lines is not { } lines || said is null || !(LineMerge.TravelTo(lines, SystemRole.Crm) || LineMerge.TravelTo(lines, SystemRole.Erp))
        || (baseline is not null && LineMerge.Same(lines, crm, erp, baseline, said, lines.KeepsExtra && side != lines.Owner));

    /// <summary>
    /// The baseline moved on to what a side already holds of the values that the other side said when a write to it was
    /// begun: our own write, whose answer was lost. Without this, the next edit would look like a collision with it.
    /// </summary>
    public static FieldSet WithOwnWrites(
        EntityMatrix matrix, EntityMapping mapping, SystemRole side, FieldSet? baseline, FieldSet saidThen, FieldSet held) =>
        matrix.Rows.Where(row => ThreeWayMerge.TravelsOnCreate(row, side.Other()) && held.HasValue(row.Field) && saidThen.HasValue(row.Field)
                && mapping.Same(row, saidThen.ValueOf(row.Field), held.ValueOf(row.Field)))
            .Aggregate(baseline ?? FieldSet.Empty, (moved, row) => moved.WithValue(row.Field, held.ValueOf(row.Field)));

    /// <summary>Fields that only one side holds: what it said is what the baseline keeps.</summary>
    public static FieldSet OneSided(EntityMatrix matrix, Snapshot? crm, Snapshot? erp) =>
        matrix.Rows.Where(row => row.CrmPath is null || row.ErpPath is null).Aggregate(FieldSet.Empty, (kept, row) =>
            (row.CrmPath is null ? erp : crm)?.Fields is { } fields && fields.TryValue(row.Field, out var value) ? kept.WithValue(row.Field, value) : kept);

    // A pair of paths that is only read (a domain beside the web address that travels) never makes work.
    private static bool IsReadOnly(MappingRow row) => row is { Direction: Direction.None, CrmPath: not null, ErpPath: not null };
}
