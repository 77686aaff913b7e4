using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>From rows of an answer to records.</summary>
internal sealed class HubSpotRecords(string system)
{
    private const int HashLength = 12;

    public static IReadOnlyList<string> Properties(Selection selection)
    {
        List<string> names = [HubSpotObjects.Stamp(selection.ObjectType)];
        if (HubSpotObjects.CanBeMerged(selection.ObjectType))
        {
            names.Add(HubSpotObjects.MergedIds);
        }

        return [.. names.Concat(selection.Paths.SelectMany(path => HubSpotPath.PropertiesOf(selection.ObjectType, path))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Null for a row without id or stamp: no record can be told from it.</summary>
    public RawRecord? Read(Selection selection, JsonObject row, DateTimeOffset readAt)
    {
        var properties = row.Part("properties") ?? [];
        var stamp = HubSpotValue.Stamp(properties.Text(HubSpotObjects.Stamp(selection.ObjectType))) ?? HubSpotValue.Stamp(row.Text("updatedAt"));
        if (row.Text("id") is not { Length: > 0 } id || stamp is not { } modified)
        {
            return null;
        }

        var archived = row.Flag("archived");
        var record = new RawRecord(
            new RecordRef(system, selection.ObjectType, id), "", archived ? HubSpotValue.Stamp(row.Text("archivedAt")) ?? modified : modified,
            Values(selection.ObjectType, properties, selection.Paths), RawRecord.NoLines)
        {
            Deleted = archived,
            ReadAt = readAt,
        };
        return WithVersion(record);
    }

    /// <summary>The ids that were merged into this record, in most accounts together with its own former one.</summary>
    public static IReadOnlyList<string> MergedInto(JsonObject row) =>
        row.Part("properties").Text(HubSpotObjects.MergedIds)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The record that was, as far as anybody can still ask: it leads to its survivor.</summary>
    public static RawRecord Former(RawRecord survivor, string id) => survivor with
    {
        Ref = survivor.Ref with { Id = id },
        MergedInto = survivor.Ref.Id,
        Version = $"merged-into-{survivor.Ref.Id}",
        Lines = RawRecord.NoLines,
    };

    public static IReadOnlyDictionary<string, JsonNode?> Values(string type, JsonObject properties, IEnumerable<string> paths)
    {
        var values = new Dictionary<string, JsonNode?>();
        foreach (var path in paths.Where(path => HubSpotPath.AssociationOf(type, path) is null))
        {
            if (HubSpotPath.TryRead(type, properties, path, out var value))
            {
                values[path] = value;
            }
        }

        return values;
    }

    // Associations do not move the stamp: the hash tells two states of one stamp apart.
    public static RawRecord WithVersion(RawRecord record)
    {
        var text = new StringBuilder(record.Deleted ? "archived" : "").Append('\n');
        Append(text, record.Values);
        foreach (var (collection, rows) in record.Lines)
        {
            text.Append(collection).Append('\n');
            foreach (var row in rows)
            {
                Append(text.Append(row.Key).Append('\n'), row.Values);
            }
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return record with { Version = $"{HubSpotValue.Text(record.ModifiedAt)}-{hash[..HashLength]}" };
    }

    private static void Append(StringBuilder text, IReadOnlyDictionary<string, JsonNode?> values)
    {
        foreach (var (path, value) in values)
        {
            text.Append(path).Append('=').Append(value is null ? "null" : value.ToJsonString()).Append('\n');
        }
    }
}
