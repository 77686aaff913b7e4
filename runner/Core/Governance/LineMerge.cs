using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>The lines of a document or of a price list, matched by key and settled as one set.</summary>
internal static class LineMerge
{
    private const string Field = "lines";

    public static bool TravelTo(LinesMatrix lines, SystemRole target) =>
        lines.PathIn(target) is not null && lines.PathIn(target.Other()) is not null && lines.Direction switch
        {
            Direction.Both => true,
            Direction.CrmToErp => target == SystemRole.Erp,
            Direction.ErpToCrm => target == SystemRole.Crm,
            Direction.None => false,
        };

    public static void Merge(
        LinesMatrix? lines,
        EntityMapping crm,
        EntityMapping erp,
        IReadOnlyList<Line>? baseline,
        IReadOnlyList<Line>? crmLines,
        IReadOnlyList<Line>? erpLines,
        PlanDraft draft,
        bool isDoubtful)
    {
        if (lines is null || crmLines is null || erpLines is null || !(TravelTo(lines, SystemRole.Crm) || TravelTo(lines, SystemRole.Erp)))
        {
            return;
        }

        var compared = new Compared(lines, crm, erp);
        crmLines = lines.PairedSide == SystemRole.Crm ? LinePairing.Name(crmLines, [baseline ?? [], erpLines], compared.Equal, compared.Alike) : crmLines;
        erpLines = lines.PairedSide == SystemRole.Erp ? LinePairing.Name(erpLines, [baseline ?? [], crmLines], compared.Equal, compared.Alike) : erpLines;
        var owned = lines.Owner == SystemRole.Crm ? crmLines : erpLines;
        var received = lines.Owner == SystemRole.Crm ? erpLines : crmLines;
        if (compared.Same(owned, received, lines.KeepsExtra))
        {
            draft.AgreeLines(owned);
            return;
        }

        var ownerChanged = baseline is null || !compared.Same(baseline, owned, keepsExtra: false);
        var receiverChanged = baseline is null || !compared.Same(baseline, received, lines.KeepsExtra);
        var stops = lines.Conflict == ConflictRule.Steward || (lines.Conflict == ConflictRule.Latest && baseline is not null);
        var mayBeStale = isDoubtful && lines.Conflict != ConflictRule.OwnerAlways && TravelTo(lines, SystemRole.Crm) && TravelTo(lines, SystemRole.Erp);
        if (mayBeStale || (ownerChanged && receiverChanged && stops))
        {
            draft.Stop(new FieldConflict(Field, null, null, null, lines.Conflict, lines.Owner, Pii: false));
        }
        else if (ownerChanged)
        {
            var why = receiverChanged ? $"owner wins: {PlanDraft.Word(lines.Owner)}" : $"only the {PlanDraft.Word(lines.Owner)} changed";
            Travel(lines, lines.Owner, owned, received, why, draft);
        }
        else if (lines.Conflict == ConflictRule.OwnerAlways)
        {
            Travel(lines, lines.Owner, owned, received, $"put back: {PlanDraft.Word(lines.Owner)} owns", draft);
        }
        else
        {
            Travel(lines, lines.Owner.Other(), received, owned, $"only the {PlanDraft.Word(lines.Owner.Other())} changed", draft);
        }
    }

    /// <param name="keepsExtra">Rows that only the right side has are no difference.</param>
    public static bool Same(
        LinesMatrix lines, EntityMapping crm, EntityMapping erp, IReadOnlyList<Line> left, IReadOnlyList<Line> right, bool keepsExtra) =>
        new Compared(lines, crm, erp).Same(left, right, keepsExtra);

    private static void Travel(
        LinesMatrix lines, SystemRole from, IReadOnlyList<Line> source, IReadOnlyList<Line> target, string rule, PlanDraft draft)
    {
        if (!TravelTo(lines, from.Other()))
        {
            return;
        }

        var keys = source.Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
        var extra = lines.KeepsExtra && from == lines.Owner ? target.Where(line => !keys.Contains(line.Key)) : [];
        draft.SetLines(from.Other(), [.. source, .. extra]);
        draft.Decide(new FieldDecision(Field, from.Other(), (decimal)target.Count, (decimal)source.Count, rule, Pii: false));
    }

    private sealed class Compared(LinesMatrix lines, EntityMapping crm, EntityMapping erp)
    {
        private readonly MappingRow[] _rows = [.. lines.Rows.Where(row => row.TravelsTo(SystemRole.Crm) || row.TravelsTo(SystemRole.Erp))];

        public bool Same(IReadOnlyList<Line> left, IReadOnlyList<Line> right, bool keepsExtra)
        {
            if (keepsExtra ? right.Count < left.Count : right.Count != left.Count)
            {
                return false;
            }

            var byKey = new Dictionary<string, FieldSet>(StringComparer.Ordinal);
            foreach (var line in right)
            {
                byKey.TryAdd(line.Key, line.Fields);
            }

            return left.All(line => byKey.TryGetValue(line.Key, out var other) && _rows.All(row => Same(row, line.Fields, other)));
        }

        public bool Equal(Line left, Line right) => _rows.All(row => Same(row, left.Fields, right.Fields));

        /// <summary>Of the same product.</summary>
        public bool Alike(Line left, Line right) => _rows.Where(row => row.Reference is not null).All(row => Same(row, left.Fields, right.Fields));

        private bool Same(MappingRow row, FieldSet left, FieldSet right) =>
            crm.Same(row, left.ValueOf(row.Field), right.ValueOf(row.Field)) || erp.Same(row, left.ValueOf(row.Field), right.ValueOf(row.Field));
    }
}
