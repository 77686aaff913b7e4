using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>One record to be written in one system; several items may wait for it (invoices of one opportunity).</summary>
/// <param name="Fields">What is written, in canonical fields: the baseline advances by these once the vendor confirmed.</param>
public sealed class PlannedWrite(SystemRole target, WriteRequest request, FieldSet fields, IReadOnlyList<Line>? lines)
{
    public SystemRole Target { get; } = target;

    public WriteRequest Request { get; } = request;

    public FieldSet Fields { get; } = fields;

    public IReadOnlyList<Line>? Lines { get; } = lines;

    /// <summary>The request shows the record's own sync state as well, so no note is needed.</summary>
    public bool CarriesStatus { get; init; }

    /// <summary>Names what is sent, so that a changed request is never taken for an earlier one.</summary>
    public required string RequestHash { get; init; }

    public Intent? Intent { get; set; }

    public WriteReceipt? Receipt { get; set; }

    /// <summary>Its outcome stands in the ledger: the first of the items that it serves brought it there.</summary>
    public bool IsRecorded { get; set; }

    public bool Succeeded => Receipt?.Status == WriteStatus.Written;
}
