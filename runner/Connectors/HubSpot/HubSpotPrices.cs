using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// A product's prices: "price" is in the company's own currency, "hs_price_usd" and the like are in the others. As lines
/// they are keyed by currency and cost no call of their own.
/// </summary>
internal sealed class HubSpotPrices(HubSpotMetadata metadata)
{
    public const string Key = "currency";
    public const string Amount = "price";

    private const string Prefix = "hs_price_";
    private const string Held = "\u0001prices";

    public static string CurrencyOf(string property, string home) => property == Amount ? home : property[Prefix.Length..].ToUpperInvariant();

    public static bool Keeps(Selection selection) => selection.ObjectType == HubSpotObjects.Products && selection.Lines.Any(lines => lines.Path == HubSpotObjects.Prices);

    public async Task<IReadOnlyList<string>> PropertiesAsync(CancellationToken ct)
    {
        var known = await metadata.PropertiesAsync(HubSpotObjects.Products, ct).ConfigureAwait(false);
        return [.. known.Keys.Where(name => name == Amount || name.StartsWith(Prefix, StringComparison.Ordinal))];
    }

    /// <summary>The property that holds the price in a currency; null where the account does not use it.</summary>
    public async Task<string?> PropertyOfAsync(string currency, CancellationToken ct)
    {
        var home = (await metadata.PortalAsync(ct).ConfigureAwait(false)).Currency;
        var wanted = string.Equals(currency, home, StringComparison.OrdinalIgnoreCase) ? Amount : Prefix + currency.ToLowerInvariant();
        return (await metadata.PropertiesAsync(HubSpotObjects.Products, ct).ConfigureAwait(false)).ContainsKey(wanted) ? wanted : null;
    }

    /// <summary>The prices come with the record's properties: they travel with it until its lines are made.</summary>
    public static RawRecord Remember(RawRecord product, JsonObject row) => product with
    {
        Values = new Dictionary<string, JsonNode?>(product.Values)
        {
            [Held] = new JsonObject((row.Part("properties") ?? []).Where(pair => pair.Key == Amount || pair.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))),
        },
    };

    public async Task<IReadOnlyList<RawRecord>> AddAsync(LineSelection lines, IReadOnlyList<RawRecord> products, CancellationToken ct)
    {
        var home = (await metadata.PortalAsync(ct).ConfigureAwait(false)).Currency;
        return [.. products.Select(product =>
        {
            var held = product.Values.GetValueOrDefault(Held) as JsonObject ?? [];
            return HubSpotRecords.WithVersion(product with
            {
                Values = product.Values.Where(value => value.Key != Held).ToDictionary(value => value.Key, value => value.Value),
                Lines = new Dictionary<string, IReadOnlyList<RawLine>>
                {
                    [lines.Path] = [.. held.Where(pair => pair.Value?.ToString().Length > 0).Select(pair => Line(CurrencyOf(pair.Key, home), pair.Value!.ToString()))],
                },
            });
        })];
    }

    private static RawLine Line(string currency, string amount) =>
        new(currency, new Dictionary<string, JsonNode?> { [Key] = JsonValue.Create(currency), [Amount] = JsonValue.Create(amount) });
}
