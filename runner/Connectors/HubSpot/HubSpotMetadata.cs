using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>Properties, pipelines and the account itself. What calls need of it is kept; a description reads it anew.</summary>
internal sealed class HubSpotMetadata(string system, HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls, HubSpotAuth auth)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, JsonObject>> known = new(StringComparer.Ordinal);
    private HubSpotPortal? portal;

    public async Task<HubSpotPortal> PortalAsync(CancellationToken ct) => portal ?? await ReadPortalAsync(ct).ConfigureAwait(false);

    /// <summary>The first call of a description: a path that is not served shows here.</summary>
    public async Task<HubSpotPortal> ReadPortalAsync(CancellationToken ct)
    {
        var answer = await calls.AskAsync(token => client.Details(paths.Account, token), ct).ConfigureAwait(false);
        if (answer.Status is 404 or 410)
        {
            throw new ConnectorException(system, HubSpotFaults.VersionNotServed(paths.Version));
        }

        if (!answer.Succeeded)
        {
            throw new ConnectorException(system, HubSpotFaults.OfAnswer(answer));
        }

        if (!long.TryParse(answer.Body.Text("portalId"), out var id) || answer.Body.Text("companyCurrency") is not { Length: > 0 } currency)
        {
            throw calls.Unexpected("the question for its account");
        }

        auth.RefuseOtherPortal(id);
        return portal = new HubSpotPortal(id, answer.Body.Text("timeZone"), currency, [.. answer.Body.Texts("additionalCurrencies")]);
    }

    public async Task<IReadOnlyDictionary<string, JsonObject>> PropertiesAsync(string type, CancellationToken ct) =>
        known.TryGetValue(type, out var found) ? found
        : await ReadPropertiesAsync(type, ct).ConfigureAwait(false) ?? throw new ConnectorException(
            system, new Fault(FaultKind.MappingBroken, $"HubSpot has no object {type}, or the app may not see it. Correct the matrix or grant the scope crm.objects.{type}.read."));

    /// <summary>Null for an object that is not there, or that the app may not see.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>?> ReadPropertiesAsync(string type, CancellationToken ct)
    {
        var answer = await calls.AskAsync(token => client.Properties(paths.Properties(type), token), ct).ConfigureAwait(false);
        if (answer.Status is 400 or 403 or 404)
        {
            return null;
        }

        if (!answer.Succeeded)
        {
            throw new ConnectorException(system, HubSpotFaults.OfAnswer(answer));
        }

        var properties = answer.Body.Rows("results").Where(property => property.Text("name") is not null && !property.Flag("archived"))
            .ToDictionary(property => property.Text("name")!, StringComparer.Ordinal);
        if (properties.Count == 0)
        {
            throw calls.Unexpected("the question for properties");
        }

        return known[type] = properties;
    }

    public async Task<IReadOnlyList<HubSpotStage>> StagesAsync(CancellationToken ct)
    {
        var answer = await calls.ReadAsync(token => client.Pipelines(paths.Pipelines(HubSpotObjects.Deals), token), ct).ConfigureAwait(false);
        return [.. answer.Body.Rows("results").SelectMany(pipeline => pipeline.Rows("stages").Select(stage => new HubSpotStage(
            pipeline.Text("id") ?? "", stage.Text("id") ?? "", stage.Text("label") ?? "",
            stage.Part("metadata").Flag("isClosed") && decimal.TryParse(stage.Part("metadata").Text("probability"), out var chance) && chance == 1m)))];
    }

    public void Forget(string type) => known.TryRemove(type, out _);
}

internal sealed record HubSpotPortal(long Id, string? TimeZone, string Currency, IReadOnlyList<string> OtherCurrencies);

/// <param name="IsWon">Closed with certainty, whatever the stage is called.</param>
internal sealed record HubSpotStage(string Pipeline, string Id, string Label, bool IsWon);
