using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Harness.Contracts.Pact;

/// <summary>The address to which the verifier posts the state that the next call needs.</summary>
internal sealed class ProviderStates : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ProviderStates(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.Single());

    /// <summary>Why a state could not be arranged.</summary>
    public string? Trouble { get; private set; }

    public static async Task<ProviderStates> StartAsync(Func<string, JsonObject, Task> arrange)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var states = new ProviderStates(builder.Build());
        states._server.Run(context => states.AnswerAsync(context, arrange));
        await states._server.StartAsync();
        return states;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<string, JsonObject, Task> arrange)
    {
        var message = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var state = message["state"]!.GetValue<string>();
        var arranging = ArrangeAsync();
        await arranging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!arranging.IsCompletedSuccessfully)
        {
            Trouble ??= $"The state '{state}' could not be arranged: {arranging.Exception?.InnerException?.Message ?? "it was cancelled"}";
            // The verifier repeats a state that is answered with 5xx for two minutes.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        async Task ArrangeAsync() => await arrange(state, message["params"]?.AsObject() ?? []);
    }
}
