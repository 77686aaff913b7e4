using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// What a record refers to must be linked first: an order's account, a line's product. What is missing is queued, and
/// the record waits for it; several that wait for one thing show as that one thing.
/// </summary>
public sealed class PrerequisiteStep(Integration integration, Flow flow)
{
    public async Task ApplyAsync(PassBatch batch, CancellationToken ct)
    {
        var references = new References(integration, batch.Matrix);
        var needs = batch.Open.Where(item => item.Crm is not null && !item.IsArchived).ToDictionary(
            item => item, item => ReferenceFields.In(batch.Matrix, item.Crm!.Fields, item.Crm.Lines).Distinct().ToList());
        var links = await references.ByCrmIdAsync(needs.Values.SelectMany(need => need), ct);
        var missing = new List<NewWork>();

        foreach (var (item, need) in needs)
        {
            item.References = links;
            if (need.FirstOrDefault(reference => links.GetValueOrDefault(reference) is { IsEnded: true }) is { Entity: not null } dead)
            {
                item.Stop(
                    new Fault(
                        FaultKind.RecordGone,
                        $"Its {dead.Entity.Replace('_', ' ')} was deleted in {integration.Connector(links[dead].GoneIn!.Value).System}: restore that, or give this record another one."),
                    $"{dead.Entity}:crm:{dead.Id}");
                continue;
            }

            var unlinked = need.Where(reference => !links.ContainsKey(reference)).ToList();
            if (unlinked.Count == 0)
            {
                continue;
            }

            missing.AddRange(unlinked.Select(reference => Needed(item, reference)));
            var first = unlinked[0];
            item.WaitFor($"{first.Entity}:crm:{first.Id}", $"Waits until its {first.Entity.Replace('_', ' ')} is in step.");
        }

        if (missing.Count > 0 && !batch.IsPreview)
        {
            await integration.Ledger.EnqueueAsync(integration.Id, [.. missing.DistinctBy(work => (work.Flow, work.Subject))], integration.Now, ct);
        }
    }

    private NewWork Needed(PassItem item, (string Entity, string Id) reference)
    {
        var matrix = integration.Matrix.Entities[reference.Entity];
        var subject = new RecordRef(integration.Crm.System, matrix.CrmObject, reference.Id);
        return new NewWork(
            integration.FlowOf(reference.Entity), SystemRole.Crm, subject, $"needed-by:{flow.Name}:{item.Lead.Id}@{item.Lead.UpdatedAt.UtcTicks}",
            item.Lead.ChangedAt, null, WorkTrigger.Prerequisite, 0);
    }
}
