using System.Security.Claims;
using Harness.Sync.Desk;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Harness.Dashboard.Doors;

/// <summary>The company's own sign-in: code flow with PKCE. Without a role here nobody comes in, whoever they are there.</summary>
internal static class OpenIdSignIn
{
    public const string Name = "company";

    public static void Add(AuthenticationBuilder scheme, OpenIdOptions company) => scheme.AddOpenIdConnect(Name, options =>
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (company.Authority.AbsoluteUri, company.ClientId, company.ClientSecret);
        (options.ResponseType, options.UsePkce, options.SaveTokens) = (OpenIdConnectResponseType.Code, true, false);
        (options.SignInScheme, options.CallbackPath) = (CookieAuthenticationDefaults.AuthenticationScheme, "/signed-in");
        (options.MapInboundClaims, options.GetClaimsFromUserInfoEndpoint) = (false, true);
        options.RequireHttpsMetadata = !company.Authority.IsLoopback;
        options.Scope.Add("email");
        options.Events.OnTokenValidated = context =>
        {
            if (Principal(context.Principal!, company) is { } principal)
            {
                context.Principal = principal;
            }
            else
            {
                context.Fail("no role");
            }

            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/sign-in?refused=1");
            return Task.CompletedTask;
        };
    });

    /// <summary>The highest role that the person's groups give.</summary>
    public static ClaimsPrincipal? Principal(ClaimsPrincipal from, OpenIdOptions company)
    {
        var roles = from.FindAll(company.RoleClaim).Select(claim => company.Roles.GetValueOrDefault(claim.Value))
            .Select(name => Enum.TryParse<Role>(name, out var role) ? role : (Role?)null).OfType<Role>().ToList();
        var name = from.FindFirstValue("preferred_username") ?? from.FindFirstValue("email") ?? from.FindFirstValue("sub");
        return roles.Count == 0 || name is null ? null : new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, $"{roles.Max()}"), new Claim(ClaimTypes.Email, from.FindFirstValue("email") ?? string.Empty),
            ],
            Name));
    }
}
