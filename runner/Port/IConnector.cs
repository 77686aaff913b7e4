namespace Harness.Port;

/// <summary>
/// One system as the engine sees it: vendor paths and JSON, in batches. A connector knows URLs, login, paging, batch
/// sizes, value formats and the table from the vendor's errors to <see cref="Fault"/>; it knows no canonical field,
/// no merge and no ledger. Reads are retried inside; a write is sent once.
/// </summary>
public interface IConnector
{
    /// <summary>The name of the configured system; the vendor's name unless two accounts of one vendor are used.</summary>
    string System { get; }

    /// <summary>The external id path under which records of this object are created.</summary>
    string ExternalKeyPath(string objectType);

    /// <summary>Records that one write call carries; 1 where each record is a call of its own.</summary>
    int WriteBatchSize { get; }

    Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct);

    Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct);

    /// <summary>Records that are not there are not in the answer; deleted and merged ones are, marked so, where the vendor still knows them.</summary>
    Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct);

    /// <summary>Records of several objects: one call where the vendor takes several queries in one.</summary>
    async Task<IReadOnlyList<RawRecord>> ReadManyAsync(IReadOnlyList<ReadRequest> reads, CancellationToken ct)
    {
        var found = new List<RawRecord>();
        foreach (var read in reads)
        {
            found.AddRange(await ReadManyAsync(read.Selection, read.Ids, ct));
        }

        return found;
    }

    /// <summary>Every live record that equals one of the keys, read from the store and never from a lagging index.</summary>
    Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct);

    /// <summary>
    /// Sends each request once, batched as the vendor allows, and streams one receipt for each as it is known. Never
    /// throws for vendor trouble: what could not be sent is <see cref="WriteStatus.NotSent"/>, what may have happened
    /// is <see cref="WriteStatus.Unknown"/>. Requests of one batch have distinct keys and distinct records.
    /// </summary>
    IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct);

    /// <summary>The vendor's counters as seen in the newest answer, at no cost; null before the first.</summary>
    ApiUsage? LastUsage { get; }

    /// <summary>Asks the vendor for its counters; one call.</summary>
    Task<ApiUsage> ReadUsageAsync(CancellationToken ct);

    /// <summary>Compares what the login may do with what the integration needs, and writes down the least that it needs.</summary>
    Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct);

    Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct);
}
