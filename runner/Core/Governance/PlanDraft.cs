using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>The plan while it is made.</summary>
internal sealed class PlanDraft
{
    private readonly Dictionary<SystemRole, FieldSet> _changes = new() { [SystemRole.Crm] = FieldSet.Empty, [SystemRole.Erp] = FieldSet.Empty };
    private readonly Dictionary<SystemRole, IReadOnlyList<Line>> _lines = [];
    private readonly List<FieldConflict> _conflicts = [];
    private readonly List<FieldDecision> _decisions = [];
    private FieldSet _agreed = FieldSet.Empty;
    private IReadOnlyList<Line>? _agreedLines;

    public static bool IsBlank(object? value) => value is null or "";

    public static string Word(SystemRole side) => side == SystemRole.Crm ? "crm" : "erp";

    public void Set(MappingRow row, SystemRole target, object? before, object? after, string rule)
    {
        _changes[target] = _changes[target].WithValue(row.Field, after);
        _decisions.Add(new FieldDecision(row.Field, target, before, after, rule, row.Pii));
    }

    public void Agree(MappingRow row, object? value) => _agreed = _agreed.WithValue(row.Field, value);

    public void Stop(FieldConflict conflict) => _conflicts.Add(conflict);

    public void SetLines(SystemRole target, IReadOnlyList<Line> lines) => _lines[target] = lines;

    public void Decide(FieldDecision decision) => _decisions.Add(decision);

    public void AgreeLines(IReadOnlyList<Line> lines) => _agreedLines = lines;

    public MergePlan ToPlan() => new(
        _changes[SystemRole.Crm],
        _changes[SystemRole.Erp],
        _lines.GetValueOrDefault(SystemRole.Crm),
        _lines.GetValueOrDefault(SystemRole.Erp),
        _agreed,
        _conflicts,
        _decisions)
    {
        AgreedLines = _agreedLines,
    };
}
