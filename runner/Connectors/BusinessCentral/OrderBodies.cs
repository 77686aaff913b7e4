using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// Orders: made with their rows in one request; changed row by row, because there is no deep update. The discount on the
/// whole order is an amount that the service refuses before there are rows, so it always follows.
/// </summary>
internal static class OrderBodies
{
    public static PreparedWrite Prepare(WriteRequest request, BusinessCentralObject of, JsonObject body, WriteContext known)
    {
        var wrong = request.Lines.FirstOrDefault(set => set.Path != of.LineSet);
        var rows = request.Lines.Where(set => set.Path == of.LineSet).SelectMany(set => set.Rows).ToList();
        if (wrong is not null || rows.Exists(row => row.Values.GetValueOrDefault("itemId") is null))
        {
            return PreparedWrite.Refused(request, wrong is not null
                ? BusinessCentralFaults.Broken($"The lines {wrong.Path} of an order are not written to Business Central.", wrong.Path)
                : new Fault(FaultKind.UnknownProduct, "A line has no item of Business Central.", Fields: ["salesOrderLines.itemId"]));
        }

        return request.IsCreate ? Create(request, of, body, rows, known) : Update(request, body, rows, known);
    }

    private static PreparedWrite Create(WriteRequest request, BusinessCentralObject of, JsonObject body, List<RawLine> rows, WriteContext known)
    {
        if (BusinessCentralBodies.WithKey(request, of, body) is null)
        {
            return PreparedWrite.Refused(request, RecordKeys.TooLong(of));
        }

        var decimals = known.Lists.DecimalsOf(body.Text("currencyCode"));
        var lines = rows.Select(row => (JsonNode)OrderLines.Body(row, decimals)!).ToList();
        if (PurchaseOrder(request) is { } purchase)
        {
            lines.Insert(0, OrderLines.PurchaseOrderBody(purchase));
        }

        body[OrderLines.Set] = new JsonArray([.. lines]);
        return new PreparedWrite(request, new BatchRequest("POST", of.Set, body), made => Discount(request, made, null, known), null);
    }

    private static PreparedWrite Update(WriteRequest request, JsonObject body, List<RawLine> rows, WriteContext known)
    {
        if (!known.Orders.TryGetValue(request.Id!, out var order))
        {
            return PreparedWrite.Refused(request, known.Invoiced.Contains(request.Id!)
                ? new Fault(FaultKind.AlreadyBilled, $"Order {request.Id} is invoiced and no longer among the orders: settle the difference by a credit memo or a new order.")
                : new Fault(FaultKind.RecordGone, $"Order {request.Id} was deleted in Business Central and no invoice was made of it: enter it again, or close the opportunity."));
        }

        var setsPurchase = request.Values.ContainsKey("purchaseOrder");
        if (setsPurchase && !OrderLines.IsOurs(order))
        {
            body["externalDocumentNumber"] = PurchaseOrder(request) ?? "";
        }

        var first = new BatchRequest("PATCH", $"salesOrders({order.Text("id")})", body, request.ExpectedVersion ?? order.Text("@odata.etag"));
        return new PreparedWrite(request, first, changed =>
        [
            .. setsPurchase && OrderLines.IsOurs(order) ? Purchase(request, order) : [],
            .. request.Lines.Count > 0 ? Lines(order, rows, known) : [],
            .. Discount(request, changed, order, known),
        ], null);
    }

    private static string? PurchaseOrder(WriteRequest request) => request.Values.GetValueOrDefault("purchaseOrder")?.ToString() is { Length: > 0 } purchase ? purchase : null;

    private static IEnumerable<BatchRequest> Purchase(WriteRequest request, JsonObject order)
    {
        var existing = OrderLines.PurchaseOrderLine(order);
        return (PurchaseOrder(request), existing) switch
        {
            (null, null) => [],
            (null, _) => [new BatchRequest("DELETE", $"{OrderLines.Set}({existing.Text("id")})", Etag: "*")],
            ({ } purchase, null) => [New(order, OrderLines.PurchaseOrderBody(purchase))],
            ({ } purchase, _) => [new BatchRequest(
                "PATCH", $"{OrderLines.Set}({existing.Text("id")})", new JsonObject { ["description"] = OrderLines.PurchaseOrderBody(purchase)["description"]!.DeepClone() }, "*")],
        };
    }

    /// <summary>Rows have no key of ours, so what is there is taken for what is wanted by its item and what else they share.</summary>
    private static IEnumerable<BatchRequest> Lines(JsonObject order, List<RawLine> rows, WriteContext known)
    {
        var decimals = known.Lists.DecimalsOf(order.Text("currencyCode"));
        var wanted = rows.Select(row => OrderLines.Body(row, decimals)!).ToList();
        var existing = OrderLines.OfItems(order);
        foreach (var like in new Func<JsonObject, JsonObject, bool>[] { Equal, SameItem })
        {
            foreach (var body in wanted.ToList())
            {
                if (existing.Find(line => like(line, body)) is not { } line)
                {
                    continue;
                }

                existing.Remove(line);
                wanted.Remove(body);
                if (!Equal(line, body))
                {
                    body.Remove("itemId");
                    body.Remove("lineType");
                    yield return new BatchRequest("PATCH", $"{OrderLines.Set}({line.Text("id")})", body, "*");
                }
            }
        }

        foreach (var body in wanted)
        {
            yield return New(order, body);
        }

        foreach (var line in existing)
        {
            yield return new BatchRequest("DELETE", $"{OrderLines.Set}({line.Text("id")})", Etag: "*");
        }
    }

    private static bool SameItem(JsonObject line, JsonObject body) => line.Text("itemId").Equals(body.Text("itemId"), StringComparison.OrdinalIgnoreCase);

    private static bool Equal(JsonObject line, JsonObject body) => SameItem(line, body)
        && line.Number("quantity") == body.Number("quantity") && line.Number("unitPrice") == body.Number("unitPrice")
        && (body.ContainsKey("discountAmount") ? line.Number("discountAmount") == body.Number("discountAmount") : line.Number("discountPercent") == body.Number("discountPercent"))
        && (!body.ContainsKey("description") || line.Text("description") == body.Text("description"));

    private static BatchRequest New(JsonObject order, JsonObject body) => new("POST", $"salesOrders({order.Text("id")})/{OrderLines.Set}", body);

    /// <summary>The percentage of what the rows add up to, rounded to the currency's minor unit.</summary>
    private static IReadOnlyList<BatchRequest> Discount(WriteRequest request, JsonObject answered, JsonObject? before, WriteContext known)
    {
        var currency = answered.Text("currencyCode");
        var decimals = known.Lists.DecimalsOf(currency);
        var isNamed = request.Values.TryGetValue("headerDiscountPercent", out var asked);
        var percent = isNamed ? BusinessCentralValues.Number(asked?.ToString()) ?? 0 : before is null ? 0 : BusinessCentralValues.Percent(
            before.Number("discountAmount"), before.Number("totalAmountExcludingTax") + before.Number("discountAmount"), decimals);
        if (before is null ? percent == 0 : !isNamed && (percent == 0 || request.Lines.Count == 0))
        {
            return [];
        }

        var rows = request.Lines.SelectMany(set => set.Rows).ToList();
        var gross = rows.Count > 0
            ? rows.Sum(row => Net(OrderLines.Body(row, decimals)!, decimals))
            : answered.Number("totalAmountExcludingTax") + answered.Number("discountAmount");
        return [new BatchRequest(
            "PATCH", $"salesOrders({answered.Text("id")})", new JsonObject { ["discountAmount"] = OrderLines.Round(gross * percent / 100, decimals) }, "*")];
    }

    private static decimal Net(JsonObject line, int decimals)
    {
        var gross = OrderLines.Round(line.Number("quantity") * line.Number("unitPrice"), decimals);
        return gross - (line.ContainsKey("discountAmount") ? line.Number("discountAmount") : OrderLines.Round(gross * line.Number("discountPercent") / 100, decimals));
    }
}
