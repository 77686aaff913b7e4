using Refit;

namespace Harness.Connectors.HubSpot;

/// <summary>Every call that is made to HubSpot. The front of each path comes from <see cref="HubSpotPaths"/>; answers are read by <see cref="HubSpotCalls"/>.</summary>
internal interface IHubSpotClient
{
    [Get("/{**account}/details")]
    Task<HttpResponseMessage> Details(string account, CancellationToken ct);

    [Get("/{**account}/api-usage/daily/private-apps")]
    Task<HttpResponseMessage> Usage(string account, CancellationToken ct);

    [Post("/oauth/v2/private-apps/get/access-token-info")]
    Task<HttpResponseMessage> TokenInfo([Body] HttpContent token, CancellationToken ct);

    /// <param name="properties">A comma list.</param>
    /// <param name="archived">"true" or "false": a boolean would be written with a capital.</param>
    [Get("/{**objects}")]
    Task<HttpResponseMessage> List(string objects, int limit, string properties, string archived, string? after, CancellationToken ct);

    [Post("/{**objects}/search")]
    Task<HttpResponseMessage> Search(string objects, [Body] HttpContent query, CancellationToken ct);

    [Post("/{**objects}/batch/read")]
    Task<HttpResponseMessage> ReadBatch(string objects, string archived, [Body] HttpContent inputs, CancellationToken ct);

    [Post("/{**objects}/batch/update")]
    Task<HttpResponseMessage> UpdateBatch(string objects, [Body] HttpContent inputs, CancellationToken ct);

    [Post("/{**objects}/batch/upsert")]
    Task<HttpResponseMessage> UpsertBatch(string objects, [Body] HttpContent inputs, CancellationToken ct);

    [Post("/{**associations}/batch/read")]
    Task<HttpResponseMessage> ReadAssociations(string associations, [Body] HttpContent inputs, CancellationToken ct);

    [Post("/{**associations}/batch/create")]
    Task<HttpResponseMessage> CreateAssociations(string associations, [Body] HttpContent inputs, CancellationToken ct);

    [Get("/{**properties}")]
    Task<HttpResponseMessage> Properties(string properties, CancellationToken ct);

    [Post("/{**properties}/groups")]
    Task<HttpResponseMessage> CreateGroup(string properties, [Body] HttpContent group, CancellationToken ct);

    [Post("/{**properties}/batch/create")]
    Task<HttpResponseMessage> CreateProperties(string properties, [Body] HttpContent inputs, CancellationToken ct);

    [Get("/{**pipelines}")]
    Task<HttpResponseMessage> Pipelines(string pipelines, CancellationToken ct);
}
