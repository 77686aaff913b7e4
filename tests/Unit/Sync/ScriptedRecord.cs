using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Sync;

/// <summary>One stored record, by vendor paths. A path that was never set is empty, not absent.</summary>
internal sealed class ScriptedRecord(string objectType, string id)
{
    public string ObjectType => objectType;

    public string Id => id;

    public long Version { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }

    public bool IsDeleted { get; set; }

    public Dictionary<string, JsonNode?> Values { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<RawLine>> Lines { get; } = new(StringComparer.Ordinal);

    public string? this[string path] => Values.GetValueOrDefault(path)?.ToString();

    public static JsonNode? Node(object? value) => value switch
    {
        null => null,
        JsonNode node => node,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is no value of a vendor."),
    };

    public ScriptedRecord With(string collection, params (string Key, (string Path, object? Value)[] Values)[] rows)
    {
        Lines[collection] = [.. rows.Select(row => new RawLine(row.Key, row.Values.ToDictionary(pair => pair.Path, pair => Node(pair.Value))))];
        return this;
    }

    public RawRecord Read(string system, Selection selection) => new(
        new RecordRef(system, objectType, id),
        $"{Version}",
        ModifiedAt,
        selection.Paths.ToDictionary(path => path, path => ValueAt(path)?.DeepClone(), StringComparer.Ordinal),
        selection.Lines.ToDictionary(lines => lines.Path, lines => Lines.GetValueOrDefault(lines.Path, []), StringComparer.Ordinal))
    {
        Deleted = IsDeleted,
        ReadAt = ModifiedAt,
    };

    public JsonNode? ValueAt(string path) => path == "Id" ? JsonValue.Create(id) : Values.GetValueOrDefault(path);
}
