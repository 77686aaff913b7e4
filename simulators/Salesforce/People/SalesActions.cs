using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce;

/// <summary>Business acts of Sales.</summary>
internal sealed class SalesActions(Org org, RecordWriter writer, People people)
{
    private const string OpenStage = "Negotiation/Review";

    public IEnumerable<KeyValuePair<string, Func<JsonObject, JsonObject>>> All() =>
    [
        new("close-won", order => Stage(order, Stages.ClosedWon)),
        new("close-lost", order => Stage(order, Stages.ClosedLost)),
        new("reopen", order => Stage(order, Optional(order, "stage") ?? OpenStage)),
        new("edit-lines", EditLines),
        new("merge-accounts", order => Merge(order, "Account")),
        new("merge-contacts", order => Merge(order, "Contact")),
        new("undelete", Undelete),
    ];

    private JsonObject Stage(JsonObject order, string stage)
    {
        var fields = new JsonObject { ["StageName"] = stage };
        if (Optional(order, "date") is { } date)
        {
            fields["CloseDate"] = date;
        }

        return people.Edit("Opportunity", Text(order, "opportunity"), fields);
    }

    /// <summary>add: sku, quantity, unitPrice, discount, description; change: line and what is new; remove: line ids.</summary>
    private JsonObject EditLines(JsonObject order)
    {
        var opportunity = people.Find("Opportunity", Text(order, "opportunity"));
        return people.Act(changes =>
        {
            foreach (var id in Items(order, "remove"))
            {
                writer.Delete(changes, people.Find("OpportunityLineItem", id!.ToString()));
            }

            foreach (var item in Items(order, "change").OfType<JsonObject>())
            {
                var line = people.Find("OpportunityLineItem", Text(item, "line"));
                var fields = Fields(item);
                if (fields.ContainsKey("Discount") && fields.ContainsKey("Quantity"))
                {
                    fields.TryAdd("UnitPrice", JsonValue.Create((decimal)line["UnitPrice"]!));
                }

                writer.Update(changes, line, fields);
            }

            foreach (var item in Items(order, "add").OfType<JsonObject>())
            {
                Add(changes, opportunity, item);
            }

            return opportunity;
        });
    }

    private void Add(ChangeSet changes, OrgRecord opportunity, JsonObject item)
    {
        var sku = Text(item, "sku");
        var products = org.Table("Product2");
        var product = products.Having(products.Type.Field("ProductCode"), sku) is [var found, ..]
            ? found
            : throw new KeyNotFoundException($"There is no product {sku}.");
        var book = opportunity["Pricebook2Id"] as string ?? org.StandardPriceBookId;
        var entry = org.Children("PricebookEntry", "Product2Id", product.Id).FirstOrDefault(each =>
            each["Pricebook2Id"] as string == book && Equals(each["CurrencyIsoCode"], opportunity["CurrencyIsoCode"]))
            ?? throw new KeyNotFoundException($"{sku} has no price in {opportunity["CurrencyIsoCode"]}.");
        var fields = Fields(item);
        fields["OpportunityId"] = opportunity.Id;
        fields["PricebookEntryId"] = entry.Id;
        fields.TryAdd("UnitPrice", JsonValue.Create((decimal)entry["UnitPrice"]!));
        writer.Insert(changes, org.Schema.Object("OpportunityLineItem"), fields);
    }

    private JsonObject Merge(JsonObject order, string objectName)
    {
        var (winner, loser) = (people.Find(objectName, Text(order, "winner")), people.Find(objectName, Text(order, "loser")));
        if (winner.IsDeleted || loser.IsDeleted || winner == loser)
        {
            throw new VendorRuleException("INVALID_ID_FIELD", "Two different live records can be merged.");
        }

        return people.Act(changes =>
        {
            writer.Merge(changes, winner, loser);
            return winner;
        });
    }

    private JsonObject Undelete(JsonObject order)
    {
        var record = people.Find(Text(order, "object"), Text(order, "id"));
        if (!record.IsDeleted || record.Stamp < org.RecycleBinSince)
        {
            throw new VendorRuleException("UNDELETE_FAILED", "The record is not in the recycle bin.");
        }

        return people.Act(changes =>
        {
            writer.Undelete(changes, record);
            return record;
        });
    }

    private static JsonObject Fields(JsonObject item)
    {
        var fields = new JsonObject();
        foreach (var (name, field) in new[] { ("quantity", "Quantity"), ("unitPrice", "UnitPrice"), ("discount", "Discount"), ("description", "Description") })
        {
            if (item.ContainsKey(name))
            {
                fields[field] = item[name]?.DeepClone();
            }
        }

        return fields;
    }

    private static JsonArray Items(JsonObject order, string name) => order[name] as JsonArray ?? [];

    private static string? Optional(JsonObject order, string name) => order[name]?.ToString();

    private static string Text(JsonObject order, string name) =>
        Optional(order, name) ?? throw new ArgumentException($"The action needs \"{name}\".");
}
