using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>From rows of a query to records.</summary>
internal sealed class SalesforceRecords(string system)
{
    private const int HashLength = 12;

    public static string Columns(Selection selection)
    {
        List<string> columns = ["Id", "SystemModstamp"];
        if (SalesforceObjects.HasRecycleBin(selection.ObjectType))
        {
            columns.Add("IsDeleted");
        }

        if (SalesforceObjects.CanBeMerged(selection.ObjectType))
        {
            columns.Add("MasterRecordId");
        }

        return string.Join(',', columns.Concat(selection.Paths.Select(SalesforcePath.FieldOf)).Distinct(StringComparer.OrdinalIgnoreCase));
    }

    public RawRecord Read(Selection selection, JsonObject row, DateTimeOffset readAt) =>
        RowReading.Read(system, selection.ObjectType, row.Text("Id"), row, readAt, () => Whole(selection, row, readAt));

    /// <summary>Null for a row without id or stamp: no record can be told from it.</summary>
    private RawRecord? Whole(Selection selection, JsonObject row, DateTimeOffset readAt)
    {
        var stamp = row.Text("SystemModstamp");
        if (row.Text("Id") is not { Length: > 0 } id || SalesforceValue.Stamp(stamp) is not { } modified)
        {
            return null;
        }

        var record = new RawRecord(
            new RecordRef(system, selection.ObjectType, id), "", modified, Values(row, selection.Paths), RawRecord.NoLines)
        {
            Deleted = row.Flag("IsDeleted"),
            MergedInto = row.Text("MasterRecordId"),
            ReadAt = readAt,
        };
        return record with { Version = Version(record) };
    }

    public static IReadOnlyDictionary<string, JsonNode?> Values(JsonObject row, IEnumerable<string> paths)
    {
        var values = new Dictionary<string, JsonNode?>();
        foreach (var path in paths)
        {
            if (SalesforcePath.TryRead(row, path, out var value))
            {
                values[path] = value;
            }
        }

        return values;
    }

    public static RawRecord WithLines(RawRecord record, IReadOnlyDictionary<string, IReadOnlyList<RawLine>> lines)
    {
        var whole = record with { Lines = lines };
        return whole with { Version = Version(whole) };
    }

    // Stamps are whole seconds in practice: the hash keeps two edits within one second apart.
    private static string Version(RawRecord record)
    {
        var text = new StringBuilder(record.Deleted ? "deleted" : "").Append(record.MergedInto).Append('\n');
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
        return $"{SalesforceValue.Soql(record.ModifiedAt)}-{hash[..HashLength]}";
    }

    private static void Append(StringBuilder text, IReadOnlyDictionary<string, JsonNode?> values)
    {
        foreach (var (path, value) in values)
        {
            text.Append(path).Append('=').Append(value is null ? "null" : value.ToJsonString()).Append('\n');
        }
    }
}
