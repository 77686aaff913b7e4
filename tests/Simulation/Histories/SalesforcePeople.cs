using System.Text.Json.Nodes;
using static Harness.Simulation.Histories.Desk;

namespace Harness.Simulation.Histories;

/// <summary>Sales, in Salesforce's words.</summary>
internal static class SalesforcePeople
{
    private static readonly string[] Roles = ["Decision Maker", "Billing", "Technical", "Other"];

    /// <summary>What Sales may write in an account; each value is written once in a history, so that its way can be followed.</summary>
    public static readonly IReadOnlyList<(string Field, Func<int, string> Value)> AccountFields =
    [
        ("Name", value => $"Firm {value} GmbH"),
        ("Phone", value => $"+49 30 55{value:000000}"),
        ("ShippingStreet", value => $"Dock {value}"),
        ("BillingCity", value => $"Town {value}"),
    ];

    public static IReadOnlyDictionary<Deed, Action<Desk, Act>> Deeds { get; } = new Dictionary<Deed, Action<Desk, Act>>
    {
        [Deed.CreateAccount] = (desk, act) => desk.Create("Account", new JsonObject
        {
            ["Name"] = $"New {act.Value}-{act.Which} GmbH", ["Website"] = $"https://www.new{act.Value}x{act.Which}.example", ["BillingStreet"] = $"Weg {act.Value}",
            ["BillingCity"] = "Berlin", ["BillingPostalCode"] = "10117", ["BillingCountryCode"] = "DE", ["CurrencyIsoCode"] = "EUR", ["Payment_Terms__c"] = "Net 30",
        }),
        [Deed.EditAccount] = (desk, act) => EditAccount(desk, act, AccountFields[act.Other % AccountFields.Count]),
        [Deed.DeleteAccount] = (desk, act) => On(desk.Pick("Account", act.Which), account => desk.Delete("Account", Id(account))),
        [Deed.MergeAccounts] = (desk, act) => On(desk.Pick("Account", act.Which), winner => On(
            desk.Pick("Account", act.Other, account => Id(account) != Id(winner)), loser => desk.Act("merge-accounts", ("winner", Id(winner)), ("loser", Id(loser))))),
        [Deed.CreateContact] = (desk, act) => On(desk.Pick("Account", act.Which), account => desk.Create("Contact", new JsonObject
        {
            ["AccountId"] = Id(account), ["FirstName"] = "Kim", ["LastName"] = $"Person {act.Value}", ["Email"] = $"kim{act.Value}x{act.Other}@people.example",
            ["Contact_Role__c"] = Roles[act.Other % Roles.Length],
        })),
        [Deed.EditContact] = (desk, act) => On(desk.Pick("Contact", act.Which), contact =>
            desk.Edit("Contact", Id(contact), act.Other % 2 == 0 ? "LastName" : "Phone", act.Other % 2 == 0 ? $"Surname {act.Value}" : $"+49 40 66{act.Value:000000}")),
        [Deed.DeleteContact] = (desk, act) => On(desk.Pick("Contact", act.Which), contact => desk.Delete("Contact", Id(contact))),
        [Deed.CreateOpportunity] = CreateOpportunity,
        [Deed.AddLine] = (desk, act) => On(Open(desk, act), opportunity => AddLine(desk, Id(opportunity), act)),
        [Deed.ChangeLine] = (desk, act) => On(Line(desk, act), line => desk.Act("edit-lines", ("opportunity", line["OpportunityId"]!.ToString()), ("change", new JsonArray(
            new JsonObject { ["line"] = Id(line), ["quantity"] = 1 + (act.Value % 997) })))),
        [Deed.RemoveLine] = (desk, act) => On(Line(desk, act), line => desk.Act(
            "edit-lines", ("opportunity", line["OpportunityId"]!.ToString()), ("remove", new JsonArray(Id(line))))),
        [Deed.ReorderLines] = (desk, act) => On(Line(desk, act), line => desk.Edit("OpportunityLineItem", Id(line), "SortOrder", act.Value)),
        [Deed.Close] = (desk, act) => On(Open(desk, act), opportunity => desk.Act("close-won", ("opportunity", Id(opportunity)))),
        [Deed.Reopen] = (desk, act) => On(desk.Pick("Opportunity", act.Which, one => IsTrue(one, "IsClosed")), opportunity => desk.Act("reopen", ("opportunity", Id(opportunity)))),
        [Deed.ChangePicklist] = (desk, act) => desk.Act("set-picklist", ("object", "Account"), ("field", "Payment_Terms__c"), ("values", new JsonArray(
            [.. new[] { "Net 30", "Net 60", "Net 14", "Due on receipt", $"Net {act.Value}" }.Select(term => (JsonNode)term)]))),
    };

    public static void EditAccount(Desk desk, Act act, (string Field, Func<int, string> Value) row) =>
        On(desk.Pick("Account", act.Which), account => desk.Edit("Account", Id(account), row.Field, row.Value(act.Value)));

    private static void CreateOpportunity(Desk desk, Act act) => On(desk.Pick("Account", act.Which), account =>
    {
        desk.Create("Opportunity", new JsonObject
        {
            ["Name"] = $"Deal {act.Value}-{act.Other}", ["AccountId"] = Id(account), ["StageName"] = "Negotiation/Review", ["CloseDate"] = "2026-03-02",
            ["CurrencyIsoCode"] = account["CurrencyIsoCode"]?.ToString(), ["PO_Number__c"] = act.Other % 2 == 0 ? $"PO-{act.Value}-{act.Other}" : null,
        });
        AddLine(desk, Id(desk.Living("Opportunity")[^1]), act);
    });

    private static void AddLine(Desk desk, string opportunity, Act act) => On(
        desk.Pick("Product2", act.Other, product => IsTrue(product, "IsActive")),
        product => desk.Act("edit-lines", ("opportunity", opportunity), ("add", new JsonArray(new JsonObject
        {
            ["sku"] = product["ProductCode"]!.ToString(), ["quantity"] = 1 + (act.Value % 400), ["discount"] = act.Value % 3 == 0 ? 5m : null,
        }))));

    private static JsonObject? Open(Desk desk, Act act) => desk.Pick("Opportunity", act.Which, opportunity => !IsTrue(opportunity, "IsClosed"));

    private static JsonObject? Line(Desk desk, Act act) => desk.Pick("OpportunityLineItem", act.Which + act.Other);

    private static void On(JsonObject? record, Action<JsonObject> act)
    {
        if (record is not null)
        {
            act(record);
        }
    }
}
