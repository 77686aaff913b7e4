using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Harness.Contracts.Pact.Tests;

/// <summary>A provider of a few lines that answers each order with the given id.</summary>
internal sealed class SampleProvider : IAsyncDisposable
{
    private readonly WebApplication _server;

    private SampleProvider(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.Single());

    public string? LastAuthorization { get; private set; }

    public static async Task<SampleProvider> StartAsync(string id)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var provider = new SampleProvider(builder.Build());
        provider._server.Run(context =>
        {
            provider.LastAuthorization = context.Request.Headers.Authorization;
            context.Response.StatusCode = StatusCodes.Status201Created;
            return context.Response.WriteAsJsonAsync(new { id, lines = new[] { new { item = "service" } } }, context.RequestAborted);
        });
        await provider._server.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
