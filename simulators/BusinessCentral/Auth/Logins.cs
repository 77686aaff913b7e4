using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Api;
using Microsoft.AspNetCore.WebUtilities;

namespace Harness.Simulators.BusinessCentral.Auth;

/// <summary>Microsoft Entra's token endpoint and the application that is registered in the environment.</summary>
internal sealed class Logins(TimeProvider clock, BusinessCentralOptions options)
{
    public const string Scope = "https://api.businesscentral.dynamics.com/.default";

    private readonly Dictionary<string, DateTimeOffset> tokens = [];
    private readonly string clientId = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
    private readonly string clientSecret = Secret(32);
    private bool isEnabled = true;

    public JsonObject Credentials => new()
    {
        ["tenant"] = options.Tenant,
        ["environment"] = options.Environment,
        ["company"] = options.Company,
        ["client_id"] = clientId,
        ["client_secret"] = clientSecret,
        ["token_path"] = $"/{options.Tenant}/oauth2/v2.0/token",
    };

    public void ExpireTokens()
    {
        foreach (var token in tokens.Keys.ToList())
        {
            tokens[token] = clock.GetUtcNow();
        }
    }

    public void Revoke() => tokens.Clear();

    /// <summary>"State" on the page Microsoft Entra applications.</summary>
    public void Enable(bool enabled) => isEnabled = enabled;

    public VendorResponse Grant(VendorRequest request)
    {
        var form = QueryHelpers.ParseQuery(request.Body);
        string Of(string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";
        if (!request.Path.StartsWith($"/{options.Tenant}/", StringComparison.OrdinalIgnoreCase))
        {
            return OAuthError(400, "invalid_request", "AADSTS90002: Tenant not found. Check to make sure you have the correct tenant ID.");
        }

        if (Of("grant_type") != "client_credentials")
        {
            return OAuthError(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        }

        if (Of("client_id") != clientId)
        {
            return OAuthError(400, "unauthorized_client", "AADSTS700016: Application with this identifier was not found in the directory.");
        }

        if (!CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Of("client_secret")), System.Text.Encoding.UTF8.GetBytes(clientSecret)))
        {
            return OAuthError(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        }

        if (Of("scope") != Scope)
        {
            return OAuthError(400, "invalid_scope", "AADSTS70011: The provided request must include a valid 'scope' input parameter.");
        }

        var token = Secret(48);
        tokens[token] = clock.GetUtcNow() + options.TokenLifetime;
        return VendorResponse.Json(200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)options.TokenLifetime.TotalSeconds,
            ["ext_expires_in"] = (int)options.TokenLifetime.TotalSeconds,
            ["access_token"] = token,
        });
    }

    public VendorResponse? Refuse(VendorRequest request)
    {
        var header = request.Header("Authorization") ?? "";
        var isKnown = isEnabled && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && tokens.TryGetValue(header[7..].Trim(), out var expires) && clock.GetUtcNow() < expires;
        return isKnown ? null : Invalid();
    }

    public static VendorResponse Invalid() => new BcError(
            401, "Authentication_InvalidCredentials", "The server has rejected the client credentials.")
        .ToResponse().With("WWW-Authenticate", "Bearer authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"");

    private static VendorResponse OAuthError(int status, string error, string description) =>
        VendorResponse.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private static string Secret(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
