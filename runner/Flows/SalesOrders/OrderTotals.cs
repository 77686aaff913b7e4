using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Port;
using Harness.Sync.Passes;

namespace Harness.Flows.SalesOrders;

/// <summary>
/// The order's total net of tax and freight ties to the opportunity's, to the minor unit of its currency, or the order
/// stops with both numbers. Harness moves prices and never makes them.
/// </summary>
public static class OrderTotals
{
    public static Fault? Compare(PassItem item, Snapshot opportunity, IReadOnlyList<Line> lines)
    {
        var currency = opportunity.Fields.Get(OrderFields.Currency);
        if (string.IsNullOrEmpty(currency) || !Currencies.IsKnown(currency))
        {
            return new Fault(FaultKind.RequiredMissing, "The opportunity has no currency that ISO 4217 knows: set it.", Fields: ["currency"]);
        }

        if (opportunity.Fields.Get(OrderFields.Amount) is not { } amount)
        {
            return new Fault(FaultKind.RequiredMissing, "The opportunity has no amount.", Fields: ["amount"]);
        }

        var summed = lines.Aggregate(new Money(0, currency), (sum, line) => sum + NetOf(line, currency));
        if (summed != amount)
        {
            return new Fault(
                FaultKind.TotalsDiffer, $"The lines add up to {summed}, but the opportunity says {amount}: correct the one that is wrong.", Fields: ["amount", "lines"]);
        }

        return Booked(item, opportunity);
    }

    /// <summary>The order as the ERP holds it, where nothing of this pass changes its lines any more.</summary>
    public static Fault? Booked(PassItem item, Snapshot opportunity)
    {
        if (!item.IsLinked || item.Plan?.LinesForErp is not null || item.Erp?.Fields.Get(OrderFields.NetTotal) is not { } booked
            || opportunity.Fields.Get(OrderFields.Amount) is not { } amount)
        {
            return null;
        }

        var agreed = Agreed(amount, opportunity.Fields.Get(OrderFields.HeaderDiscount));
        return booked == agreed ? null : new Fault(
            FaultKind.TotalsDiffer, $"The order in the ERP is {booked} net of tax and freight, but the opportunity agreed {agreed}: correct the order or the opportunity, then retry.",
            Fields: ["net_total"]);
    }

    public static Money Agreed(Money amount, decimal? headerDiscount) =>
        (amount - new Money(amount.Amount * (headerDiscount ?? 0) / 100, amount.Currency).Rounded()).Rounded();

    /// <summary>What one side says the whole order comes to, net of tax and freight.</summary>
    public static Money? NetOf(Snapshot order, SystemRole side) => side == SystemRole.Erp ? order.Fields.Get(OrderFields.NetTotal)
        : order.Fields.Get(OrderFields.Amount) is { } amount ? Agreed(amount, order.Fields.Get(OrderFields.HeaderDiscount)) : null;

    /// <summary>What a line costs after its discount: rounded once for the line, never for the unit.</summary>
    public static Money NetOf(Line line, string currency)
    {
        var price = line.Fields.Get(OrderLineFields.UnitPrice)?.Amount ?? 0;
        var quantity = line.Fields.Get(OrderLineFields.Quantity) ?? 0;
        var discount = line.Fields.Get(OrderLineFields.Discount) ?? 0;
        return new Money(price * quantity * (100 - discount) / 100, currency).Rounded();
    }
}
