using System.Collections.Concurrent;
using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Passes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Harness.Host.Running;

/// <summary>Takes the vendors' deliveries and nudges the flows that they are about. Nothing of a delivery is kept.</summary>
internal sealed class HintDesk(ConfiguredRunner runner, RunnerTelemetry telemetry)
{
    /// <summary>Business Central may tell of a thousand records at once.</summary>
    public const long LargestDelivery = 4 * 1024 * 1024;

    private readonly ConcurrentBag<(Integration Integration, FlowNudges Nudges)> _workers = [];

    public void Attend(Integration integration, FlowNudges nudges) => _workers.Add((integration, nudges));

    public async Task ReceiveAsync(HttpContext context)
    {
        var name = context.Request.Path.Value?.Split('/')[^1] ?? string.Empty;
        if (runner.Systems.FirstOrDefault(system => system.Name == name)?.Connector is not IChangeHints hints)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var answer = hints.Receive(
            new HintDelivery(context.Request.Method, AsCalled(context, name), header => context.Request.Headers[header], body.ToArray()), runner.Clock.GetUtcNow());
        telemetry.Hinted(name, answer.IsGenuine);
        if (answer.IsGenuine)
        {
            Nudge(name, answer.ObjectTypes);
        }

        context.Response.StatusCode = answer.Status;
        if (answer.Text is { } text)
        {
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync(text, context.RequestAborted);
        }
    }

    /// <summary>Where a system's vendor is to send.</summary>
    public Uri? AddressOf(string system) =>
        runner.Folder.Settings.Hints.PublicUrl is { } url ? new Uri($"{url.AbsoluteUri.TrimEnd('/')}/{system}") : null;

    /// <summary>The address that the vendor signed: the proxy's, with the query as it was sent.</summary>
    private Uri AsCalled(HttpContext context, string system)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new Uri(AddressOf(system)!.AbsoluteUri + (query < 0 ? string.Empty : target[query..]));
    }

    private void Nudge(string system, IReadOnlyCollection<string> objectTypes)
    {
        foreach (var (integration, nudges) in _workers)
        {
            foreach (var flow in integration.Flows.Where(flow => integration.Matrix.Entities[flow.Entity].Sources
                .Any(source => integration.Connector(source.Side).System == system && objectTypes.Contains(source.ObjectType, StringComparer.OrdinalIgnoreCase))))
            {
                nudges.Nudge(flow.Name);
            }
        }
    }
}
