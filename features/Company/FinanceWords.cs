using System.Text.Json.Nodes;

namespace Harness.Features.Company;

/// <summary>What Finance calls a field, and where the ERP of this company keeps it.</summary>
internal sealed class FinanceWords(Desk finance)
{
    private static readonly Dictionary<string, string> Body = new()
    {
        ["name"] = "companyName",
        ["website"] = "url",
        ["phone"] = "phone",
        ["tax id"] = "vatRegNumber",
        ["payment terms"] = "terms",
        ["credit limit"] = "creditLimit",
        ["currency"] = "currency",
    };

    private static readonly Dictionary<string, string> Address = new()
    {
        ["street"] = "addr1",
        ["city"] = "city",
        ["state"] = "state",
        ["postal code"] = "zip",
        ["country"] = "country",
    };

    /// <summary>A customer as Finance types it.</summary>
    public static JsonObject Customer(IEnumerable<(string Name, string Value)> pairs)
    {
        var fields = new JsonObject();
        var billing = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            if (name.StartsWith("billing ", StringComparison.Ordinal))
            {
                billing[AddressField(name["billing ".Length..])] = Entry.Typed(value);
            }
            else
            {
                fields[Body[name]] = Entry.Typed(value);
            }
        }

        if (billing.Count > 0)
        {
            fields["addressBook"] = new JsonObject
            {
                ["items"] = new JsonArray(new JsonObject { ["defaultBilling"] = true, ["defaultShipping"] = true, ["addressBookAddress"] = billing }),
            };
        }

        return fields;
    }

    public static string AddressField(string word) => Address[word];

    public JsonNode? OfCustomer(JsonObject customer, string word) => word switch
    {
        "currency" => CurrencyOf(customer),
        _ when word.StartsWith("billing ", StringComparison.Ordinal) => InAddress(customer, "defaultBilling", word["billing ".Length..]),
        _ when word.StartsWith("shipping ", StringComparison.Ordinal) => InAddress(customer, "defaultShipping", word["shipping ".Length..]),
        _ => Plain(customer[Body[word]]),
    };

    public static JsonNode? OfContact(JsonObject contact, string word) => Plain(contact[word switch
    {
        "e-mail" => "email",
        "phone" => "phone",
        "role" => "custentity_contact_role",
        "primary" => "custentity_primary_contact",
        _ => throw new KeyNotFoundException($"Finance has no word \"{word}\" for a contact."),
    }]);

    public JsonNode? OfOrder(JsonObject order, string word) => word switch
    {
        "customer" => finance.One("customer", "id", order["entity"]!["id"]!.ToString())["companyName"],
        "currency" => CurrencyOf(order),
        "total" => order["total"],
        "date" => order["tranDate"],
        "purchase order" => order["otherRefNum"],
        "exchange rate" => order["exchangeRate"],
        _ => throw new KeyNotFoundException($"Finance has no word \"{word}\" for an order."),
    };

    /// <summary>The order's lines, each with the discount line below it taken off.</summary>
    public static IReadOnlyList<OrderLine> LinesOf(JsonObject order)
    {
        var lines = new List<OrderLine>();
        foreach (var row in order["item"]!["items"]!.AsArray().OfType<JsonObject>())
        {
            var product = row["item"]!["refName"]!.ToString();
            if (product == "DISCOUNT")
            {
                lines[^1] = lines[^1] with { Net = lines[^1].Net + Number(row["amount"]) };
            }
            else
            {
                lines.Add(new OrderLine(product, Number(row["quantity"]), Number(row["rate"]), Number(row["amount"])));
            }
        }

        return lines;
    }

    public static decimal Number(JsonNode? node) => node is null ? 0 : decimal.Parse(node.ToString());

    private JsonNode? CurrencyOf(JsonObject record) => finance.One("currency", "id", record["currency"]!["id"]!.ToString())["symbol"];

    private static JsonNode? InAddress(JsonObject customer, string flag, string word) => Plain(customer["addressBook"]!["items"]!.AsArray()
        .FirstOrDefault(row => row![flag]?.ToString() == "true")?["addressBookAddress"]?[Address[word]], word == "country");

    private static JsonNode? Plain(JsonNode? value, bool isCode = false) => value is JsonObject reference ? reference[isCode ? "id" : "refName"] : value;
}

internal sealed record OrderLine(string Product, decimal Quantity, decimal Price, decimal Net);
