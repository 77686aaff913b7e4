using Harness.Sync.Desk;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Dashboard.Doors;

/// <summary>What stands around every page: who is signed in, what was just done, the token of the forms.</summary>
public sealed record Frame(Office Office, string Integration, string? Who, Role Role, string Path, string Token, string? Said)
{
    public bool May(string policy) => Who is not null && Policies.Roles[policy].Contains(Role);

    public static Frame Of(HttpContext context, Office office, Ask? ask = null)
    {
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!;
        var known = context.User.Identity?.IsAuthenticated == true;
        var role = Enum.TryParse<Role>(context.User.FindFirst(System.Security.Claims.ClaimTypes.Role)?.Value, out var given) ? given : Role.Viewer;
        return new Frame(
            office, ask?.Integration.Id ?? office.Integrations[0].Id, known ? context.User.Identity!.Name : null, role, context.Request.Path.Value ?? "/", token,
            context.RequestServices.GetRequiredService<Said>().Take(context));
    }
}
