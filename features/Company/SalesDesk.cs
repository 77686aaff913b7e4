using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Company;

/// <summary>
/// Sales at the CRM. Kinds: account, contact, product (with "sku", "unit", "active"), opportunity (with "account",
/// "currency", "amount", "stage", "close date", "closed") and line (with "opportunity" and "sku").
/// </summary>
internal abstract class SalesDesk(SimulatedSystem system) : Desk(system)
{
    private static readonly (string Word, string Value)[] NewAccount =
    [
        ("currency", "EUR"), ("payment terms", "Net 30"),
        ("billing street", "Hauptstraße 1"), ("billing city", "Berlin"), ("billing postal code", "10115"), ("billing country", "DE"),
    ];

    /// <summary>An account of Berlin, except where the scenario says something else.</summary>
    public JsonObject AddAccount(string name, IReadOnlyList<(string Word, string Value)> pairs)
    {
        // Who chooses the country by its name leaves the code alone.
        var usual = NewAccount.Where(pair => pair.Word != "billing country" || pairs.All(other => other.Word != "billing country name"));
        var own = pairs.Where(pair => pair != ("billing country", "(empty)") || pairs.All(other => other.Word != "billing country name")).ToList();
        return Create("account", [("name", name), .. usual.Where(pair => own.All(other => other.Word != pair.Word)), .. own]);
    }

    public void ChangeAccount(string name, IReadOnlyList<(string Word, string Value)> pairs) => Change("account", IdOf("account", name), pairs);

    public void Restore(string kind, string id) => Act("undelete", new JsonObject { ["object"] = Kinds[kind].Object, ["id"] = id });

    /// <param name="account">Null: nobody's.</param>
    public void AddContact(string name, string? account, IReadOnlyList<(string Word, string Value)> pairs)
    {
        var cut = name.LastIndexOf(' ');
        List<(string, string)> typed = [("first name", name[..cut]), ("last name", name[(cut + 1)..]), .. pairs];
        Create("contact", account is null ? typed : [.. typed, ("account", IdOf("account", account))]);
    }

    public void ChangeContact(string name, IReadOnlyList<(string Word, string Value)> pairs) => Change("contact", IdOf("contact", name), pairs);

    public void ChangeOpportunity(string name, string word, string value) => Change("opportunity", IdOf("opportunity", name), [(word, value)]);

    /// <summary>An open one at an early stage, in the account's currency.</summary>
    public string AddOpportunity(string name, string account, DateOnly closes, decimal? amount)
    {
        var owner = One("account", account);
        List<(string, string)> typed =
        [
            ("name", name), ("account", IdOf("account", owner)), ("currency", Text("account", owner, "currency")!), ("stage", Stage("qualification")),
            ("close date", closes.ToString("yyyy-MM-dd")),
        ];
        return IdOf("opportunity", Create("opportunity", amount is { } worth ? [.. typed, ("amount", worth.ToString())] : typed));
    }

    public void AddLines(string opportunity, IEnumerable<SoldLine> lines) => Act("edit-lines", new JsonObject
    {
        ["opportunity"] = opportunity, ["add"] = new JsonArray([.. lines.Select(line => line.ToJson())]),
    });

    /// <param name="what">"quantity" or "discount".</param>
    public void ChangeLine(string opportunity, string sku, string what, decimal value)
    {
        var id = IdOf("opportunity", opportunity);
        var line = Live("line").Single(one => Text("line", one, "opportunity") == id && Text("line", one, "sku") == sku);
        Act("edit-lines", new JsonObject
        {
            ["opportunity"] = id, ["change"] = new JsonArray(new JsonObject { ["line"] = IdOf("line", line), [what] = value }),
        });
    }

    public void Win(string id, DateOnly date) => Act("close-won", new JsonObject { ["opportunity"] = id, ["date"] = date.ToString("yyyy-MM-dd") });

    public IReadOnlyList<string> OpenOpportunities() =>
        [.. Live("opportunity").Where(one => Text("opportunity", one, "closed") == "false").Select(one => IdOf("opportunity", one))];

    /// <summary>The vendor's stage for "qualification" or "negotiation".</summary>
    public abstract string Stage(string word);

    /// <summary>A product that Sales makes up, with a price where it has one.</summary>
    public abstract void MakeUp(string sku, string name, (decimal Amount, string Currency)? price);

    /// <summary>What a product costs, by currency.</summary>
    public abstract IReadOnlyDictionary<string, decimal> PricesOf(string sku);
}

/// <summary>A line as Sales types it.</summary>
internal sealed record SoldLine(string Sku, decimal Quantity, decimal Price, decimal? Discount)
{
    public JsonNode ToJson()
    {
        var line = new JsonObject { ["sku"] = Sku, ["quantity"] = Quantity, ["unitPrice"] = Price };
        if (Discount is { } percent)
        {
            line["discount"] = percent;
        }

        return line;
    }
}
