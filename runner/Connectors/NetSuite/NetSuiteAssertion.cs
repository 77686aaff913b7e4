using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.Connectors.NetSuite;

/// <summary>The signed client assertion ("OAuth 2.0 Client Credentials Flow"): ES256 for an EC key, PS256 for RSA; RS256 is not accepted.</summary>
internal static class NetSuiteAssertion
{
    private static readonly TimeSpan lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Throws <see cref="CryptographicException"/> or <see cref="ArgumentException"/> where the key is neither.</summary>
    public static string Sign(NetSuiteOptions options, Uri audience, DateTimeOffset serverTime)
    {
        using var ec = EcKey(options.PrivateKeyPem);
        using var rsa = ec is null ? RsaKey(options.PrivateKeyPem) : null;
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = ec is null ? "PS256" : "ES256", ["kid"] = options.CertificateId };
        var claims = new JsonObject
        {
            ["iss"] = options.ClientId,
            ["scope"] = new JsonArray("rest_webservices"),
            ["aud"] = audience.AbsoluteUri,
            ["iat"] = serverTime.ToUnixTimeSeconds(),
            ["exp"] = serverTime.Add(lifetime).ToUnixTimeSeconds(),
        };
        var content = $"{Part(header)}.{Part(claims)}";
        var bytes = Encoding.ASCII.GetBytes(content);
        var signature = ec?.SignData(bytes, HashAlgorithmName.SHA256)
            ?? rsa!.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static ECDsa? EcKey(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception wrongKind) when (wrongKind is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }

    private static RSA RsaKey(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception wrongKind) when (wrongKind is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw;
        }
    }
}
