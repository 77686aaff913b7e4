using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>What each side must become.</summary>
/// <param name="LinesForCrm">The complete rows that the CRM must hold; null where they stay as they are.</param>
/// <param name="Agreed">Fields on which both sides agree now, before any write: the baseline may take them.</param>
public sealed record MergePlan(
    FieldSet ForCrm,
    FieldSet ForErp,
    IReadOnlyList<Line>? LinesForCrm,
    IReadOnlyList<Line>? LinesForErp,
    FieldSet Agreed,
    IReadOnlyList<FieldConflict> Conflicts,
    IReadOnlyList<FieldDecision> Decisions)
{
    public FieldSet For(SystemRole side) => side == SystemRole.Crm ? ForCrm : ForErp;

    public IReadOnlyList<Line>? LinesFor(SystemRole side) => side == SystemRole.Crm ? LinesForCrm : LinesForErp;

    /// <summary>The lines on which both sides agree now; null where they differ or were not read.</summary>
    public IReadOnlyList<Line>? AgreedLines { get; init; }

    public bool ChangesNothing => ForCrm.Count == 0 && ForErp.Count == 0 && LinesForCrm is null && LinesForErp is null;
}

/// <summary>Both sides changed the field and the row says that a person decides.</summary>
public sealed record FieldConflict(
    string Field, object? Baseline, object? Crm, object? Erp, ConflictRule Rule, SystemRole Owner, bool Pii);

/// <param name="Target">The side that takes the value.</param>
/// <param name="Rule">Why, in words that the audit and the explanation show: "owner wins: erp", "only the crm changed".</param>
public sealed record FieldDecision(string Field, SystemRole Target, object? Before, object? After, string Rule, bool Pii);
