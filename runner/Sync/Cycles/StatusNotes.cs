using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Cycles;

/// <summary>Shows CRM records their sync state: as many notes as one call carries, whatever objects they are about.</summary>
public sealed class StatusNotes(Integration integration)
{
    private const int MostAtOnce = 200;

    public async Task<int> FlushAsync(CancellationToken ct)
    {
        var shown = 0;
        while (true)
        {
            var notes = await integration.Ledger.ReadNotesAsync(integration.Id, MostAtOnce, ct);
            if (notes.Count == 0 || integration.Rest.Of(integration.Crm.System) is not null)
            {
                return shown;
            }

            var done = await WriteAsync(notes, ct);
            await integration.Ledger.DropNotesAsync(done, ct);
            shown += done.Count;
            if (done.Count < notes.Count)
            {
                return shown;
            }
        }
    }

    // A refused note is dropped: the record itself is in the ledger with its reason, and a note is only its echo. One
    // that was not sent, or whose fate is unknown, stays and is written again: writing it twice changes nothing.
    private async Task<IReadOnlyList<StatusNote>> WriteAsync(IReadOnlyList<StatusNote> notes, CancellationToken ct)
    {
        var byKey = notes.Select(note => (Note: note, Request: Request(note))).Where(pair => pair.Request is not null)
            .ToDictionary(pair => pair.Request!.Key, pair => pair, StringComparer.Ordinal);
        var done = notes.Where(note => Request(note) is null).ToList();
        await foreach (var receipt in integration.Crm.WriteManyAsync([.. byKey.Values.Select(pair => pair.Request!)], ct))
        {
            var isDone = receipt.Status is WriteStatus.Written || (receipt.Status is WriteStatus.Refused && !receipt.Fault!.IsPassing);
            if (isDone && byKey.TryGetValue(receipt.Key, out var written))
            {
                done.Add(written.Note);
            }
        }

        return done;
    }

    private WriteRequest? Request(StatusNote note)
    {
        var entity = integration.Flows.First(flow => flow.Name == note.Flow).Entity;
        return integration.Matrix.Entities[entity].Status is { } paths
            ? new WriteRequest(
                $"note:{note.CrmRecord}:{note.At.UtcTicks}", note.CrmRecord.ObjectType, note.CrmRecord.Id, null,
                StatusValues.Of(paths, note.State, note.Message, note.At, note.ErpId is null ? null : new ErpName(note.ErpId, note.Number)), [])
            : null;
    }
}
