using System.Text.Json.Nodes;
using static Harness.Simulation.Histories.Desk;

namespace Harness.Simulation.Histories;

/// <summary>Finance, in NetSuite's words.</summary>
internal static class NetSuitePeople
{
    private static readonly string[] ItemTypes = ["inventoryItem", "serviceSaleItem", "nonInventorySaleItem"];

    /// <summary>What Finance may write in a customer, and which of Sales' fields it is.</summary>
    public static readonly IReadOnlyList<(string? CrmField, Action<Desk, string, int> Write)> CustomerFields =
    [
        ("Phone", (desk, id, value) => desk.Edit("customer", id, "phone", $"+49 30 77{value:000000}")),
        ("BillingCity", (desk, id, value) => desk.Act("edit-address", ("customer", id), ("city", $"Stadt {value}"))),
        ("Name", (desk, id, value) => desk.Edit("customer", id, "companyName", $"Kunde {value} AG")),
        (null, (desk, id, value) => desk.Edit("customer", id, "creditLimit", value * 100)),
        (null, (desk, id, value) => desk.Act("edit-address", ("customer", id), ("addr1", $"Rechnung {value}"))),
    ];

    public static IReadOnlyDictionary<Deed, Action<Desk, Act>> Deeds { get; } = new Dictionary<Deed, Action<Desk, Act>>
    {
        [Deed.EditCustomer] = (desk, act) => On(desk.Pick("customer", act.Which), customer => CustomerFields[act.Other % CustomerFields.Count].Write(desk, Id(customer), act.Value)),
        [Deed.EditItem] = (desk, act) =>
        {
            var type = ItemTypes[act.Which % ItemTypes.Length];
            On(desk.Pick(type, act.Other), item => desk.Edit(type, Id(item), "displayName", $"Thing {act.Value}"));
        },
        [Deed.Invoice] = (desk, act) => On(desk.Pick("salesOrder", act.Which), order => desk.Act(
            "invoice-order", ("order", Id(order)), ("share", act.Other % 3 == 0 ? 0.5m : null), ("dueDate", act.Other % 4 == 0 ? "2026-03-02" : null))),
        [Deed.Pay] = (desk, act) => On(desk.Pick("invoice", act.Which), invoice => desk.Act(
            "post-payment", ("invoice", Id(invoice)), ("amount", act.Other % 2 == 0 ? null : Math.Floor(Due(invoice) * (1 + (act.Value % 9)) / 10)))),
        [Deed.Overpay] = (desk, act) => On(desk.Pick("invoice", act.Which), invoice => desk.Act("post-payment", ("invoice", Id(invoice)), ("amount", Due(invoice) + act.Value))),
        [Deed.Credit] = (desk, act) => On(desk.Pick("invoice", act.Which), invoice => desk.Act(
            "credit-memo", ("invoice", Id(invoice)), ("amount", act.Other % 2 == 0 ? null : (decimal)act.Value))),
        [Deed.VoidPayment] = (desk, act) => On(desk.Pick("customerPayment", act.Which), payment => desk.Act("void-payment", ("payment", Id(payment)))),
    };

    private static decimal Due(JsonObject invoice) => decimal.TryParse(invoice["amountRemaining"]?.ToString(), out var due) ? due : 0;

    private static void On(JsonObject? record, Action<JsonObject> act)
    {
        if (record is not null)
        {
            act(record);
        }
    }
}
