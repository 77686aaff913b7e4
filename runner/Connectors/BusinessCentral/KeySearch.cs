using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// Keys as filters. The service joins by "or" only what is about one property, so of a key of several parts the first is
/// asked for and the others are compared here. Lambda filters are not used: the service ignores them and sends everything.
/// </summary>
internal sealed class KeySearch(BusinessCentralObject of)
{
    private const int perRequest = 40;

    public IEnumerable<string> Urls(IReadOnlyList<FindKey> keys, string options)
    {
        foreach (var shape in keys.GroupBy(key => key.Parts[0].Path))
        {
            var conditions = shape.SelectMany(key => Conditions(key.Parts[0])).Distinct().ToList();
            foreach (var chunk in conditions.Chunk(perRequest))
            {
                var filter = Uri.EscapeDataString(string.Join(" or ", chunk));
                yield return $"{of.Set}?$filter={filter}&{options}";
                if (of.Name == BusinessCentralCatalogue.SalesOrder && chunk[0].StartsWith("externalDocumentNumber", StringComparison.Ordinal))
                {
                    // An order that is invoiced is not among the orders any more.
                    yield return $"salesInvoices?$filter={filter}&{InvoicedOrders.Select}";
                }
            }
        }
    }

    /// <summary>How the caller spelled each key that a record may carry.</summary>
    public IReadOnlyDictionary<string, string> AskedKeys(IEnumerable<FindKey> keys) => keys
        .Where(key => key.Parts is [{ Path: BusinessCentralCatalogue.KeyPath }])
        .Select(key => (Code: RecordKeys.Of(of, key.Parts[0].Value.ToString()), Spelled: key.Parts[0].Value.ToString()))
        .Where(key => key.Code is not null)
        .DistinctBy(key => key.Code)
        .ToDictionary(key => key.Code!, key => key.Spelled);

    public static bool Accepts(RawRecord record, IEnumerable<FindKey> keys) =>
        keys.Any(key => key.Parts.All(part => Same(record.Values.GetValueOrDefault(part.Path), part.Value)));

    private IEnumerable<string> Conditions(KeyPart part)
    {
        var text = part.Value.ToString();
        var rule = of.Rule(part.Path);
        return rule.Kind switch
        {
            _ when text.Length == 0 => [],
            PathKind.Key => of.KeyProperty is { } property && RecordKeys.Of(of, text) is { } code ? [Equal(property, code)] : [],
            PathKind.Host => [$"contains(website,{BusinessCentralValues.Quote(text.ToLowerInvariant())})"],
            PathKind.PurchaseOrder => [Equal("externalDocumentNumber", text.ToUpperInvariant())],
            PathKind.Plain when part.Path.EndsWith("Id", StringComparison.Ordinal) || part.Path == "id" => Guid.TryParse(text, out var id) ? [$"{part.Path} eq {id}"] : [],
            PathKind.Plain when part.Value.GetValueKind() != System.Text.Json.JsonValueKind.String => [$"{part.Path} eq {part.Value.ToJsonString()}"],
            // "tolower" and "toupper" disable case sensitivity ("Using filter expressions in OData URIs").
            PathKind.Plain => [$"tolower({part.Path}) eq {BusinessCentralValues.Quote(text.ToLowerInvariant())}"],
            _ => [],
        };
    }

    private static string Equal(string property, string value) => $"{property} eq {BusinessCentralValues.Quote(value)}";

    private static bool Same(JsonNode? stored, JsonNode asked) =>
        string.Equals(stored?.ToString(), asked.ToString(), StringComparison.OrdinalIgnoreCase);
}
