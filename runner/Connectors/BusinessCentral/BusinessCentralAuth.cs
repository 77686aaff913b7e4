using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// Puts the access token on every call, gets it once for all who wait, before it expires, and once more where a call is
/// answered with 401: that call was refused before it did anything, so it may be sent again.
/// </summary>
internal sealed class BusinessCentralAuth(string system, BusinessCentralOptions options, HttpMessageHandler transport, TimeProvider clock)
    : DelegatingHandler(transport)
{
    private const string scope = "https://api.businesscentral.dynamics.com/.default";
    private static readonly TimeSpan renewBefore = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1, 1);
    private Token? token;

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

    private Task<HttpResponseMessage> SendWithAsync(HttpRequestMessage request, Token used, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", used.Value);
        return base.SendAsync(request, ct);
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
        var answer = await AskAsync(ct).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new ConnectorException(system, BusinessCentralFaults.OfLogin(answer));
        }

        var json = answer.Json;
        if (json?["access_token"]?.ToString() is not { Length: > 0 } value)
        {
            throw new ConnectorException(system, BusinessCentralFaults.Unexpected("The login was answered without an access token."));
        }

        // expires_in comes as a number or as a text.
        var seconds = int.TryParse(json["expires_in"]?.ToString(), CultureInfo.InvariantCulture, out var told) && told > 0 ? told : 3600;
        var life = TimeSpan.FromSeconds(seconds);
        return new Token(value, clock.GetUtcNow() + (life > renewBefore * 2 ? life - renewBefore : life / 2));
    }

    private async Task<BusinessCentralAnswer> AskAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenUrl)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = options.ClientId,
                    ["client_secret"] = options.ClientSecret,
                    ["scope"] = scope,
                }),
            };
            using var response = await base.SendAsync(request, both.Token).ConfigureAwait(false);
            return await BusinessCentralAnswer.ReadAsync(response, clock.GetUtcNow(), both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new ConnectorException(system, BusinessCentralFaults.Unreachable("The login was not answered in time."), slow);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ConnectorException(system, BusinessCentralFaults.Unreachable("The login could not be sent or was not answered."), broken);
        }
    }
}
