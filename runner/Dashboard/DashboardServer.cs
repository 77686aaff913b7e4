using System.Net;
using Harness.Dashboard.Doors;
using Harness.Dashboard.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Dashboard;

/// <summary>The pages on a port of their own, apart from the runner's health and the vendors' hints.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private const long LargestForm = 256 * 1024;

    private readonly WebApplication _app;

    private DashboardServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IReadOnlyList<Endpoint> Endpoints => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints];

    /// <summary>Where the first account is made; null where there is one.</summary>
    public async Task<Uri?> FirstStepAsync(CancellationToken ct)
    {
        var accounts = _app.Services.GetRequiredService<Accounts>();
        return await accounts.AreThereAnyAsync(ct) ? null : new Uri(Address, $"/set-up?token={accounts.SetUpToken}");
    }

    /// <param name="ready">May the runner work at all? A sentence says why not.</param>
    public static async Task<DashboardServer> StartAsync(
        Office office, DashboardOptions options, Action<ILoggingBuilder>? logging, Func<CancellationToken, Task<string?>>? ready, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        Services.Add(builder.Services, office, options);
        builder.Services.AddHealthChecks().AddAsyncCheck(
            "ready", async token => await (ready?.Invoke(token) ?? Task.FromResult<string?>(null)) is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy(), ["ready"]);
        var app = builder.Build();
        Pipeline(app, office, options);
        await app.StartAsync(ct);
        return new DashboardServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Pipeline(WebApplication app, Office office, DashboardOptions options)
    {
        app.UseHostFiltering();
        app.Use(SecurityHeaders.With(options));
        app.Use(AsSeenOutside(options));
        app.UseExceptionHandler(failed => failed.Run(context => FailedAsync(context, office)));
        app.UseResponseCompression();
        app.UseStatusCodePages(bare => BareAsync(bare.HttpContext, office));
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        Asset.Map(app);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        SignInDoor.Map(app, office, options);
        AllPages.Map(new Routes(app, office, app.Services.GetRequiredService<Said>(), app.Services.GetRequiredService<IAntiforgery>()), app.Services);
        app.UseEndpoints(_ => { });
    }

    /// <summary>Behind a proxy every address that we make is the proxy's.</summary>
    private static Func<HttpContext, RequestDelegate, Task> AsSeenOutside(DashboardOptions options) => (context, next) =>
    {
        if (options.PublicUrl is { } url)
        {
            (context.Request.Scheme, context.Request.Host) = (url.Scheme, url.IsDefaultPort ? new HostString(url.Host) : new HostString(url.Host, url.Port));
        }

        return next(context);
    };

    private static async Task FailedAsync(HttpContext context, Office office)
    {
        var thrown = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, message) = thrown switch
        {
            BadHttpRequestException bad => (bad.StatusCode, "The request could not be read."),
            Sync.Ledger.LedgerUnavailableException => (503, "The ledger cannot be reached just now. Nothing was changed; try again in a moment."),
            _ => (500, $"Something went wrong here. Nothing is lost: what was being done is in the ledger. If it happens again, give your administrator this number: {context.TraceIdentifier}"),
        };
        context.Response.StatusCode = status;
        await ShowAsync(context, office, status, message);
    }

    private static Task BareAsync(HttpContext context, Office office) => ShowAsync(context, office, context.Response.StatusCode, context.Response.StatusCode switch
    {
        400 => "The request could not be read.",
        401 => "Sign in first.",
        403 => "Your role does not allow this. An administrator can change it.",
        404 => "There is nothing under this address.",
        413 => "That is too much at once.",
        429 => "That was too much in a short time. Wait a minute and go on.",
        _ => "The request was refused.",
    });

    private static Task ShowAsync(HttpContext context, Office office, int status, string message) => context.Request.Path.StartsWithSegments("/api")
        ? TypedResults.Json(new { error = message }, Routes.Json, statusCode: status).ExecuteAsync(context)
        : new RazorComponentResult<ProblemPage>(new Dictionary<string, object?>
        {
            ["Frame"] = Frame.Of(context, office), ["Status"] = status, ["Message"] = message, ["Back"] = "/",
        }) { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(context);
}
