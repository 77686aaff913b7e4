using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Load.Benchmark;

/// <summary>The records of one object, kept as bytes so that they hardly show in the working set that is measured.</summary>
internal sealed class StoredObject(string system, string name)
{
    private readonly Dictionary<string, Stored> _records = new(StringComparer.Ordinal);
    private readonly List<(long Sequence, string Id)> _feed = [];
    private readonly Dictionary<string, Dictionary<string, List<string>>> _indexes = new(StringComparer.Ordinal);

    public int Count => _records.Count;

    public bool Contains(string id) => _records.ContainsKey(id);

    public void Put(string id, IEnumerable<KeyValuePair<string, JsonNode?>> values, long sequence, DateTimeOffset at)
    {
        var merged = _records.TryGetValue(id, out var old) ? Parse(old) : [];
        foreach (var (path, value) in values)
        {
            merged[path] = value?.DeepClone();
        }

        _records[id] = new Stored(System.Text.Encoding.UTF8.GetBytes(merged.ToJsonString()), sequence, at);
        _feed.Add((sequence, id));
        foreach (var (path, index) in _indexes)
        {
            Enter(index, id, merged[path]);
        }
    }

    /// <summary>Each record once, at the place of its newest change.</summary>
    public IEnumerable<(long Sequence, string Id)> ChangedAfter(long sequence)
    {
        var first = _feed.BinarySearch((sequence + 1, string.Empty));
        return _feed.Skip(first < 0 ? ~first : first).Where(change => _records[change.Id].Sequence == change.Sequence);
    }

    public RawRecord? Read(string id, IReadOnlyList<string> paths)
    {
        if (!_records.TryGetValue(id, out var stored))
        {
            return null;
        }

        var all = Parse(stored);
        var values = new Dictionary<string, JsonNode?>(paths.Count, StringComparer.Ordinal);
        foreach (var path in paths)
        {
            values[path] = path == "Id" ? JsonValue.Create(id) : all[path]?.DeepClone();
        }

        return new RawRecord(new RecordRef(system, name, id), $"{stored.Sequence}", stored.At, values, RawRecord.NoLines) { ReadAt = stored.At };
    }

    public IEnumerable<string> Find(FindKey key)
    {
        IEnumerable<string>? found = null;
        foreach (var part in key.Parts)
        {
            IEnumerable<string> here = IndexOf(part.Path).TryGetValue(Text(part.Value), out var ids) ? ids : [];
            found = found?.Intersect(here) ?? here;
        }

        return found ?? [];
    }

    private Dictionary<string, List<string>> IndexOf(string path)
    {
        if (!_indexes.TryGetValue(path, out var index))
        {
            _indexes[path] = index = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
            foreach (var (id, stored) in _records)
            {
                Enter(index, id, Parse(stored)[path]);
            }
        }

        return index;
    }

    private static void Enter(Dictionary<string, List<string>> index, string id, JsonNode? value)
    {
        if (value is null)
        {
            return;
        }

        if (!index.TryGetValue(Text(value), out var ids))
        {
            index[Text(value)] = ids = [];
        }

        if (!ids.Contains(id))
        {
            ids.Add(id);
        }
    }

    private static string Text(JsonNode value) => value.ToString();

    private static JsonObject Parse(Stored stored) => JsonNode.Parse(stored.Json)!.AsObject();

    private sealed record Stored(byte[] Json, long Sequence, DateTimeOffset At);
}
