using Harness.Core.Governance;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// A write whose answer was lost may have arrived. Where the other side holds by now what a record said when that write
/// was begun, both agree on it since then; without this the next edit would look like a collision with our own write.
/// </summary>
public sealed class OwnWrites(Integration integration, Flow flow)
{
    public async Task RecogniseAsync(IReadOnlyList<PassItem> items, CancellationToken ct)
    {
        foreach (var item in items.Where(item => item is { Crm: not null, Erp: not null }))
        {
            foreach (var intent in item.OpenIntents)
            {
                await RecogniseAsync(item, intent, ct);
            }
        }
    }

    private async Task RecogniseAsync(PassItem item, Intent intent, CancellationToken ct)
    {
        var source = intent.Target.Other();
        if (item.Work.FirstOrDefault(work => work.Side == source) is not { } own)
        {
            return;
        }

        var filter = new ItemFilter(integration.Id) { Flow = flow.Name, RecordId = own.Subject.Id };
        var begun = (await integration.Ledger.ListItemsAsync(filter, ct)).Where(work => work.Side == source && work.Payload is not null && work.CreatedAt <= intent.At)
            .MaxBy(work => work.Id);
        if (begun is not null)
        {
            var then = RecordReading.Read(flow, integration.Mapping(flow.Entity, source), RawRecords.FromJson(begun.Payload!));
            item.Baseline = BaselineComparison.WithOwnWrites(
                item.Matrix, integration.Mapping(flow.Entity, intent.Target), intent.Target, item.Baseline, then.Fields, item.On(intent.Target)!.Fields);
        }
    }
}
