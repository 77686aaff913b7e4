using System.Threading.RateLimiting;
using Harness.Dashboard.Doors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Dashboard;

internal static class Services
{
    private const string Either = "either";

    public static void Add(IServiceCollection services, Office office, DashboardOptions options)
    {
        services.AddSingleton(office).AddSingleton(options).AddSingleton<Accounts>().AddSingleton<Said>().AddSingleton(office.Clock);
        services.AddRouting().AddRazorComponents();
        services.AddDataProtection().SetApplicationName("harness").PersistKeysToFileSystem(Folder(options.KeyFolder));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = options.IsSecure ? "__Host-harness-form" : "harness-form";
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            form.HeaderName = "X-Form-Token";
            form.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", .. options.PublicUrl is { } url ? new[] { url.Host } : []]);
        AddSignIn(services, options);
        services.AddAuthorization(Policies.Add);
        AddLimits(services, options);
        services.AddResponseCompression(pack =>
        {
            pack.EnableForHttps = true;
            pack.Providers.Add<BrotliCompressionProvider>();
        });
    }

    private static void AddSignIn(IServiceCollection services, DashboardOptions options)
    {
        var scheme = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, policy => policy.ForwardDefaultSelector = context =>
                KeySignIn.IsUsedBy(context.Request) ? KeySignIn.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, KeySignIn>(KeySignIn.Name, null)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = options.IsSecure ? "__Host-harness" : "harness";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (options.SessionFor, true);
                (cookie.LoginPath, cookie.ReturnUrlParameter) = ("/sign-in", "to");
                cookie.Events.OnValidatePrincipal = context => context.HttpContext.RequestServices.GetRequiredService<Accounts>().ValidateAsync(context);
                cookie.Events.OnRedirectToAccessDenied = context => Plainly(context.Response, StatusCodes.Status403Forbidden);
                cookie.Events.OnRedirectToLogin = context =>
                {
                    if (context.Request.Path.StartsWithSegments("/api"))
                    {
                        return Plainly(context.Response, StatusCodes.Status401Unauthorized);
                    }

                    context.Response.Redirect(context.RedirectUri);
                    return Task.CompletedTask;
                };
            });
        if (options.OpenId is { } company)
        {
            OpenIdSignIn.Add(scheme, company);
        }
    }

    private static Task Plainly(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static void AddLimits(IServiceCollection services, DashboardOptions options) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                context.User.Identity?.Name ?? $"address {context.Connection.RemoteIpAddress}",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.PostsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter("reading"));
    });

    private static DirectoryInfo Folder(string path)
    {
        var folder = Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
