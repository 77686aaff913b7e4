using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Verifies an RS256 assertion against the app's certificate. Gives the vendor's complaint, or null.</summary>
internal sealed class JwtBearer(ConnectedApp app, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public (string Error, string Description)? Refuse(string? assertion, string myDomain)
    {
        var parts = (assertion ?? "").Split('.');
        if (parts.Length != 3 || Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } claims || Bytes(parts[2]) is not { } signature)
        {
            return ("invalid_grant", "invalid assertion");
        }

        if (Text(claims, "iss") != ConnectedApp.ClientId)
        {
            return ("invalid_client_id", "client identifier invalid");
        }

        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        if (Text(header, "alg") != "RS256" ||
            !app.Key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            return ("invalid_grant", "invalid assertion");
        }

        if (!Audiences(claims).Any(audience => audience.TrimEnd('/') is "https://login.salesforce.com" or "https://test.salesforce.com" || audience.TrimEnd('/') == myDomain))
        {
            return ("invalid_grant", "audience is invalid");
        }

        if (Text(claims, "sub") != ConnectedApp.Username)
        {
            return ("invalid_grant", "user hasn't approved this consumer");
        }

        var now = clock.GetUtcNow();
        return long.TryParse(Text(claims, "exp"), out var seconds) &&
            DateTimeOffset.FromUnixTimeSeconds(seconds) is var expires && expires > now && expires <= now + Longest
            ? null
            : ("invalid_grant", "assertion expired or not yet valid");
    }

    private static IEnumerable<string> Audiences(JsonObject claims) => claims["aud"] switch
    {
        JsonArray several => several.Select(each => each?.ToString() ?? ""),
        { } one => [one.ToString()],
        null => [],
    };

    private static string? Text(JsonObject node, string name) => node[name]?.ToString();

    private static JsonObject? Decode(string part)
    {
        try
        {
            return Bytes(part) is { } bytes ? JsonNode.Parse(bytes) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string part)
    {
        var text = part.Replace('-', '+').Replace('_', '/');
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), buffer, out var written) ? buffer[..written] : null;
    }
}
