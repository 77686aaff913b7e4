using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Simulators.NetSuite.Auth;

/// <summary>A public key that an administrator uploaded; its id is the assertion's kid.</summary>
internal sealed record Certificate(string Id, ECDsa? Curve, RSA? Rsa);

/// <summary>Checks a signed client assertion. The answer is null when it is good, otherwise what is wrong with it.</summary>
internal sealed class ClientAssertion(string clientId, IReadOnlyDictionary<string, Certificate> certificates)
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan skew = TimeSpan.FromMinutes(1);

    public string? Problem(string assertion, string tokenUrl, DateTimeOffset now)
    {
        var parts = assertion.Split('.');
        if (parts.Length != 3 || Parse(parts[0]) is not { } header || Parse(parts[1]) is not { } claims || !Base64Url.IsValid(parts[2]))
        {
            return "the assertion is not a JSON Web Token";
        }

        if (Text(header["kid"]) is not { } kid || !certificates.TryGetValue(kid, out var certificate))
        {
            return "unknown certificate id (kid)";
        }

        if (Text(header["alg"]) is not { } alg || Hash(alg) is not { } hash)
        {
            return "the algorithm must be one of PS256, PS384, PS512, ES256, ES384, ES512";
        }

        if (!Verify(certificate, alg, hash, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])))
        {
            return "the signature does not fit the certificate";
        }

        return ClaimsProblem(claims, tokenUrl, now);
    }

    private string? ClaimsProblem(JsonObject claims, string tokenUrl, DateTimeOffset now)
    {
        if (Text(claims["iss"]) != clientId)
        {
            return "iss is not the integration's client id";
        }

        if (!Texts(claims["aud"]).Contains(tokenUrl))
        {
            return "aud is not the token url";
        }

        if (!Texts(claims["scope"]).SelectMany(s => s.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)).Contains("rest_webservices"))
        {
            return "scope lacks rest_webservices";
        }

        if (Seconds(claims["iat"]) is not { } iat || Seconds(claims["exp"]) is not { } exp)
        {
            return "iat and exp must be seconds";
        }

        return exp - iat >= longest ? "exp must be less than 60 minutes after iat"
            : iat > now + skew ? "iat lies in the future"
            : exp <= now ? "the assertion has expired"
            : null;
    }

    private static bool Verify(Certificate certificate, string alg, HashAlgorithmName hash, byte[] signed, byte[] signature) =>
        alg.StartsWith("ES", StringComparison.Ordinal)
            ? certificate.Curve?.VerifyData(signed, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) == true
            : certificate.Rsa?.VerifyData(signed, signature, hash, RSASignaturePadding.Pss) == true;

    private static HashAlgorithmName? Hash(string alg) => alg switch
    {
        "ES256" or "PS256" => HashAlgorithmName.SHA256,
        "ES384" or "PS384" => HashAlgorithmName.SHA384,
        "ES512" or "PS512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static JsonObject? Parse(string part)
    {
        if (!Base64Url.IsValid(part))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static List<string> Texts(JsonNode? node) =>
        node is JsonArray list ? [.. list.Select(Text).OfType<string>()] : Text(node) is { } text ? [text] : [];

    private static DateTimeOffset? Seconds(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<decimal>(out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
}
