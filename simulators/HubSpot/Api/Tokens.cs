using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Store;
using Microsoft.AspNetCore.WebUtilities;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>A private app's token, which lives until it is rotated, and an OAuth app with tokens of half an hour.</summary>
internal sealed class Tokens(Portal portal)
{
    public const string ClientId = "5f1d9c6e-7a7b-4a57-9d0e-hubspotsim01";
    public const string ClientSecret = "simulated-client-secret-2f41";
    public const string FirstRefreshToken = "na1-simulated-refresh-token-77c1";

    private readonly Dictionary<string, DateTimeOffset> _access = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refresh = new(StringComparer.Ordinal) { FirstRefreshToken };
    private int _count;

    public string PrivateApp { get; private set; } = "pat-eu1-00000000-1111-2222-3333-444444444444";

    /// <summary>A refresh answers with a new refresh token and forgets the old one.</summary>
    public bool RotatesRefreshTokens { get; set; }

    /// <summary>How many times a token was asked for.</summary>
    public int Asked { get; private set; }

    public Operation[] Operations() =>
    [
        new("oauth-token", "POST", "/oauth/(?:2026-09|v1|v3)/token", OperationKind.Open, Token),
        new("token-info", "POST", "/oauth/v2/private-apps/get/access-token-info", OperationKind.Open, TokenInfo),
    ];

    public bool IsPrivateApp(VendorRequest request) => Of(request) == PrivateApp;

    public VendorResponse? Refuse(VendorRequest request)
    {
        if (Of(request) is not { } token)
        {
            return HsErrors.Invalid();
        }

        if (token == PrivateApp)
        {
            return null;
        }

        return _access.TryGetValue(token, out var ends)
            ? ends > portal.Clock.GetUtcNow() ? null : HsErrors.Expired(ends)
            : HsErrors.Invalid();
    }

    public void ExpireAll()
    {
        foreach (var token in _access.Keys)
        {
            _access[token] = portal.Clock.GetUtcNow();
        }
    }

    /// <param name="appToo">The administrator disconnected the app: no refresh helps.</param>
    public void RevokeAll(bool appToo)
    {
        _access.Clear();
        if (appToo)
        {
            _refresh.Clear();
            PrivateApp = $"pat-eu1-{Opaque("private")[..36]}";
        }
    }

    private static string? Of(VendorRequest request) =>
        request.Header("Authorization")?.Split(' ', 2) is [var scheme, var token] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? token.Trim() : null;

    private VendorResponse Token(VendorRequest request)
    {
        var form = QueryHelpers.ParseQuery(request.Body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Asked++;
        if (form.GetValueOrDefault("client_id") != ClientId || form.GetValueOrDefault("client_secret") != ClientSecret)
        {
            return Refusal("BAD_CLIENT_ID", "missing or invalid client id");
        }

        if (form.GetValueOrDefault("grant_type") != "refresh_token" || form.GetValueOrDefault("refresh_token") is not { } sent || !_refresh.Contains(sent))
        {
            return Refusal("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
        }

        if (RotatesRefreshTokens)
        {
            _refresh.Remove(sent);
            _refresh.Add(sent = $"na1-{Opaque("refresh")}");
        }

        var access = Opaque("access");
        _access[access] = portal.Clock.GetUtcNow() + portal.Settings.TokenLifetime;
        return VendorResponse.Json(200, new JsonObject
        {
            ["token_type"] = "bearer",
            ["refresh_token"] = sent,
            ["access_token"] = access,
            ["expires_in"] = (int)portal.Settings.TokenLifetime.TotalSeconds,
            ["hub_id"] = PortalSettings.PortalId,
            ["user_id"] = 52_001,
            ["scopes"] = Scopes(),
            ["token_use"] = "access_token",
        });
    }

    private VendorResponse TokenInfo(VendorRequest request) =>
        JsonNode.Parse(request.Body)?["tokenKey"]?.ToString() == PrivateApp
            ? VendorResponse.Json(200, new JsonObject { ["userId"] = 52_001, ["hubId"] = PortalSettings.PortalId, ["appId"] = 3_001_177, ["scopes"] = Scopes() })
            : HsErrors.Invalid();

    private JsonArray Scopes() => new([.. portal.Tables.SelectMany(table => new[]
        {
            $"crm.objects.{table.Type.Name}.read", $"crm.objects.{table.Type.Name}.write", $"crm.schemas.{table.Type.Name}.read", $"crm.schemas.{table.Type.Name}.write",
        })
        .Append("oauth").Where(scope => !portal.Settings.Denied.Contains(scope)).Select(scope => (JsonNode)scope)]);

    private static VendorResponse Refusal(string status, string message) => VendorResponse.Json(
        400, new JsonObject { ["status"] = status, ["message"] = message, ["correlationId"] = HsErrors.Correlation, ["requestId"] = HsErrors.Correlation });

    // Longer than 255 characters, as some of the vendor's are.
    private string Opaque(string purpose) => string.Concat(Enumerable.Range(0, 4).Select(part =>
        Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes($"{purpose}/{_count}/{part}"))))).Replace('+', '-').Replace('/', '_').TrimEnd('=') + ++_count;
}
