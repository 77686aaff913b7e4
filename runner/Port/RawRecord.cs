using System.Text.Json.Nodes;

namespace Harness.Port;

/// <summary>
/// What a system said about one record, by the vendor paths that were asked for. A path that is missing was not
/// said (absent); a path with a null is empty at the vendor. Nothing is defaulted.
/// </summary>
/// <param name="Version">Opaque. Two reads with one version hold the same values; never compared for order.</param>
/// <param name="ModifiedAt">The vendor's stamp of the last change.</param>
/// <param name="Lines">The rows of each line collection that was selected, complete and in the vendor's order.</param>
public sealed record RawRecord(
    RecordRef Ref,
    string Version,
    DateTimeOffset ModifiedAt,
    IReadOnlyDictionary<string, JsonNode?> Values,
    IReadOnlyDictionary<string, IReadOnlyList<RawLine>> Lines)
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<RawLine>> NoLines =
        new Dictionary<string, IReadOnlyList<RawLine>>();

    public bool Deleted { get; init; }

    /// <summary>The id of the survivor when the vendor merged this record away.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Why the vendor's row could not be read: nothing of it counts, and the record stops alone.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Server time of the answer that carried these values.</summary>
    public DateTimeOffset ReadAt { get; init; }
}

/// <summary>One row of a line collection; the key is the value of the collection's key path, stable when rows move.</summary>
public sealed record RawLine(string Key, IReadOnlyDictionary<string, JsonNode?> Values);
