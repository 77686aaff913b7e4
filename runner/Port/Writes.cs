using System.Text.Json.Nodes;

namespace Harness.Port;

/// <summary>
/// One record to write. With <paramref name="Id"/> the record is updated by id; without, it is created under
/// <paramref name="ExternalKey"/>, and a second send of the same request finds what the first one made.
/// </summary>
/// <param name="Key">Deterministic name of this write; the receipt carries it back.</param>
/// <param name="Values">Only what must change. A null clears the field.</param>
/// <param name="Lines">Line collections to set; each replaces the whole collection.</param>
/// <param name="ExpectedVersion">Refused as <see cref="FaultKind.ChangedMeanwhile"/> where the vendor can compare it; otherwise ignored.</param>
public sealed record WriteRequest(
    string Key,
    string ObjectType,
    string? Id,
    ExternalKey? ExternalKey,
    IReadOnlyDictionary<string, JsonNode?> Values,
    IReadOnlyList<LineSet> Lines,
    string? ExpectedVersion = null)
{
    public bool IsCreate => Id is null;
}

/// <summary>The path and value of the vendor's external id ("externalId" = "main-opp-006...").</summary>
public sealed record ExternalKey(string Path, string Value);

public sealed record LineSet(string Path, string KeyPath, IReadOnlyList<RawLine> Rows);

public enum WriteStatus
{
    /// <summary>The vendor confirmed it.</summary>
    Written,

    /// <summary>The vendor refused it: nothing was changed.</summary>
    Refused,

    /// <summary>No answer that can be trusted: it may have happened. Look it up before anything is sent again.</summary>
    Unknown,

    /// <summary>It never left: quota, an open circuit, a call cut before sending. Does not count as an attempt.</summary>
    NotSent,
}

/// <param name="Key">The request's key: receipts are matched by it, never by position.</param>
/// <param name="Ref">The record written, when the vendor named it.</param>
/// <param name="Fault">Why, unless <see cref="WriteStatus.Written"/>.</param>
public sealed record WriteReceipt(string Key, WriteStatus Status, RecordRef? Ref, bool Created, Fault? Fault)
{
    public static WriteReceipt Written(string key, RecordRef record, bool created) => new(key, WriteStatus.Written, record, created, null);

    public static WriteReceipt Refused(string key, Fault fault) => new(key, WriteStatus.Refused, null, false, fault);

    public static WriteReceipt Unknown(string key, Fault fault) => new(key, WriteStatus.Unknown, null, false, fault);

    public static WriteReceipt NotSent(string key, Fault fault) => new(key, WriteStatus.NotSent, null, false, fault);
}
