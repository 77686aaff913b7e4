using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>
/// Quotations become orders. Confirming sets the order's date to the moment it happens, so the agreed date is written once
/// more; where any of it is lost, the next look at the order shows it unconfirmed, or of another date, and it is done then.
/// </summary>
internal sealed class OdooConfirmations(OdooCalls calls)
{
    public async Task<IReadOnlyList<WriteReceipt>> ApplyAsync(IReadOnlyList<PreparedWrite> group, IReadOnlyList<WriteReceipt> receipts, CancellationToken stop)
    {
        var byKey = group.ToDictionary(write => write.Request.Key);
        var confirming = receipts.Where(receipt => receipt.Status == WriteStatus.Written && byKey[receipt.Key].Confirm).ToList();
        if (confirming.Count == 0)
        {
            return receipts;
        }

        var troubles = await ConfirmAsync(confirming, stop).ConfigureAwait(false);
        var dated = confirming.Where(receipt => !troubles.ContainsKey(receipt.Key) && byKey[receipt.Key].DateOrder is not null).ToList();
        if (dated.Count > 0)
        {
            var outcome = await calls.WriteAsync(OdooImport.Call("sale.order", [.. dated.Select(receipt => new ImportRecord(
                new Dictionary<string, string> { [".id"] = receipt.Ref!.Id, ["date_order"] = byKey[receipt.Key].DateOrder! }, "", []))]), stop).ConfigureAwait(false);
            if (outcome.Fault is { } fault || ImportAnswer.Read(outcome.Result)?.Ids is null)
            {
                foreach (var receipt in dated)
                {
                    troubles[receipt.Key] = outcome.Fault ?? OdooFaults.InDoubt("The order is confirmed, but keeps the date of that moment.");
                }
            }
        }

        return [.. receipts.Select(receipt => troubles.TryGetValue(receipt.Key, out var trouble) ? Receipt(byKey[receipt.Key], trouble) : receipt)];
    }

    /// <summary>All at once; where one of them is refused nothing was done, and each is asked for alone.</summary>
    private async Task<Dictionary<string, Fault>> ConfirmAsync(List<WriteReceipt> orders, CancellationToken stop)
    {
        var troubles = new Dictionary<string, Fault>();
        var outcome = await SendAsync(orders, stop).ConfigureAwait(false);
        if (outcome is { Status: WriteStatus.Refused, Fault.IsPassing: false } && orders.Count > 1)
        {
            foreach (var order in orders)
            {
                if ((await SendAsync([order], stop).ConfigureAwait(false)).Fault is { } fault)
                {
                    troubles[order.Key] = fault;
                }
            }
        }
        else if (outcome.Fault is { } fault)
        {
            foreach (var order in orders)
            {
                troubles[order.Key] = fault;
            }
        }

        return troubles;
    }

    private Task<WriteOutcome> SendAsync(IReadOnlyList<WriteReceipt> orders, CancellationToken stop) =>
        calls.WriteAsync(new OdooCall("sale.order", "action_confirm", [.. orders.Select(order => order.Ref!.Id)], new JsonObject()), stop);

    /// <summary>What was written before stays, so the record is looked up again; where only confirming was asked for, nothing changed.</summary>
    private static WriteReceipt Receipt(PreparedWrite write, Fault trouble) => write is { Import: null, Values: null }
        ? WriteReceipt.Refused(write.Request.Key, trouble)
        : WriteReceipt.Unknown(write.Request.Key, trouble);
}
