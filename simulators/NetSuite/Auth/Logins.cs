using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Rest;

namespace Harness.Simulators.NetSuite.Auth;

/// <summary>OAuth 2.0 machine-to-machine and token-based authentication, with the secrets of this account.</summary>
internal sealed class Logins
{
    public const string TokenPath = "/services/rest/auth/oauth2/v1/token";

    private const string GrantType = "client_credentials";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly TimeProvider clock;
    private readonly NetSuiteOptions options;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Dictionary<string, Certificate> certificates = [];
    private readonly Dictionary<string, DateTimeOffset> tokens = [];
    private readonly string clientId = Secret(32);
    private readonly string consumerKey = Secret(32);
    private readonly string consumerSecret = Secret(32);
    private readonly string tokenId = Secret(32);
    private readonly string tokenSecret = Secret(32);
    private readonly string certificateId = Secret(16);
    private readonly ClientAssertion assertions;
    private readonly TokenSignature signatures;

    public Logins(TimeProvider clock, NetSuiteOptions options)
    {
        this.clock = clock;
        this.options = options;
        certificates[certificateId] = new Certificate(certificateId, key, null);
        assertions = new ClientAssertion(clientId, certificates);
        signatures = new TokenSignature(options.Account, consumerKey, consumerSecret, tokenId, tokenSecret);
    }

    public JsonObject Credentials => new()
    {
        ["account"] = options.Account,
        ["client_id"] = clientId,
        ["certificate_id"] = certificateId,
        ["private_key_pem"] = key.ExportPkcs8PrivateKeyPem(),
        ["token_path"] = TokenPath,
        ["consumer_key"] = consumerKey,
        ["consumer_secret"] = consumerSecret,
        ["token_id"] = tokenId,
        ["token_secret"] = tokenSecret,
    };

    /// <summary>An administrator maps another certificate to the integration: PEM of a public key, EC or RSA.</summary>
    public string Map(string publicKeyPem)
    {
        var id = Secret(16);
        if (publicKeyPem.Contains("RSA", StringComparison.Ordinal) || !TryCurve(publicKeyPem, out var curve))
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(publicKeyPem);
            certificates[id] = new Certificate(id, null, rsa);
        }
        else
        {
            certificates[id] = new Certificate(id, curve, null);
        }

        return id;
    }

    public void ExpireTokens()
    {
        foreach (var token in tokens.Keys.ToList())
        {
            tokens[token] = clock.GetUtcNow();
        }
    }

    /// <summary>A sandbox refresh wipes the mapping: tokens and certificates are gone until a certificate is mapped again.</summary>
    public void Revoke(bool mappingToo)
    {
        tokens.Clear();
        if (mappingToo)
        {
            certificates.Clear();
        }
    }

    public VendorResponse Grant(VendorRequest request)
    {
        var form = Form(request.Body);
        string Of(string name) => form.GetValueOrDefault(name, "");
        if (Of("grant_type") != GrantType)
        {
            return OAuthError("unsupported_grant_type", "grant_type must be client_credentials");
        }

        if (Of("client_assertion_type") != AssertionType || Of("client_assertion").Length == 0)
        {
            return OAuthError("invalid_request", "client_assertion_type and client_assertion are required");
        }

        if (assertions.Problem(Of("client_assertion"), request.Url.GetLeftPart(UriPartial.Path), clock.GetUtcNow()) is { } problem)
        {
            return OAuthError("invalid_client", problem);
        }

        var token = Secret(48);
        tokens[token] = clock.GetUtcNow() + options.TokenLifetime;
        return VendorResponse.Json(200, new JsonObject
        {
            ["access_token"] = token,
            ["expires_in"] = ((int)options.TokenLifetime.TotalSeconds).ToString(),
            ["token_type"] = "Bearer",
        });
    }

    public VendorResponse? Refuse(VendorRequest request)
    {
        var header = request.Header("Authorization") ?? "";
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return tokens.TryGetValue(header[7..].Trim(), out var expires) && clock.GetUtcNow() < expires ? null : Invalid("invalid_token");
        }

        if (header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase))
        {
            return signatures.Problem(request, header, clock.GetUtcNow()) is { } problem ? Invalid(problem) : null;
        }

        return Invalid("missing");
    }

    public VendorResponse Invalid(string why) => new NsError(
            401,
            "INVALID_LOGIN",
            "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > Users/Roles > User Management > View Login Audit Trail.")
        .ToResponse()
        .With("WWW-Authenticate", $"Bearer realm=\"{options.Account}\", error=\"invalid_token\", error_description=\"{why}\"");

    private static VendorResponse OAuthError(string error, string description) => VendorResponse.Json(
        error == "invalid_client" ? 401 : 400, new JsonObject { ["error"] = error, ["error_description"] = description });

    private static bool TryCurve(string pem, out ECDsa curve)
    {
        curve = ECDsa.Create();
        try
        {
            curve.ImportFromPem(pem);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Form(string body)
    {
        var form = new Dictionary<string, string>();
        foreach (var pair in body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)))
        {
            form[Decode(pair[0])] = pair.Length > 1 ? Decode(pair[1]) : "";
        }

        return form;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Secret(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
