using Harness.Core.Records;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>A flow's comparison while it is made. Of the findings only the first are kept, however many there are.</summary>
internal sealed class ComparisonDraft(Flow flow, ReconcileOptions options)
{
    private const int MostKept = 200;

    private readonly Dictionary<(string? Currency, string? Status), TallyLine> _tallies = [];
    private readonly Dictionary<DriftKind, long> _counts = [];
    private readonly Dictionary<SystemRole, long> _read = [];
    private readonly List<Drift> _found = [];
    private readonly List<NewWork> _repairs = [];

    public long Compared { get; set; }

    public long Explained { get; set; }

    public void Read(SystemRole side, long records) => _read[side] = _read.GetValueOrDefault(side) + records;

    public void Tally(SystemRole side, Tallied said)
    {
        var line = _tallies.GetValueOrDefault((said.Currency, said.Status)) ?? new TallyLine(said.Currency, said.Status, 0, 0, 0, 0);
        _tallies[(said.Currency, said.Status)] = side == SystemRole.Crm
            ? line with { CrmCount = line.CrmCount + 1, CrmSum = line.CrmSum + said.Amount }
            : line with { ErpCount = line.ErpCount + 1, ErpSum = line.ErpSum + said.Amount };
    }

    public void Add(Drift drift, NewWork repair)
    {
        _counts[drift.Kind] = _counts.GetValueOrDefault(drift.Kind) + 1;
        if (_found.Count < MostKept)
        {
            _found.Add(drift);
        }

        if (_repairs.Count < options.RepairUpTo)
        {
            _repairs.Add(repair);
        }
    }

    public FlowComparison ToComparison()
    {
        var drifted = _counts.Values.Sum();
        return new FlowComparison(
            flow.Name, _read.GetValueOrDefault(SystemRole.Crm), _read.GetValueOrDefault(SystemRole.Erp), Compared, Explained,
            _counts.GetValueOrDefault(DriftKind.Missing), _counts.GetValueOrDefault(DriftKind.Extra), _counts.GetValueOrDefault(DriftKind.Differing),
            [.. _tallies.OrderBy(pair => (pair.Key.Currency, pair.Key.Status)).Select(pair => pair.Value)], _found, drifted > options.MostRepaired(Compared))
        {
            Repairs = _repairs,
        };
    }

    public FlowComparison LeftOut(string why) => ToComparison() with { LeftOut = why };
}
