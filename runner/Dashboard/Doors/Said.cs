using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Harness.Dashboard.Doors;

/// <summary>What the last action came to, carried to the page that shows it. Sealed, so that nobody puts words into the page.</summary>
public sealed class Said(IDataProtectionProvider protection, DashboardOptions options)
{
    private const string Cookie = "harness-said";

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("said").ToTimeLimitedDataProtector();

    public void Say(HttpContext context, string message) => context.Response.Cookies.Append(
        Cookie, _seal.Protect(message, TimeSpan.FromMinutes(2)),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = options.IsSecure, MaxAge = TimeSpan.FromMinutes(2), Path = "/" });

    public string? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { } sealedWords)
        {
            return null;
        }

        context.Response.Cookies.Delete(Cookie);
        try
        {
            return _seal.Unprotect(sealedWords);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
