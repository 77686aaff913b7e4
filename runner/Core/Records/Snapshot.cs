using Harness.Port;

namespace Harness.Core.Records;

/// <summary>What one system said about one record at one moment, in canonical fields.</summary>
/// <param name="Lines">Null where the lines were not read; otherwise complete.</param>
public sealed record Snapshot(
    RecordRef Ref, string Version, DateTimeOffset ModifiedAt, FieldSet Fields, IReadOnlyList<Line>? Lines)
{
    public bool Deleted { get; init; }

    public string? MergedInto { get; init; }

    /// <summary>What the mapping could not read: an unmapped picklist value, text where a number belongs.</summary>
    public IReadOnlyList<Fault> Problems { get; init; } = [];
}

/// <summary>One row of a document or of a price list; the key never moves with the row's position.</summary>
public sealed record Line(string Key, FieldSet Fields);
