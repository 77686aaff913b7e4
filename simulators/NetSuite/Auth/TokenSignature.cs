using System.Security.Cryptography;
using System.Text;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.NetSuite.Auth;

/// <summary>Token-based authentication: OAuth 1.0a signed with HMAC-SHA256 (RFC 5849, sections 3.4 and 3.5.1).</summary>
internal sealed class TokenSignature(string account, string consumerKey, string consumerSecret, string tokenId, string tokenSecret)
{
    private static readonly TimeSpan window = TimeSpan.FromMinutes(5);
    private readonly HashSet<string> used = [];

    public string? Problem(VendorRequest request, string header, DateTimeOffset now)
    {
        var parameters = Parse(header);
        string Of(string name) => parameters.GetValueOrDefault(name, "");
        if (!string.Equals(Of("realm"), account, StringComparison.Ordinal))
        {
            return "realm";
        }

        if (Of("oauth_consumer_key") != consumerKey || Of("oauth_token") != tokenId)
        {
            return "consumer key or token";
        }

        if (Of("oauth_signature_method") != "HMAC-SHA256" || Of("oauth_version") is not ("1.0" or ""))
        {
            return "signature method";
        }

        if (!long.TryParse(Of("oauth_timestamp"), out var seconds) || (DateTimeOffset.FromUnixTimeSeconds(seconds) - now).Duration() > window)
        {
            return "timestamp";
        }

        var expected = Sign(request, parameters);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(Of("oauth_signature"))))
        {
            return "signature";
        }

        return Of("oauth_nonce").Length == 0 || !used.Add($"{seconds}:{Of("oauth_nonce")}") ? "nonce" : null;
    }

    private string Sign(VendorRequest request, Dictionary<string, string> oauth)
    {
        var pairs = oauth.Where(p => p.Key is not ("realm" or "oauth_signature")).Select(p => (p.Key, p.Value))
            .Concat(QueryOf(request.Url))
            .Select(p => (Name: Encode(p.Item1), Value: Encode(p.Item2)))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}");
        var text = $"{request.Method}&{Encode(request.Url.GetLeftPart(UriPartial.Path))}&{Encode(string.Join('&', pairs))}";
        var key = Encoding.ASCII.GetBytes($"{Encode(consumerSecret)}&{Encode(tokenSecret)}");
        return Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
    }

    private static IEnumerable<(string, string)> QueryOf(Uri url) => url.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (DecodeForm(pair[0]), pair.Length > 1 ? DecodeForm(pair[1]) : ""));

    private static Dictionary<string, string> Parse(string header)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var pair in header["OAuth ".Length..].Split(',').Select(part => part.Trim().Split('=', 2)).Where(p => p.Length == 2))
        {
            parameters[pair[0]] = Uri.UnescapeDataString(pair[1].Trim('"'));
        }

        return parameters;
    }

    private static string DecodeForm(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>Everything but letters, digits, - . _ ~ is encoded, as RFC 5849 section 3.6 wants it.</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text);
}
