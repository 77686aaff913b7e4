using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Harness.Contracts.Pact;

/// <summary>The address to which the verifier posts the state that the next call needs. It answers with what the call must name, such as ids.</summary>
internal sealed class ProviderStates : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ProviderStates(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.Single());

    /// <summary>Why a state could not be arranged.</summary>
    public string? Trouble { get; private set; }

    public static async Task<ProviderStates> StartAsync(Func<string, JsonObject, Task<JsonObject>> arrange)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var states = new ProviderStates(builder.Build());
        states._server.Run(context => states.AnswerAsync(context, arrange));
        await states._server.StartAsync();
        return states;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<string, JsonObject, Task<JsonObject>> arrange)
    {
        var message = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var state = message["state"]!.GetValue<string>();
        var arranging = ArrangeAsync();
        await ((Task)arranging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (arranging.IsCompletedSuccessfully)
        {
            await context.Response.WriteAsJsonAsync(await arranging, context.RequestAborted);
        }
        else
        {
            Trouble ??= $"The state '{state}' could not be arranged: {arranging.Exception?.InnerException?.Message ?? "it was cancelled"}";
            // The verifier repeats a state that is answered with 5xx for two minutes.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        async Task<JsonObject> ArrangeAsync() => await arrange(state, message["params"]?.AsObject() ?? []);
    }
}
