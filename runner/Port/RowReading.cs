using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Port;

/// <summary>Rows of an answer become records one by one: a row that cannot be read is a record that says so, and its neighbours are read.</summary>
public static class RowReading
{
    private const int HashLength = 12;

    /// <param name="id">As the row gives it; null or empty where it gives none.</param>
    /// <param name="read">Null: the row lacks what makes it a record.</param>
    public static RawRecord Read(string system, string objectType, string? id, JsonNode row, DateTimeOffset readAt, Func<RawRecord?> read)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(read);
        var why = "it has no id or no time of its last change";
        try
        {
            if (id is { Length: > 0 } && read() is { } record)
            {
                return record;
            }
        }
        catch (Exception broken) when (IsAboutOneRow(broken))
        {
            why = $"one of its values is extreme or malformed ({broken.GetType().Name})";
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.ToJsonString())))[..HashLength];
        return new RawRecord(
            new RecordRef(system, objectType, id is { Length: > 0 } ? id : $"unknown-{hash}"), $"unreadable-{hash}", readAt, new Dictionary<string, JsonNode?>(), RawRecord.NoLines)
        {
            Unreadable = why,
            ReadAt = readAt,
        };
    }

    /// <summary>Trouble with what one record holds, as opposed to trouble with the code around it.</summary>
    public static bool IsAboutOneRow(Exception broken) => broken is ArithmeticException or FormatException or InvalidOperationException or ArgumentException
        or InvalidCastException or KeyNotFoundException or IndexOutOfRangeException or NullReferenceException or NotSupportedException or JsonException;
}
