using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Load.Benchmark;

/// <summary>A system that answers at once and refuses nothing: what is measured beside it is the engine.</summary>
internal sealed class InstantSystem(string system, string externalKey, string? numberPath, TimeProvider clock) : IConnector
{
    private const int PageSize = 2000;

    private readonly Dictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private long _sequence;

    public string System => system;

    public int WriteBatchSize => 200;

    public ApiUsage? LastUsage => null;

    public string ExternalKeyPath(string objectType) => externalKey;

    public int CountOf(string objectType) => Of(objectType).Count;

    public void Seed(string objectType, string id, IEnumerable<KeyValuePair<string, JsonNode?>> values) =>
        Of(objectType).Put(id, values, ++_sequence, clock.GetUtcNow());

    public Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct) =>
        Task.FromResult(new SystemDescription(system, "1", "benchmark", "UTC", "EUR", true, [], []));

    public Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct)
    {
        var stored = Of(request.Source.Selection.ObjectType);
        var after = request.Cursor is null ? 0 : long.Parse(request.Cursor);
        var page = stored.ChangedAfter(after).Take(PageSize).ToList();
        return Task.FromResult(new ChangePage(
            [.. page.Select(change => stored.Read(change.Id, request.Source.Selection.Paths)!)],
            $"{(page.Count == 0 ? after : page[^1].Sequence)}",
            page.Count == PageSize));
    }

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        Task.FromResult(Read(selection, ids));

    public Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct) =>
        Task.FromResult(Read(selection, keys.SelectMany(Of(selection.ObjectType).Find).Distinct(StringComparer.Ordinal)));

    public async IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var write in writes)
        {
            ct.ThrowIfCancellationRequested();
            yield return Write(write);
        }

        await Task.CompletedTask;
    }

    public Task<ApiUsage> ReadUsageAsync(CancellationToken ct) => Task.FromResult(new ApiUsage(null, null, null, clock.GetUtcNow()));

    public Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct) =>
        Task.FromResult(new AccessReview([], [], new AccessGrant("none", "", "")));

    public Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<FieldProvision>>([.. fields.Select(field => new FieldProvision(field, FieldProvisionState.Present))]);

    private IReadOnlyList<RawRecord> Read(Selection selection, IEnumerable<string> ids) =>
        [.. ids.Select(id => Of(selection.ObjectType).Read(id, selection.Paths)).OfType<RawRecord>()];

    private WriteReceipt Write(WriteRequest write)
    {
        var stored = Of(write.ObjectType);
        if (write.Id is { } known && !stored.Contains(known))
        {
            return WriteReceipt.Refused(write.Key, new Fault(FaultKind.RecordGone, $"There is no {write.ObjectType} {known}."));
        }

        var id = write.Id ?? $"{stored.Count + 1}";
        var created = write.Id is not null ? [] : new[]
        {
            KeyValuePair.Create(write.ExternalKey!.Path, (JsonNode?)JsonValue.Create(write.ExternalKey.Value)),
            KeyValuePair.Create(numberPath ?? write.ExternalKey.Path, (JsonNode?)JsonValue.Create(numberPath is null ? write.ExternalKey.Value : $"CUST-{id}")),
        };
        stored.Put(id, write.Values.Concat(created), ++_sequence, clock.GetUtcNow());
        return WriteReceipt.Written(write.Key, new RecordRef(system, write.ObjectType, id), write.IsCreate);
    }

    private StoredObject Of(string objectType)
    {
        if (!_objects.TryGetValue(objectType, out var stored))
        {
            _objects[objectType] = stored = new StoredObject(system, objectType);
        }

        return stored;
    }
}
