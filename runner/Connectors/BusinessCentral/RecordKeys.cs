using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// The key under which a record is created. An order carries it whole as its external document number, which its invoices
/// inherit. Customers and contacts have no such field, so the key is their number: twenty characters that the service
/// keeps unique, so that a second creation is refused. All of these are kept in capitals.
/// </summary>
internal static class RecordKeys
{
    private const int longestNumber = 20;
    private const int longestDocument = 35;

    /// <summary>"main-acc-001dZ0000000001AAA" is too long for a number and becomes "A-001DZ0000000001AAA": the kind's letter and the id, or where that is too long its digest.</summary>
    public static string? Of(BusinessCentralObject of, string key)
    {
        var code = key.ToUpperInvariant();
        if (of.KeyProperty != "number")
        {
            return code.Length <= longestDocument ? code : null;
        }

        var parts = code.Split('-');
        var kind = parts.Length < 3 ? 'K' : parts[^2][0];
        return code.Length <= longestNumber ? code
            : parts.Length >= 3 && parts[^1].Length <= longestNumber - 2 ? $"{kind}-{parts[^1]}"
            : $"{kind}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)))[..(longestNumber - 2)]}";
    }

    public static Fault TooLong(BusinessCentralObject of) => new(
        FaultKind.TooLong, $"The key of a new {of.Label.ToLowerInvariant()} does not fit: shorten the integration's id to at most twelve characters.",
        Fields: [BusinessCentralCatalogue.KeyPath]);

    /// <summary>The key as the caller spelled it, where this record carries one of those that were asked for.</summary>
    public static JsonNode? Asked(BusinessCentralObject of, JsonObject row, IReadOnlyDictionary<string, string> asked) =>
        of.KeyProperty is { } property && asked.TryGetValue(row.Text(property), out var spelled) ? JsonValue.Create(spelled) : null;
}
