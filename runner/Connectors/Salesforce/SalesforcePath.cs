using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// A path is a field or relations to one ("Account.ERP_Id__c", "PricebookEntry.Product2.ProductCode"). One is derived:
/// "Website.domain", the lower-case host of a web address without "www.".
/// </summary>
internal static partial class SalesforcePath
{
    private const string Domain = ".domain";

    public static bool IsDomain(string path) => path.EndsWith(Domain, StringComparison.Ordinal);

    public static bool CanBeWritten(string path) => !IsDomain(path) && Dotted().IsMatch(path);

    /// <summary>What SOQL calls it. Anything but a path is refused, so that no text of the matrix becomes part of a statement.</summary>
    public static string FieldOf(string path)
    {
        var field = IsDomain(path) ? path[..^Domain.Length] : path;
        return Dotted().IsMatch(field)
            ? field
            : throw new ConnectorException("salesforce", new Fault(FaultKind.MappingBroken, "A path of the matrix is not a Salesforce path.", Fields: [path]));
    }

    /// <summary>False where the answer does not hold the path at all; a null relation makes every path through it null.</summary>
    public static bool TryRead(JsonObject row, string path, out JsonNode? value)
    {
        value = null;
        JsonNode? node = row;
        foreach (var name in FieldOf(path).Split('.'))
        {
            if (node is null)
            {
                return true;
            }

            if (node is not JsonObject holder || !TryGet(holder, name, out node))
            {
                return false;
            }
        }

        value = IsDomain(path) ? DomainOf(node) : SalesforceValue.FromVendor(node);
        return true;
    }

    public static string? DomainOf(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        var trimmed = address.Trim();
        var absolute = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : $"https://{trimmed}";
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out var uri) || !uri.Host.Contains('.'))
        {
            return null;
        }

        var host = uri.IdnHost.ToLowerInvariant().TrimEnd('.');
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    private static JsonValue? DomainOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var address) && DomainOf(address) is { } host ? JsonValue.Create(host) : null;

    private static bool TryGet(JsonObject row, string name, out JsonNode? value)
    {
        if (row.TryGetPropertyValue(name, out value))
        {
            return true;
        }

        foreach (var (key, found) in row)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = found;
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^[A-Za-z]\w*(\.[A-Za-z]\w*){0,5}$", RegexOptions.ECMAScript)]
    private static partial Regex Dotted();
}
