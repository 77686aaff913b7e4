using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Sync.Passes;

namespace Harness.Flows.SalesOrders;

/// <summary>An order with more discount than the policy allows waits for a person. The approval holds for exactly these terms.</summary>
public static class DiscountPolicy
{
    public static ApprovalNeed? NeedFor(PassItem item, decimal limit)
    {
        if (item.Crm is not { Lines: { } lines } opportunity)
        {
            return null;
        }

        var header = opportunity.Fields.Get(OrderFields.HeaderDiscount) ?? 0;
        var highest = lines.Select(line => line.Fields.Get(OrderLineFields.Discount) ?? 0).Append(header).Max();
        if (highest <= limit)
        {
            return null;
        }

        var evidence = new JsonObject
        {
            ["limit_percent"] = limit,
            ["header_discount_percent"] = header,
            ["amount"] = opportunity.Fields.Get(OrderFields.Amount)?.ToString(),
            ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject
            {
                ["line"] = line.Key,
                ["product"] = line.Fields.Get(OrderLineFields.Sku) ?? line.Fields.Get(OrderLineFields.Product),
                ["quantity"] = line.Fields.Get(OrderLineFields.Quantity),
                ["list_price"] = line.Fields.Get(OrderLineFields.UnitPrice)?.ToString(),
                ["discount_percent"] = line.Fields.Get(OrderLineFields.Discount) ?? 0,
            })]),
        };
        return new ApprovalNeed(
            $"A discount of {highest:0.##} % is over the policy limit of {limit:0.##} %: may this order go ahead?", ContentHash.Of(evidence.ToJsonString()), evidence.ToJsonString());
    }
}
