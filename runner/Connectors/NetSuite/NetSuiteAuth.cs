using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// Puts the access token on every call, gets it once for all who wait, before it expires, and once more where a call is
/// answered with 401: NetSuite refused that call before it did anything, so it may be sent again.
/// </summary>
internal sealed class NetSuiteAuth(string system, NetSuiteOptions options, HttpMessageHandler transport, TimeProvider clock)
    : DelegatingHandler(transport)
{
    private static readonly TimeSpan renewBefore = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan tolerableSkew = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Uri tokenUrl = new(options.Root, "/services/rest/auth/oauth2/v1/token");
    private Token? token;
    private TimeSpan serverAhead;

    private sealed record Token(string Value, DateTimeOffset RenewAt);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        var used = await TokenAsync(null, cancellationToken).ConfigureAwait(false);
        var response = await SendWithAsync(request, used, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        used = await TokenAsync(used, cancellationToken).ConfigureAwait(false);
        return await SendWithAsync(request, used, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gate.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendWithAsync(HttpRequestMessage request, Token used, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", used.Value);
        var response = await base.SendAsync(request, ct).ConfigureAwait(false);
        NoteServerTime(response);
        return response;
    }

    private async Task<Token> TokenAsync(Token? refused, CancellationToken ct)
    {
        if (Usable(refused) is { } known)
        {
            return known;
        }

        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return Usable(refused) ?? (token = await LogInAsync(ct).ConfigureAwait(false));
        }
        finally
        {
            gate.Release();
        }
    }

    private Token? Usable(Token? refused) =>
        token is { } known && !ReferenceEquals(known, refused) && clock.GetUtcNow() < known.RenewAt ? known : null;

    private async Task<Token> LogInAsync(CancellationToken ct)
    {
        var assumed = serverAhead;
        var answer = await AskAsync(ct).ConfigureAwait(false);
        if (!answer.IsSuccess && (serverAhead - assumed).Duration() > tolerableSkew)
        {
            // Our clock is off: the assertion was not yet valid there, or not any more. Its answer told the time.
            answer = await AskAsync(ct).ConfigureAwait(false);
        }

        return answer.IsSuccess ? Accept(answer) : throw new ConnectorException(system, NetSuiteFaults.OfLogin(answer));
    }

    private Token Accept(NetSuiteAnswer answer)
    {
        var json = answer.Json;
        if (json?["access_token"] is not JsonValue access || !access.TryGetValue<string>(out var value) || value.Length == 0)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unexpected("The login was answered without an access token."));
        }

        // expires_in comes as a number or as a text.
        var seconds = int.TryParse(json["expires_in"]?.ToString(), CultureInfo.InvariantCulture, out var told) && told > 0 ? told : 3600;
        var life = TimeSpan.FromSeconds(seconds);
        return new Token(value, clock.GetUtcNow() + (life > renewBefore * 2 ? life - renewBefore : life / 2));
    }

    private async Task<NetSuiteAnswer> AskAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, tokenUrl)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    ["client_assertion"] = NetSuiteAssertion.Sign(options, tokenUrl, clock.GetUtcNow() + serverAhead),
                }),
            };
            using var response = await base.SendAsync(request, both.Token).ConfigureAwait(false);
            NoteServerTime(response);
            return await NetSuiteAnswer.ReadAsync(response, clock.GetUtcNow(), both.Token).ConfigureAwait(false);
        }
        catch (Exception badKey) when (badKey is CryptographicException or ArgumentException)
        {
            throw new ConnectorException(system, NetSuiteFaults.BadKey);
        }
        catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unreachable("The login was not answered in time."), slow);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unreachable("The login could not be sent or was not answered."), broken);
        }
    }

    private void NoteServerTime(HttpResponseMessage response)
    {
        if (response.Headers.Date is { } date)
        {
            var ahead = date - clock.GetUtcNow();
            serverAhead = ahead.Duration() > TimeSpan.FromSeconds(2) ? ahead : TimeSpan.Zero;
        }
    }
}
