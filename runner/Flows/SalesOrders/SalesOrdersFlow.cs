using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Port;
using Harness.Sync;
using Harness.Sync.Passes;
using Harness.Sync.Reconciling;

namespace Harness.Flows.SalesOrders;

/// <summary>A won opportunity becomes a sales order: one, with the agreed total, once what it needs is in the ERP.</summary>
public static class SalesOrdersFlow
{
    public static Flow Create(SyncOptions options) => new("sales_orders", OrderFields.Entity, Rank: 4, CallPriority: 0)
    {
        NotOurs = item => NotOurs(item, options),
        Check = item => Check(item, options),
        Tally = (order, side) => new Tallied(
            order.Fields.Get(OrderFields.Currency), order.Fields.Get(OrderFields.OrderStatus), OrderTotals.NetOf(order, side)?.Amount ?? 0),
        Approval = item => DiscountPolicy.NeedFor(item, options.DiscountLimitPercent),
    };

    private static string? NotOurs(PassItem item, SyncOptions options)
    {
        if (item.Link is not null || item.Crm is not { } opportunity)
        {
            return null;
        }

        if (!MakesAnOrder(opportunity, options))
        {
            return $"Its stage is not one that makes an order ({(options.OrderStages.Count == 0 ? "won" : string.Join(", ", options.OrderStages))}).";
        }

        return opportunity.Fields.Get(OrderFields.CloseDate) is { } closed && closed < options.From
            ? $"Closed before {options.From:yyyy-MM-dd}, the day from which opportunities become orders."
            : null;
    }

    private static Fault? Check(PassItem item, SyncOptions options)
    {
        if (item.Crm is not { } opportunity)
        {
            return null;
        }

        if (IsOurs(item) && !MakesAnOrder(opportunity, options))
        {
            return new Fault(FaultKind.Conflict, "The opportunity was reopened although its order exists: close it again, or have the order cancelled in the ERP.");
        }

        if (opportunity.Lines is not { Count: > 0 } lines)
        {
            return new Fault(FaultKind.RequiredMissing, "The opportunity has no products: add its lines, then it becomes an order.", Fields: ["lines"]);
        }

        return OrderTotals.Compare(item, opportunity, lines) ?? ByHand(item, opportunity, lines) ?? Billed(item);
    }

    /// <summary>An order that people entered is taken as it is when its total ties; its lines are never rewritten.</summary>
    private static Fault? ByHand(PassItem item, Snapshot opportunity, IReadOnlyList<Line> lines)
    {
        if (!IsByHand(item) || item.Plan is not { LinesForErp: not null } plan)
        {
            return null;
        }

        item.Plan = plan with { LinesForErp = null, AgreedLines = lines };
        return OrderTotals.Booked(item, opportunity);
    }

    private static bool MakesAnOrder(Snapshot opportunity, SyncOptions options) => options.OrderStages.Count == 0
        ? opportunity.Fields.Get(OrderFields.Won) == true
        : options.OrderStages.Contains(opportunity.Fields.Get(OrderFields.Stage), StringComparer.OrdinalIgnoreCase);

    /// <summary>Linked before this pass, or made by an earlier try of ours.</summary>
    private static bool IsOurs(PassItem item) => item.Link is not null || item.LinkedHow == "adopted";

    private static bool IsByHand(PassItem item) => (item.LinkedHow ?? item.Link?.How) is not (null or "adopted" or "created");

    private static Fault? Billed(PassItem item)
    {
        var status = item.Erp?.Fields.Get(OrderFields.OrderStatus);
        return IsOurs(item) && item.Plan?.LinesForErp is not null && status is "billed" or "closed" or "cancelled"
            ? new Fault(FaultKind.AlreadyBilled, $"The opportunity's lines changed, but its order is {status} already: settle the difference with Finance by a credit memo or a new order.")
            : null;
    }
}
