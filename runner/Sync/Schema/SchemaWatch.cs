using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;

namespace Harness.Sync.Schema;

/// <summary>
/// Notices that a system's schema changes while the runner runs: by asking now and then, and at once when a vendor complains of a
/// field. Only the flows whose mapping no longer fits stand still, with all their work, until it fits again; what fits in another way
/// (a shorter text, other picklist values) is taken up, and stops no more than the records that do not fit.
/// </summary>
internal sealed class SchemaWatch
{
    private const int Behind = 5;
    private const int MostAtOnce = 1000;

    private static readonly TimeSpan WhileHalted = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenSuspicions = TimeSpan.FromSeconds(30);

    private readonly Integration _integration;
    private readonly HashSet<(string Entity, string Problem)> _known;
    private (SystemDescription Crm, SystemDescription Erp) _fitting;
    private DateTimeOffset? _lookedAt;
    private DateTimeOffset _since;
    private bool _isTold;

    public SchemaWatch(Integration integration)
    {
        _integration = integration;
        _fitting = integration.Described;
        _known = [.. Broken(_fitting)];
        _since = integration.Now;
    }

    public async Task LookAsync(CancellationToken ct)
    {
        if (!_isTold)
        {
            // An earlier process may have left flows halted that fit by now: it was checked at this one's start.
            await HaltedFlows.KeepAsync(_integration, ct);
            _isTold = true;
        }

        if (!IsDue() || _integration.Rest.Of(_integration.Crm.System) is not null || _integration.Rest.Of(_integration.Erp.System) is not null)
        {
            return;
        }

        _lookedAt = _since = _integration.Now;
        try
        {
            using var urgency = CallPriority.Use(Behind);
            var described = await Task.WhenAll(
                _integration.Crm.DescribeAsync(Objects(SystemRole.Crm), ct), _integration.Erp.DescribeAsync(Objects(SystemRole.Erp), ct));
            _integration.SchemaIsSuspect = false;
            await TakeUpAsync((described[0], described[1]), ct);
        }
        catch (ConnectorException)
        {
            // It is asked again when its turn comes; what is wrong with the system shows where it is used.
        }
    }

    private bool IsDue()
    {
        var quiet = _integration.Now - _since;
        return quiet >= (_integration.Halted.Count > 0 ? WhileHalted : _integration.Options.SchemaEvery)
            || (_integration.SchemaIsSuspect && (_lookedAt is null || quiet >= BetweenSuspicions));
    }

    private async Task TakeUpAsync((SystemDescription Crm, SystemDescription Erp) now, CancellationToken ct)
    {
        var changes = SchemaDiff.Between(_fitting.Crm, now.Crm, _integration.Matrix, SystemRole.Crm)
            .Concat(SchemaDiff.Between(_fitting.Erp, now.Erp, _integration.Matrix, SystemRole.Erp)).ToList();
        var broken = Broken(now).Where(one => !_known.Contains(one)).ToLookup(one => one.Entity, one => one.Problem);
        var halted = _integration.Flows.Where(flow => broken.Contains(flow.Entity))
            .ToDictionary(flow => flow.Name, flow => new Fault(FaultKind.MappingBroken, Message(flow, changes, broken[flow.Entity])), StringComparer.Ordinal);
        var before = _integration.Halted;
        if (changes.Count == 0 && halted.Count == 0 && before.Count == 0)
        {
            return;
        }

        _integration.Adopt(now.Crm, now.Erp, halted);
        if (halted.Count == 0)
        {
            _fitting = now;
        }

        await HaltedFlows.KeepAsync(_integration, ct);
        await TellAsync(changes, halted, before, ct);
        await LetGoAsync(changes, before, ct);
    }

    private async Task TellAsync(List<SchemaChange> changes, Dictionary<string, Fault> halted, IReadOnlyDictionary<string, Fault> before, CancellationToken ct)
    {
        var alerts = halted.Where(one => before.GetValueOrDefault(one.Key)?.Message != one.Value.Message).Select(one => New(one.Key, one.Value.Message)).ToList();
        if (halted.Count == 0 && changes.Count > 0)
        {
            alerts.Add(New("taken-up", $"The schema changed and the mapping still fits: {Text(changes)}."));
        }

        if (alerts.Count > 0)
        {
            await _integration.Ledger.RaiseAlertsAsync(_integration.Id, alerts, _integration.Now, ct);
        }
    }

    /// <summary>What stopped over the schema goes again: where it still does not fit, it stops again with what is true now.</summary>
    private async Task LetGoAsync(List<SchemaChange> changes, IReadOnlyDictionary<string, Fault> before, CancellationToken ct)
    {
        foreach (var flow in _integration.Flows.Where(flow => !_integration.Halted.ContainsKey(flow.Name) && (before.ContainsKey(flow.Name) || changes.Exists(change => Uses(flow, change)))))
        {
            var stopped = await _integration.Ledger.ListItemsAsync(new ItemFilter(_integration.Id) { Flow = flow.Name, States = [ItemState.Stopped], Most = MostAtOnce }, ct);
            foreach (var item in stopped.Where(item => item.Fault is FaultKind.MappingBroken or FaultKind.PermissionMissing or FaultKind.TooLong or FaultKind.UnmappedValue))
            {
                await _integration.Ledger.SteerAsync(item.Id, ItemState.Pending, "harness", "The schema that stopped it has changed.", _integration.Now, ct);
            }
        }
    }

    private bool Uses(Flow flow, SchemaChange change)
    {
        var entity = _integration.Matrix.Entities[flow.Entity];
        return string.Equals(entity.ObjectIn(change.Side), change.ObjectType, StringComparison.OrdinalIgnoreCase)
            || (change.Side == SystemRole.Crm && entity.Rollups.Any(row => _integration.Matrix.Entities[row.Target].CrmObject == change.ObjectType));
    }

    private string Message(Flow flow, List<SchemaChange> changes, IEnumerable<string> problems)
    {
        var own = changes.Where(change => Uses(flow, change)).ToList();
        return $"{(own.Count == 0 ? string.Empty : $"{Text(own)}. ")}{string.Join(' ', problems)} The flow {flow.Name.Replace('_', ' ')} stands still and keeps its work until the field is put back, "
            + "or the matrix is mended and the runner started again; the other flows go on.";
    }

    private static string Text(IEnumerable<SchemaChange> changes) => string.Join("; ", changes);

    private static NewAlert New(string about, string message) => new("schema", $"schema:{about}:{ContentHash.Of(message)[..12]}", message);

    private IEnumerable<(string Entity, string Problem)> Broken((SystemDescription Crm, SystemDescription Erp) described) =>
        MatrixCheck.Broken(_integration.Matrix, described.Crm, described.Erp);

    private string[] Objects(SystemRole side) =>
        [.. _integration.Matrix.Parts.Select(entity => entity.ObjectIn(side)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
