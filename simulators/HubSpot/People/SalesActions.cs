using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.People;

/// <summary>Business acts of Sales. The screens keep a deal's amount in step with its lines; the API does not.</summary>
internal sealed class SalesActions(Portal portal, RecordWriter writer, Merges merges, Staff staff)
{
    private static readonly (string Word, string Property)[] LineWords =
        [("quantity", "quantity"), ("unitPrice", "price"), ("discount", "hs_discount_percentage"), ("unitDiscount", "discount"), ("description", "description")];

    public IEnumerable<KeyValuePair<string, Func<JsonObject, JsonObject>>> All() =>
    [
        new("close-won", order => Stage(order, deal => Won(deal).Id)),
        new("close-lost", order => Stage(order, _ => Pipelines.LostStage)),
        new("reopen", order => Stage(order, _ => Optional(order, "stage") ?? Pipelines.OpenStage)),
        new("edit-lines", EditLines),
        new("merge-accounts", order => Merge(order, "companies")),
        new("merge-contacts", order => Merge(order, "contacts")),
        new("undelete", Undelete),
    ];

    /// <summary>Won in the pipeline that the deal is in, whatever the stage is called there.</summary>
    private static PipelineStage Won(CrmRecord deal) => (Pipelines.Find(deal["pipeline"]) ?? Pipelines.Deals[0]).Stages.First(stage => stage.IsWon);

    private JsonObject Stage(JsonObject order, Func<CrmRecord, string> stage)
    {
        var deal = staff.Find("deals", Text(order, "opportunity"));
        var fields = new JsonObject { ["dealstage"] = stage(deal) };
        if (Optional(order, "date") is { } date)
        {
            fields["closedate"] = $"{date}T12:00:00.000Z";
        }

        return staff.Edit("deals", deal.Id, fields);
    }

    /// <summary>add: sku, quantity, unitPrice, discount, description; change: line and what is new; remove: line ids.</summary>
    private JsonObject EditLines(JsonObject order) => staff.Act(() =>
    {
        var deal = staff.Find("deals", Text(order, "opportunity"));
        foreach (var id in Items(order, "remove"))
        {
            writer.Archive(Staff.Person, staff.Find("line_items", id!.ToString()));
        }

        foreach (var item in Items(order, "change").OfType<JsonObject>())
        {
            writer.Update(Staff.Person, staff.Find("line_items", Text(item, "line")), Fields(item));
        }

        foreach (var item in Items(order, "add").OfType<JsonObject>())
        {
            Add(deal, item);
        }

        var sum = portal.Associations.Of("deals", deal.Id, "line_items").Sum(line => LineRules.Number(portal.Table("line_items").Find(line.Id)?["amount"]) ?? 0);
        writer.Update(Staff.Person, deal, new JsonObject { ["amount"] = LineRules.Text(sum) });
        return deal;
    });

    private void Add(CrmRecord deal, JsonObject item)
    {
        var sku = Text(item, "sku");
        var product = portal.Table("products").Live.FirstOrDefault(each => each["hs_sku"] == sku) ?? throw new KeyNotFoundException($"There is no product {sku}.");
        var fields = Fields(item);
        fields["hs_product_id"] = product.Id;
        fields["hs_line_item_currency_code"] = deal["deal_currency_code"];
        var line = writer.Create(Staff.Person, portal.Table("line_items").Type, fields);
        portal.Associations.Set(AssociationTypes.Plain("deals", "line_items")!, deal.Id, line.Id);
    }

    private JsonObject Merge(JsonObject order, string objectName) => staff.Act(() =>
        merges.Merge(Staff.Person, staff.Find(objectName, Text(order, "winner")), staff.Find(objectName, Text(order, "loser"))));

    private JsonObject Undelete(JsonObject order)
    {
        var record = staff.Find(Text(order, "object"), Text(order, "id"));
        if (record.ArchivedAt is not { } archived || portal.Now - archived > TimeSpan.FromDays(90))
        {
            throw new VendorRuleException("UNDELETE_FAILED", "The record is not in the recycle bin.");
        }

        return staff.Act(() =>
        {
            writer.Restore(Staff.Person, record);
            return record;
        });
    }

    private static JsonObject Fields(JsonObject item)
    {
        var fields = new JsonObject();
        foreach (var (word, property) in LineWords.Where(pair => item.ContainsKey(pair.Word)))
        {
            fields[property] = item[word]?.DeepClone();
        }

        return fields;
    }

    private static JsonArray Items(JsonObject order, string name) => order[name] as JsonArray ?? [];

    private static string? Optional(JsonObject order, string name) => order[name]?.ToString();

    private static string Text(JsonObject order, string name) => Optional(order, name) ?? throw new ArgumentException($"The action needs \"{name}\".");
}
