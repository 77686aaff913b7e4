using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>What is over policy waits for a person; the answer holds for exactly the terms that were asked about.</summary>
public sealed class ApproveStep(Flow flow)
{
    public void Apply(PassBatch batch) => RecordReading.Each(batch.Open.Where(item => !item.IsArchived && item.Writes.Any(write => write.Target == SystemRole.Erp)), item =>
    {
        if (flow.Approval(item) is { } need)
        {
            Apply(item, need);
        }
    });

    private void Apply(PassItem item, ApprovalNeed need)
    {
        switch (item.Decisions.LastOrDefault(one => one.Kind == DecisionKind.Discount && one.ContentHash == need.ContentHash)?.Verdict)
        {
            case Verdict.Approved:
                break;
            case Verdict.Rejected:
                item.Writes.Clear();
                item.Stop(new Fault(FaultKind.ApprovalRejected, $"{need.Question} It was rejected; change the opportunity to ask again."));
                break;
            default:
                item.Writes.Clear();
                item.Ask(
                    new NewQuestion(item.Lead.Id, flow.Name, DecisionKind.Discount, SystemRole.Crm, item.Crm!.Ref, need.ContentHash, need.Question, need.Evidence),
                    new Fault(FaultKind.NeedsApproval, need.Question), waits: true);
                break;
        }
    }
}
