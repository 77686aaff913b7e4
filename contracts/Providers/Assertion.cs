using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.Contracts.Providers;

/// <summary>A signed JSON Web Token as a client of the vendor makes it, with no code of the connectors.</summary>
internal static class Assertion
{
    public static string Rs256(string pem, JsonObject claims)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        var content = Content(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" }, claims);
        return Signed(content, key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static string Es256(string pem, string keyId, JsonObject claims)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var content = Content(new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = keyId }, claims);
        return Signed(content, key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256));
    }

    private static string Content(JsonObject header, JsonObject claims) => $"{Part(header)}.{Part(claims)}";

    private static string Signed(string content, byte[] signature) => $"{content}.{Base64Url.EncodeToString(signature)}";

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
