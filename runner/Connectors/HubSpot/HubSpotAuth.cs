using System.Net;
using System.Net.Http.Headers;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// Puts the token on every call. An OAuth app's token is renewed shortly before it ends and once when a call is refused
/// with 401, by one caller for all; the refresh token that comes with a renewal is the one that counts from then on.
/// </summary>
internal sealed class HubSpotAuth(string system, HubSpotOptions options, HubSpotPaths paths, TimeProvider clock, HttpMessageHandler transport)
    : DelegatingHandler(transport)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim oneLogin = new(1, 1);
    private volatile Session? current;
    private string? refreshToken = options.RefreshToken;
    private long? knownPortal = options.PortalId;

    /// <summary>What the newest token was granted; empty for a token that does not say.</summary>
    public IReadOnlyList<string> Scopes => current?.Scopes ?? [];

    public async Task EnsureLoggedInAsync(CancellationToken ct) => await SessionAsync(ct).ConfigureAwait(false);

    /// <summary>A ledger of one account is true of no other.</summary>
    public void RefuseOtherPortal(long portal)
    {
        if ((knownPortal ??= portal) != portal)
        {
            throw new ConnectorException(system, new Fault(
                FaultKind.LoginFailed, $"The login leads to HubSpot account {portal}, not to {knownPortal}. Check PortalId and whose token is configured."));
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, session, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !options.UsesOAuth)
        {
            return response;
        }

        // A 401 was refused before any effect, so even a write may go out again.
        response.Dispose();
        session = await RenewAsync(session, cancellationToken).ConfigureAwait(false);
        response = await SendAsync(request, session, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        throw new ConnectorException(system, new Fault(
            FaultKind.LoginFailed, "HubSpot refuses a token that it has just given. Check whether the app is still connected.", VendorCode: "INVALID_AUTHENTICATION"));
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
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        return base.SendAsync(request, ct);
    }

    private async Task<Session> SessionAsync(CancellationToken ct)
    {
        if (!options.UsesOAuth)
        {
            return current ??= new Session(options.AccessToken!, DateTimeOffset.MaxValue, []);
        }

        var known = current;
        return known is not null && known.Ends - Early > clock.GetUtcNow() ? known : await RenewAsync(known, ct).ConfigureAwait(false);
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
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.BaseUrl, $"/{paths.OAuth}/token"));
        request.Content = new FormUrlEncodedContent(
        [
            new("grant_type", "refresh_token"), new("client_id", options.ClientId), new("client_secret", options.ClientSecret), new("refresh_token", refreshToken),
        ]);
        try
        {
            using var response = await base.SendAsync(request, ct).ConfigureAwait(false);
            return Read(await HubSpotAnswer.ReadAsync(response, clock, ct).ConfigureAwait(false));
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            throw new ConnectorException(system, HubSpotFaults.Unreachable(), ex);
        }
    }

    private Session Read(HubSpotAnswer answer)
    {
        if (!answer.Succeeded)
        {
            throw new ConnectorException(system, HubSpotFaults.OfLogin(answer));
        }

        if (answer.Body.Text("access_token") is not { Length: > 0 } token)
        {
            throw new ConnectorException(system, new Fault(FaultKind.LoginFailed, "HubSpot's login answer is incomplete. Check BaseUrl."));
        }

        if (long.TryParse(answer.Body.Text("hub_id"), out var portal))
        {
            RefuseOtherPortal(portal);
        }

        refreshToken = answer.Body.Text("refresh_token") ?? refreshToken;
        var life = long.TryParse(answer.Body.Text("expires_in"), out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromMinutes(30);
        return new Session(token, clock.GetUtcNow() + life, [.. answer.Body.Texts("scopes")]);
    }

    /// <summary>Compared by reference: two logins may give the same token.</summary>
    private sealed class Session(string token, DateTimeOffset ends, IReadOnlyList<string> scopes)
    {
        public string Token { get; } = token;

        public DateTimeOffset Ends { get; } = ends;

        public IReadOnlyList<string> Scopes { get; } = scopes;
    }
}
