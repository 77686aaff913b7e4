using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Sync;

/// <summary>A system in memory whose faults are switched by the test: it stores what it is told, or does not, and answers, or does not.</summary>
internal sealed class ScriptedSystem(string system, string externalKey, TimeProvider clock) : IConnector
{
    private readonly Dictionary<(string Object, string Id), ScriptedRecord> _records = [];
    private readonly List<(long Sequence, string Object, string Id)> _feed = [];
    private readonly Dictionary<(string Object, string Key), ScriptedRecord> _byKey = [];
    private readonly Queue<Reaction> _next = new();
    private long _sequence;
    private long _forgotten;

    public string System => system;

    public int WriteBatchSize => 200;

    public ApiUsage? LastUsage => null;

    /// <summary>Every request that was handed over to be sent, notes included.</summary>
    public List<WriteRequest> Sent { get; } = [];

    /// <summary>The requests other than notes of a record's sync state.</summary>
    public IReadOnlyList<WriteRequest> Writes => [.. Sent.Where(write => !IsNote(write))];

    public int Reads { get; private set; }

    /// <summary>How often each external key made a new record.</summary>
    public Dictionary<string, int> Created { get; } = new(StringComparer.Ordinal);

    /// <summary>While set, reads fail with it. The object narrows it down; null is every object.</summary>
    public (Fault Fault, string? Object)? ReadsFail { get; set; }

    /// <summary>Look-ups by key see nothing new: an index that lags behind.</summary>
    public bool FindsNothing { get; set; }

    /// <summary>False: the vendor creates again under a key that it has already.</summary>
    public bool KeysAreUnique { get; set; } = true;

    public bool AnswersInReverse { get; set; }

    public bool ComparesVersions { get; set; }

    /// <summary>Runs right before a write takes effect: somebody else is quicker.</summary>
    public Action<WriteRequest> BeforeWrite { get; set; } = _ => { };

    /// <summary>What the vendor itself adds to a stored record: a number, a total.</summary>
    public Action<ScriptedRecord> Completes { get; set; } = _ => { };

    public Func<WriteRequest, Reaction> React { get; set; } = _ => Reaction.Writes;

    public string ExternalKeyPath(string objectType) => externalKey;

    /// <summary>The next writes are answered so, one by one; then as before.</summary>
    public void Next(params Reaction[] reactions) => Array.ForEach(reactions, _next.Enqueue);

    public ScriptedRecord Put(string objectType, string id, params (string Path, object? Value)[] values)
    {
        var record = _records.TryGetValue((objectType, id), out var known) ? known : _records[(objectType, id)] = new ScriptedRecord(objectType, id);
        foreach (var (path, value) in values)
        {
            record.Values[path] = ScriptedRecord.Node(value);
        }

        Touch(record);
        return record;
    }

    /// <summary>The record is stamped anew and shows in the feed, changed or not.</summary>
    public void Touch(ScriptedRecord record)
    {
        Completes(record);
        record.Version = ++_sequence;
        record.ModifiedAt = clock.GetUtcNow();
        _feed.Add((_sequence, record.ObjectType, record.Id));
    }

    public void Delete(string objectType, string id)
    {
        var record = _records[(objectType, id)];
        record.IsDeleted = true;
        Touch(record);
    }

    /// <summary>A wrong watermark: nothing that has happened so far is told by the feed, though a list of everything has it.</summary>
    public void ForgetFeed() => _forgotten = _sequence;

    public void Remove(string objectType, string id) => _records.Remove((objectType, id));

    public IReadOnlyList<ScriptedRecord> All(string objectType) =>
        [.. _records.Values.Where(record => record.ObjectType == objectType && !record.IsDeleted).OrderBy(record => record.Id, StringComparer.Ordinal)];

    public ScriptedRecord One(string objectType, string id) => _records[(objectType, id)];

    public Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct)
    {
        Descriptions++;
        return Task.FromResult(Description);
    }

    /// <summary>How often it was asked what it is.</summary>
    public int Descriptions { get; private set; }

    /// <summary>What it says of itself; null: nothing but what <see cref="Describes"/> has.</summary>
    public SystemDescription? Says { get; set; }

    /// <summary>The one object of which it says lengths and types; null: it says nothing.</summary>
    public ObjectDescription? Describes { get; set; }

    public SystemDescription Description => Says ?? new(system, "1", "scripted", "UTC", "EUR", true, Describes is { } one ? [one] : [], []);

    public Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct)
    {
        var objectType = request.Source.Selection.ObjectType;
        Answer(objectType);
        var isList = request.From.Year < 2001;
        var after = isList ? 0 : Math.Max(request.Cursor is null ? 0 : long.Parse(request.Cursor), _forgotten);
        var changed = _feed.Where(change => change.Sequence > after && change.Object == objectType)
            .Select(change => _records.GetValueOrDefault((change.Object, change.Id))).OfType<ScriptedRecord>().Distinct();
        return Task.FromResult(new ChangePage([.. changed.Select(record => record.Read(system, request.Source.Selection) with { ReadAt = clock.GetUtcNow() })], $"{_sequence}", false));
    }

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        Answer(selection.ObjectType);
        return Task.FromResult<IReadOnlyList<RawRecord>>(
            [.. ids.Select(id => _records.GetValueOrDefault((selection.ObjectType, id))).OfType<ScriptedRecord>().Select(record => record.Read(system, selection) with { ReadAt = clock.GetUtcNow() })]);
    }

    public Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct)
    {
        Answer(selection.ObjectType);
        var asked = keys.GroupBy(key => string.Join('|', key.Parts.Select(part => part.Path))).Select(group =>
            (Paths: group.First().Parts.Select(part => part.Path).ToList(), Values: group.Select(key => Joined(key.Parts.Select(part => part.Value))).ToHashSet(StringComparer.OrdinalIgnoreCase))).ToList();
        var found = _records.Values.Where(record => !FindsNothing && record.ObjectType == selection.ObjectType && !record.IsDeleted
            && asked.Exists(one => one.Values.Contains(Joined(one.Paths.Select(record.ValueAt))))).OrderBy(record => record.Id, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<RawRecord>>([.. found.Select(record => record.Read(system, selection))]);
    }

    public async IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        writes.Select(write => write.Key).ShouldBeUnique();
        foreach (var write in AnswersInReverse ? writes.Reverse() : writes)
        {
            ct.ThrowIfCancellationRequested();
            Sent.Add(write);
            var reaction = !IsNote(write) && _next.TryDequeue(out var scripted) ? scripted : React(write);
            BeforeWrite(write);
            var receipt = Receipt(write, reaction);
            if (reaction.Throws is { } end)
            {
                throw end;
            }

            if (reaction.Answers)
            {
                yield return receipt;
            }
        }

        await Task.CompletedTask;
    }

    public Task<ApiUsage> ReadUsageAsync(CancellationToken ct) => Task.FromResult(new ApiUsage(null, null, null, clock.GetUtcNow()));

    public Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct) =>
        Task.FromResult(new AccessReview([], [], new AccessGrant("none", "", "")));

    public Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<FieldProvision>>([]);

    private static string Joined(IEnumerable<JsonNode?> values) => string.Join('\u001f', values.Select(value => value?.ToString() ?? "\u0000"));

    private static bool IsNote(WriteRequest write) => write.Key.StartsWith("note:", StringComparison.Ordinal);

    private void Answer(string objectType)
    {
        Reads++;
        if (ReadsFail is var (fault, only) && (only is null || only == objectType))
        {
            throw new ConnectorException(system, fault);
        }
    }

    private WriteReceipt Receipt(WriteRequest write, Reaction reaction)
    {
        if (ComparesVersions && write is { Id: { } known, ExpectedVersion: { } expected } && $"{_records[(write.ObjectType, known)].Version}" != expected)
        {
            return WriteReceipt.Refused(write.Key, new Fault(FaultKind.ChangedMeanwhile, "Somebody changed it in between."));
        }

        var (record, created) = reaction.TakesEffect ? Apply(write) : (null, false);
        return reaction.Status switch
        {
            WriteStatus.Written when record is null => WriteReceipt.Refused(write.Key, new Fault(FaultKind.RecordGone, "It is not there.")),
            WriteStatus.Written => WriteReceipt.Written(write.Key, new RecordRef(system, write.ObjectType, record.Id), created),
            var status => new WriteReceipt(write.Key, status, null, false, reaction.Fault),
        };
    }

    /// <summary>A second creation under one external key finds what the first one made, as the port demands.</summary>
    private (ScriptedRecord? Record, bool Created) Apply(WriteRequest write)
    {
        var known = write.Id is { } id
            ? _records.GetValueOrDefault((write.ObjectType, id))
            : KeysAreUnique ? _byKey.GetValueOrDefault((write.ObjectType, write.ExternalKey!.Value)) is { IsDeleted: false } under ? under : null : null;
        if (write.Id is not null && known is null or { IsDeleted: true })
        {
            return (null, false);
        }

        var record = known ?? new ScriptedRecord(write.ObjectType, $"{write.ObjectType}-{_records.Count + 1}");
        if (known is null)
        {
            _records[(record.ObjectType, record.Id)] = record;
            record.Values[externalKey] = JsonValue.Create(write.ExternalKey!.Value);
            _byKey[(record.ObjectType, write.ExternalKey.Value)] = record;
            Created[write.ExternalKey.Value] = Created.GetValueOrDefault(write.ExternalKey.Value) + 1;
        }

        foreach (var (path, value) in write.Values)
        {
            record.Values[path] = value?.DeepClone();
        }

        foreach (var lines in write.Lines)
        {
            record.Lines[lines.Path] = [.. lines.Rows];
        }

        Touch(record);
        return (record, known is null);
    }
}
