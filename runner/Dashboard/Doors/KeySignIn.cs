using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Harness.Dashboard.Doors;

/// <summary>Programs sign in with a person's key: "Authorization: Bearer hk_...".</summary>
internal sealed class KeySignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Accounts accounts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "key";

    private const string Bearer = "Bearer ";

    public static bool IsUsedBy(Microsoft.AspNetCore.Http.HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        IsUsedBy(Request) && await accounts.OfKeyAsync(Request.Headers.Authorization.ToString()[Bearer.Length..].Trim(), Context.RequestAborted) is { } person
            ? AuthenticateResult.Success(new AuthenticationTicket(Accounts.PrincipalOf(person, Name), Name))
            : AuthenticateResult.Fail("The key is not known.");
}
