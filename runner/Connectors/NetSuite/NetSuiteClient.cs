using System.Text.Json.Nodes;
using Harness.Port;
using Refit;

namespace Harness.Connectors.NetSuite;

/// <summary>Every call that the connector makes, but for the token.</summary>
internal interface INetSuiteClient
{
    [Post("/services/rest/query/v1/suiteql")]
    [Headers("Prefer: transient")]
    Task<HttpResponseMessage> QueryAsync([Query] int limit, [Query] int offset, [Body] JsonObject statement, CancellationToken ct);

    /// <summary>"Upsert": creates under the external id, or updates what is there under it.</summary>
    [Put("/services/rest/record/v1/{type}/eid:{externalId}")]
    [Headers("X-NetSuite-PropertyNameValidation: Error", "X-NetSuite-PropertyValueValidation: Error")]
    Task<HttpResponseMessage> PutAsync(string type, string externalId, [Query] string? replace, [Body] JsonObject record, CancellationToken ct);

    [Patch("/services/rest/record/v1/{type}/{id}")]
    [Headers("X-NetSuite-PropertyNameValidation: Error", "X-NetSuite-PropertyValueValidation: Error")]
    Task<HttpResponseMessage> PatchAsync(string type, string id, [Query] string? replace, [Body] JsonObject record, CancellationToken ct);

    [Get("/services/rest/record/v1/metadata-catalog/{type}")]
    [Headers("Accept: application/schema+json")]
    Task<HttpResponseMessage> SchemaAsync(string type, CancellationToken ct);

    [Get("/services/rest/system/v1/governanceLimits")]
    Task<HttpResponseMessage> GovernanceLimitsAsync(CancellationToken ct);

    [Get("/services/rest/system/v1/serverTime")]
    Task<HttpResponseMessage> ServerTimeAsync(CancellationToken ct);
}

/// <summary>An answer that was read to its end.</summary>
internal sealed record NetSuiteAnswer(int Status, string Body, DateTimeOffset? Date, string? Location, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Null where it is not a JSON object.</summary>
    public JsonObject? Json => field ??= JsonText.Parse(Body) as JsonObject;

    /// <summary>A success that cannot be read: cut off, or not the vendor's at all.</summary>
    public bool IsGarbled => Status == 200 && Json is null;

    public static async Task<NetSuiteAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        var wait = response.Headers.RetryAfter;
        return new NetSuiteAnswer(
            (int)response.StatusCode,
            body,
            response.Headers.Date,
            response.Headers.Location?.OriginalString,
            wait?.Delta ?? (wait?.Date is { } until && until - (response.Headers.Date ?? now) is { Ticks: > 0 } rest ? rest : null));
    }
}
