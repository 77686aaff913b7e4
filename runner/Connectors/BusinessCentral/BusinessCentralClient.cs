using System.Text.Json.Nodes;
using Harness.Port;
using Refit;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Every call that the connector makes, but for the token. Records are read and written inside batches only.</summary>
internal interface IBusinessCentralClient
{
    [Get("/companies")]
    Task<HttpResponseMessage> CompaniesAsync(CancellationToken ct);

    [Get("/$metadata")]
    [Headers("Accept: application/xml")]
    Task<HttpResponseMessage> MetadataAsync(CancellationToken ct);

    /// <summary>Up to a hundred requests, each by itself: one that fails does not stop the others.</summary>
    [Post("/$batch")]
    [Headers("Prefer: odata.continue-on-error", "Accept: application/json", "Accept-Language: en-US")]
    Task<HttpResponseMessage> BatchAsync([Body] JsonObject requests, CancellationToken ct);
}

/// <summary>An answer that was read to its end.</summary>
internal sealed record BusinessCentralAnswer(int Status, string Body, DateTimeOffset? Date, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Null where it is not a JSON object.</summary>
    public JsonObject? Json => field ??= JsonText.Parse(Body) as JsonObject;

    /// <summary>A success that cannot be read: cut off, or not the vendor's at all. Metadata comes as XML.</summary>
    public bool IsGarbled => Status == 200 && Json is null && !Body.AsSpan().TrimStart().StartsWith("<?xml") && !Body.AsSpan().TrimStart().StartsWith("<edmx");

    public static async Task<BusinessCentralAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        var wait = response.Headers.RetryAfter;
        return new BusinessCentralAnswer(
            (int)response.StatusCode, body, response.Headers.Date, wait?.Delta ?? (wait?.Date is { } until && until > now ? until - now : null));
    }
}

/// <summary>One request of a batch.</summary>
/// <param name="Etag">What the record must still be; "*" where any state will do.</param>
internal sealed record BatchRequest(string Method, string Url, JsonObject? Body = null, string? Etag = null, int? PageSize = null)
{
    public JsonObject ToJson(string id)
    {
        var headers = new JsonObject();
        if (Body is not null)
        {
            headers["Content-Type"] = "application/json";
        }

        if (Etag is not null)
        {
            headers["If-Match"] = Etag;
        }

        if (PageSize is { } rows)
        {
            headers["Prefer"] = $"odata.maxpagesize={rows}";
        }

        var json = new JsonObject { ["id"] = id, ["method"] = Method, ["url"] = Url, ["headers"] = headers };
        if (Body is not null)
        {
            json["body"] = Body.DeepClone();
        }

        return json;
    }
}

/// <summary>What became of one request of a batch. A status of 0 is none: it is not in the answer.</summary>
internal sealed record BatchAnswer(int Status, JsonObject? Body, string Text, DateTimeOffset? Date)
{
    public static readonly BatchAnswer None = new(0, null, "", null);

    public bool IsSuccess => Status is >= 200 and < 300;
}
