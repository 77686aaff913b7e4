using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>OAuth: client credentials, JWT bearer, username-password, refresh, revoke, identity.</summary>
internal sealed class LoginEndpoints(Org org, ConnectedApp app, Sessions sessions)
{
    private readonly JwtBearer _jwt = new(app, org.Clock);

    public IEnumerable<Operation> Operations() =>
    [
        new("token", "POST", "^/services/oauth2/token/?$", OperationKind.Open, Token),
        new("revoke", "POST", "^/services/oauth2/revoke/?$", OperationKind.Open, Revoke),
        new("userinfo", "GET", "^/services/oauth2/userinfo/?$", OperationKind.Read, request => VendorResponse.Json(200, Identity(Base(request)))),
        new("identity", "GET", "^/id/[^/]+/[^/]+/?$", OperationKind.Read, request => VendorResponse.Json(200, Identity(Base(request)))),
    ];

    public static string Base(VendorRequest request) => request.Url.GetLeftPart(UriPartial.Authority);

    private VendorResponse Token(VendorRequest request)
    {
        var form = Form(request);
        var grant = form.GetValueOrDefault("grant_type");
        return grant switch
        {
            "client_credentials" => RefuseClient(request, form) ?? ClientCredentials(request),
            "urn:ietf:params:oauth:grant-type:jwt-bearer" =>
                _jwt.Refuse(form.GetValueOrDefault("assertion"), Base(request)) is var (error, why) ? Refuse(error, why) : Grant(request),
            "password" => RefuseClient(request, form) ?? Password(request, form),
            "refresh_token" => RefuseClient(request, form) ?? Refresh(request, form),
            _ => Refuse("unsupported_grant_type", "grant type not supported"),
        };
    }

    private VendorResponse ClientCredentials(VendorRequest request)
    {
        if (request.Url.Host is "login.salesforce.com" or "test.salesforce.com")
        {
            return Refuse("invalid_grant", "request not supported on this domain");
        }

        return app.HasRunAsUser ? Grant(request) : Refuse("invalid_grant", "no client credentials user enabled");
    }

    private VendorResponse Password(VendorRequest request, Dictionary<string, string> form) =>
        form.GetValueOrDefault("username") == ConnectedApp.Username && IsPassword(form.GetValueOrDefault("password"))
            ? Grant(request, sessions.OpenRefresh(org.IntegrationUserId))
            : Refuse("invalid_grant", "authentication failure");

    public static bool IsPassword(string? password) =>
        password is ConnectedApp.Password or ConnectedApp.Password + ConnectedApp.SecurityToken;

    private VendorResponse Refresh(VendorRequest request, Dictionary<string, string> form)
    {
        var token = form.GetValueOrDefault("refresh_token") ?? "";
        if (sessions.UserOfRefresh(token) is not { } user)
        {
            return Refuse("invalid_grant", "expired access/refresh token");
        }

        if (!app.RotatesRefreshTokens)
        {
            return Grant(request);
        }

        sessions.Revoke(token);
        return Grant(request, sessions.OpenRefresh(user));
    }

    private VendorResponse Revoke(VendorRequest request)
    {
        sessions.Revoke(Form(request).GetValueOrDefault("token") ?? "");
        return new VendorResponse(200, "");
    }

    private VendorResponse Grant(VendorRequest request, string? refreshToken = null)
    {
        var issued = org.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString();
        var id = $"{Base(request)}/id/{org.OrganizationId}/{org.IntegrationUserId}";
        var answer = new JsonObject
        {
            ["access_token"] = sessions.Open(org.IntegrationUserId),
            ["signature"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ConnectedApp.ClientSecret), Encoding.UTF8.GetBytes(id + issued))),
            ["scope"] = refreshToken is null ? "api" : "api refresh_token",
            ["instance_url"] = Base(request),
            ["id"] = id,
            ["token_type"] = "Bearer",
            ["issued_at"] = issued,
        };
        if (refreshToken is not null)
        {
            answer["refresh_token"] = refreshToken;
        }

        return VendorResponse.Json(200, answer);
    }

    private static VendorResponse? RefuseClient(VendorRequest request, Dictionary<string, string> form)
    {
        var (id, secret) = (form.GetValueOrDefault("client_id"), form.GetValueOrDefault("client_secret"));
        if (request.Header("Authorization") is { } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var buffer = new byte[header.Length];
            var pair = Convert.TryFromBase64String(header[6..].Trim(), buffer, out var written)
                ? Encoding.UTF8.GetString(buffer, 0, written).Split(':', 2)
                : [];
            (id, secret) = pair is [var left, var right] ? (WebUtility.UrlDecode(left), WebUtility.UrlDecode(right)) : (id, secret);
        }

        return (id, secret) switch
        {
            (not ConnectedApp.ClientId, _) => Refuse("invalid_client_id", "client identifier invalid"),
            (_, not ConnectedApp.ClientSecret) => Refuse("invalid_client", "invalid client credentials"),
            _ => null,
        };
    }

    private JsonObject Identity(string root)
    {
        var user = org.Find("User", org.IntegrationUserId)!;
        return new JsonObject
        {
            ["id"] = $"{root}/id/{org.OrganizationId}/{user.Id}",
            ["sub"] = $"{root}/id/{org.OrganizationId}/{user.Id}",
            ["asserted_user"] = true,
            ["user_id"] = user.Id,
            ["organization_id"] = org.OrganizationId,
            ["username"] = user["Username"] as string,
            ["preferred_username"] = user["Username"] as string,
            ["display_name"] = user["Name"] as string,
            ["name"] = user["Name"] as string,
            ["email"] = user["Email"] as string,
            ["active"] = true,
            ["user_type"] = "STANDARD",
            ["language"] = "en_US",
            ["locale"] = "en_US",
            ["utcOffset"] = 0,
            ["urls"] = new JsonObject
            {
                ["rest"] = root + "/services/data/v{version}/",
                ["sobjects"] = root + "/services/data/v{version}/sobjects/",
                ["query"] = root + "/services/data/v{version}/query/",
            },
        };
    }

    private static Dictionary<string, string> Form(VendorRequest request)
    {
        var form = new Dictionary<string, string>();
        foreach (var pair in request.Body.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            form[WebUtility.UrlDecode(parts[0])] = parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : "";
        }

        foreach (var (name, value) in request.Query)
        {
            form.TryAdd(name, value);
        }

        return form;
    }

    private static VendorResponse Refuse(string error, string description) =>
        VendorResponse.Json(400, new JsonObject { ["error"] = error, ["error_description"] = description });
}
