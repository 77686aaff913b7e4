using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// Logs in, sends every call to the instance that the login named, and renews the session once when a call is refused
/// with 401. There is no expiry to compute: the session's life is a setting of the org and slides with use.
/// </summary>
internal sealed class SalesforceAuth(string system, SalesforceOptions options, TimeProvider clock, HttpMessageHandler transport)
    : DelegatingHandler(transport)
{
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim oneLogin = new(1, 1);
    private volatile Session? current;
    private string? knownOrganisation;

    /// <summary>The org's id, from the login.</summary>
    public async Task<Session> SessionAsync(CancellationToken ct) => current ?? await RenewAsync(null, ct).ConfigureAwait(false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, session, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        var refusal = await SalesforceAnswer.ReadAsync(response, clock, cancellationToken).ConfigureAwait(false);
        response.Dispose();
        if (NewSessionCannotHelp(refusal))
        {
            throw new ConnectorException(system, SalesforceFaults.OfAnswer(refusal));
        }

        // A 401 was refused before any effect, so even a write may go out again.
        session = await RenewAsync(session, cancellationToken).ConfigureAwait(false);
        response = await SendAsync(request, session, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        throw new ConnectorException(system, new Fault(
            FaultKind.LoginFailed, "Salesforce refuses a session that it has just given. Check the integration user.", VendorCode: "INVALID_SESSION_ID"));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            oneLogin.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Session session, CancellationToken ct)
    {
        request.RequestUri = new Uri(session.Instance, request.RequestUri!.PathAndQuery);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        return base.SendAsync(request, ct);
    }

    private async Task<Session> RenewAsync(Session? stale, CancellationToken ct)
    {
        await oneLogin.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (current is { } newer && newer != stale)
            {
                return newer;
            }

            current = null;
            var session = await LogInAsync(ct).ConfigureAwait(false);
            current = session;
            return session;
        }
        finally
        {
            oneLogin.Release();
        }
    }

    private async Task<Session> LogInAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.LoginUrl, "/services/oauth2/token"));
        request.Content = new FormUrlEncodedContent(options.UsesPrivateKey
            ? [new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", Assertion())]
            : [new("grant_type", "client_credentials"), new("client_id", options.ClientId), new("client_secret", options.ClientSecret!)]);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await base.SendAsync(request, ct).ConfigureAwait(false);
            return ReadSession(await SalesforceAnswer.ReadAsync(response, clock, ct).ConfigureAwait(false));
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            throw new ConnectorException(system, SalesforceFaults.Unreachable(), ex);
        }
    }

    private Session ReadSession(SalesforceAnswer answer)
    {
        if (!answer.Succeeded)
        {
            throw new ConnectorException(system, LoginFault(answer));
        }

        var token = answer.Body.Text("access_token");
        var organisation = answer.Body.Text("id")?.Split('/') is [.., var org, _] ? org : null;
        if (string.IsNullOrEmpty(token) || string.IsNullOrEmpty(organisation)
            || !Uri.TryCreate(answer.Body.Text("instance_url"), UriKind.Absolute, out var instance) || !SalesforceOptions.IsSafe(instance))
        {
            throw new ConnectorException(system, new Fault(FaultKind.LoginFailed, "Salesforce's login answer is incomplete or names an unsafe instance. Check LoginUrl."));
        }

        // A refreshed sandbox or a changed My Domain answers with another organisation: nothing of the ledger is true there.
        if ((knownOrganisation ??= organisation) != organisation)
        {
            throw new ConnectorException(system, new Fault(FaultKind.LoginFailed, "The login leads to another Salesforce organisation than before. Check LoginUrl and the connected app."));
        }

        return new Session(token, instance, organisation);
    }

    private static Fault LoginFault(SalesforceAnswer answer)
    {
        var code = answer.Body.Text("error");
        if (code == "rate_limit_exceeded" || answer.Status is 420 or 429)
        {
            return new Fault(FaultKind.Throttled, "Salesforce limits the rate of logins.", answer.RetryAfter, VendorCode: code);
        }

        return answer.Status >= 500
            ? SalesforceFaults.OfStatus(answer.Status) with { RetryAfter = answer.RetryAfter }
            : new Fault(FaultKind.LoginFailed, Remedy(code), VendorCode: code ?? $"{answer.Status}");
    }

    private static string Remedy(string? code) => code switch
    {
        "invalid_client" or "invalid_client_id" => "Salesforce does not know the client id or secret. Check the connected app.",
        "invalid_grant" => "Salesforce does not accept the login. Check the Run As user, the user's approval of the app, the key and the audience.",
        "inactive_user" => "The integration user is inactive. Activate the user.",
        "inactive_org" => "The Salesforce organisation is inactive.",
        "invalid_app_access" => "The integration user may not use the connected app. Assign it by a permission set.",
        _ => "Salesforce refuses the login. Check LoginUrl, the connected app and its flow.",
    };

    private static bool NewSessionCannotHelp(SalesforceAnswer refusal)
    {
        var text = (refusal.Body is JsonArray { Count: > 0 } list ? list[0] : null).Text("message") ?? "";
        return text.Contains("not attached", StringComparison.OrdinalIgnoreCase)
            || text.Contains("not valid for use with the REST API", StringComparison.OrdinalIgnoreCase);
    }

    private string Assertion()
    {
        var header = Encode(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" });
        var claims = Encode(new JsonObject
        {
            ["iss"] = options.ClientId,
            ["sub"] = options.Username,
            ["aud"] = options.Audience,
            ["exp"] = (clock.GetUtcNow() + AssertionLife).ToUnixTimeSeconds(),
        });
        using var key = RSA.Create();
        key.ImportFromPem(options.PrivateKeyPem);
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    /// <summary>Compared by reference: two logins may give the same token.</summary>
    internal sealed class Session(string token, Uri instance, string organisation)
    {
        public string Token { get; } = token;

        public Uri Instance { get; } = instance;

        public string Organisation { get; } = organisation;
    }
}
