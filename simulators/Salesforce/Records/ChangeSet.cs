using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Salesforce.Records;

/// <summary>Who writes, and by which call: "api", "person" or "system".</summary>
internal sealed record Writer(string Actor, string Operation, string UserId)
{
    public bool AllowDuplicates { get; init; }

    public bool ShowDuplicates { get; init; }

    /// <summary>Duplicate, validation and lock rules do not meet the seeding.</summary>
    public bool IsSeeding => Actor == "seed";
}

/// <summary>One transaction: what to undo when it fails, what to journal when it holds.</summary>
internal sealed class ChangeSet(Org org, Journal journal, FaultPlan faults, Writer writer, Action<ChangeSet>? defer)
{
    private readonly List<Action> _undo = [];
    private readonly List<(string Object, string Key, string Change, JsonObject Fields)> _entries = [];
    private readonly Dictionary<OrgRecord, Dictionary<string, object?>?> _before = [];

    public Writer Writer { get; } = writer;

    public (int Undo, int Entries) Mark() => (_undo.Count, _entries.Count);

    /// <summary>Seeding is neither undone nor journalled, and keeps nothing for either.</summary>
    public void Add(OrgRecord record, JsonObject fields)
    {
        var table = org.Table(record.Type);
        table.Add(record);
        if (Writer.IsSeeding)
        {
            return;
        }

        _undo.Add(() => table.Remove(record));
        _before.TryAdd(record, null);
        _entries.Add((record.Type.Name, record.Id, "create", fields));
    }

    /// <summary>Metadata that came with this change goes with it again.</summary>
    public void Also(Action act, Action undo)
    {
        act();
        _undo.Add(undo);
    }

    public void Change(OrgRecord record, IEnumerable<KeyValuePair<string, object?>> values, string? journalled, JsonObject fields)
    {
        var table = org.Table(record.Type);
        var before = Writer.IsSeeding ? null : record.Copy();
        table.Change(record, () =>
        {
            foreach (var (field, value) in values)
            {
                record[field] = value;
            }
        });
        record.Revise();
        if (before is null)
        {
            return;
        }

        _undo.Add(() => table.Change(record, () => record.Restore(before)));
        _before.TryAdd(record, before);
        if (journalled is not null)
        {
            _entries.Add((record.Type.Name, record.Id, journalled, fields));
        }
    }

    public void RollBackTo((int Undo, int Entries) mark)
    {
        for (var step = _undo.Count - 1; step >= mark.Undo; step--)
        {
            _undo[step]();
        }

        _undo.RemoveRange(mark.Undo, _undo.Count - mark.Undo);
        _entries.RemoveRange(mark.Entries, _entries.Count - mark.Entries);
    }

    /// <summary>Within a larger transaction the journal waits for its end.</summary>
    public void Commit()
    {
        if (defer is null)
        {
            Settle();
        }
        else
        {
            defer(this);
        }
    }

    public void Settle()
    {
        if (Writer.IsSeeding || _entries.Count == 0)
        {
            return;
        }

        foreach (var (objectName, key, change, fields) in _entries)
        {
            journal.Append(Writer.Actor, objectName, key, change, fields);
        }

        if (faults.Take(FaultKinds.LateVisible, Writer.Operation) is { } late)
        {
            var visibleFrom = org.Clock.GetUtcNow() + (late.Order.Delay ?? TimeSpan.FromSeconds(35));
            foreach (var (record, before) in _before)
            {
                record.CommitLate(visibleFrom, before);
            }
        }
    }
}
