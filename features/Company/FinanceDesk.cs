using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Company;

/// <summary>
/// Finance at the ERP. Kinds: customer, contact (with "customer"), address (the vendor's names for what the act
/// edit-address takes), order (with "opportunity", "customer", "currency", "total", "date", "purchase order", "exchange
/// rate") and invoice (with "order" and "number").
/// </summary>
internal abstract class FinanceDesk(SimulatedSystem system) : Desk(system)
{
    /// <summary>The simulator's name for the call that places an order.</summary>
    public abstract string OrderCall { get; }

    public void AddCustomer(string name, IReadOnlyList<(string Word, string Value)> pairs) => Create(
        "customer", pairs.Any(pair => pair.Word == "currency") ? [("name", name), .. pairs] : [("name", name), ("currency", "EUR"), .. pairs]);

    public void ChangeCustomer(string name, IReadOnlyList<(string Word, string Value)> pairs) => Change("customer", IdOf("customer", name), pairs);

    public void ChangeAddress(string customer, IReadOnlyList<(string Word, string Value)> pairs)
    {
        var typed = Typed("address", pairs);
        typed["customer"] = IdOf("customer", customer);
        Act("edit-address", typed);
    }

    /// <summary>By first and last name.</summary>
    public IReadOnlyList<JsonObject> Contacts(string name) => [.. Live("contact").Where(contact => Text("contact", contact, "name") == name)];

    public virtual IReadOnlyList<JsonObject> OrdersOf(string opportunity) =>
        [.. Live("order").Where(order => Text("order", order, "opportunity") == opportunity)];

    /// <summary>In the order in which they were made.</summary>
    public virtual IReadOnlyList<JsonObject> InvoicesOf(JsonObject order) =>
        [.. Live("invoice").Where(invoice => Text("invoice", invoice, "order") == IdOf("order", order))];

    public void RefuseOrders(string message) => Act("reject-saves", new JsonObject { ["record"] = Kinds["order"].Object, ["message"] = message });

    public void AcceptOrders() => Act("accept-saves", new JsonObject { ["record"] = Kinds["order"].Object });

    /// <param name="share">Of each line; null for what is left.</param>
    public void Invoice(JsonObject order, DateOnly date, DateOnly due, decimal? share)
    {
        var input = new JsonObject { ["order"] = IdOf("order", order), ["date"] = date.ToString("yyyy-MM-dd"), ["dueDate"] = due.ToString("yyyy-MM-dd") };
        if (share is { } part)
        {
            input["share"] = part;
        }

        Act("invoice-order", input);
    }

    /// <summary>post-payment, credit-memo or void-invoice.</summary>
    /// <param name="amount">Null for all that is left.</param>
    /// <returns>What was posted.</returns>
    public JsonObject Post(string act, JsonObject invoice, decimal? amount)
    {
        var input = new JsonObject { ["invoice"] = IdOf("invoice", invoice) };
        if (amount is { } given)
        {
            input["amount"] = given;
        }

        return Act(act, input);
    }

    /// <summary>One payment over several invoices, the first ones first.</summary>
    public JsonObject PayAll(IEnumerable<JsonObject> invoices, decimal amount) => Act("pay-invoices", new JsonObject
    {
        ["invoices"] = new JsonArray([.. invoices.Select(invoice => JsonValue.Create(IdOf("invoice", invoice)))]), ["amount"] = amount,
    });

    /// <summary>What a payment or a credit memo has left over, to another invoice.</summary>
    public void ApplyRest(JsonObject credit, JsonObject invoice) => Act("apply-credit", new JsonObject { ["credit"] = credit["id"]!.ToString(), ["invoice"] = IdOf("invoice", invoice) });

    public void TakeOff(JsonObject credit) => Act("unapply", new JsonObject { ["credit"] = credit["id"]!.ToString() });

    public void VoidPayment(JsonObject payment) => Act("void-payment", new JsonObject { ["payment"] = payment["id"]!.ToString() });

    public void PayBack(JsonObject credit, decimal amount) => Act("refund", new JsonObject { ["credit"] = credit["id"]!.ToString(), ["amount"] = amount });

    /// <summary>As typed by hand, at these prices.</summary>
    public abstract void EnterOrder(string customer, string purchaseOrder, IEnumerable<SoldLine> lines);

    /// <summary>Another order of the same customer that names the same opportunity, of one piece of its first product.</summary>
    public void EnterSecondOrder(JsonObject order)
    {
        var opportunity = Kinds["order"].FieldOf("opportunity");
        Act("enter-order", new JsonObject
        {
            ["customer"] = IdOf("customer", Text("order", order, "customer")!),
            [opportunity] = order[opportunity]!.ToString(),
            ["lines"] = new JsonArray(new JsonObject { ["item"] = LinesOf(order)[0].Product, ["quantity"] = 1, ["rate"] = 1 }),
        });
    }

    /// <summary>The order's lines, each with its discount taken off.</summary>
    public abstract IReadOnlyList<OrderLine> LinesOf(JsonObject order);

    public abstract void ChangePrice(JsonObject order, string product, decimal price);

    /// <summary>The invoice is there, and nobody has released it yet.</summary>
    public abstract void HoldBack(JsonObject invoice);

    /// <param name="kind">"goods", "service" or "kit".</param>
    /// <param name="prices">By currency.</param>
    public abstract void AddItem(string sku, string name, string kind, string unit, IReadOnlyDictionary<string, decimal> prices);

    public abstract void PriceItem(string sku, string currency, decimal price);

    public abstract void WithdrawItem(string sku);
}

internal sealed record OrderLine(string Product, decimal Quantity, decimal Price, decimal Net);
