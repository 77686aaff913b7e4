using System.Text.Json.Nodes;
using Harness.Port;
using Refit;

namespace Harness.Connectors.Odoo;

/// <summary>Every call that the connector makes.</summary>
internal interface IOdooClient
{
    /// <summary>"External JSON-2 API", Odoo 19 and later.</summary>
    [Post("/json/2/{model}/{method}")]
    Task<HttpResponseMessage> CallAsync(
        string model, string method, [Header("Authorization")] string bearer, [Header("X-Odoo-Database")] string database, [Body] JsonObject arguments, CancellationToken ct);

    /// <summary>The calls of Odoo 18 and earlier, gone with Odoo 22.</summary>
    [Post("/jsonrpc")]
    Task<HttpResponseMessage> RpcAsync([Body] JsonObject call, CancellationToken ct);

    [Get("/web/version")]
    Task<HttpResponseMessage> VersionAsync(CancellationToken ct);
}

/// <summary>An answer that was read to its end.</summary>
internal sealed record OdooAnswer(int Status, string Body, DateTimeOffset? Date, TimeSpan? RetryAfter)
{
    public bool IsThrottle => Status == 429;

    /// <summary>Null where it is not JSON.</summary>
    public JsonNode? Json => field ??= JsonText.Parse(Body);

    /// <summary>A success that cannot be read: cut off, or not Odoo's at all.</summary>
    public bool IsGarbled => Status == 200 && Json is null && Body.AsSpan().Trim() is not "null";

    public static async Task<OdooAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        var wait = response.Headers.RetryAfter;
        return new OdooAnswer(
            (int)response.StatusCode, body, response.Headers.Date, wait?.Delta ?? (wait?.Date is { } until && until > now ? until - now : null));
    }
}

/// <summary>One method of one model. Arguments go by name.</summary>
internal sealed record OdooCall(string Model, string Method, IReadOnlyList<string>? Ids, JsonObject Arguments)
{
    /// <summary>Archived rows are hidden unless they are asked for.</summary>
    public bool LivingOnly { get; init; }
}

/// <summary>What the server said: a result, or an exception of its own. Neither where the answer is not Odoo's.</summary>
/// <param name="Name">The Python class: "odoo.exceptions.UserError".</param>
internal sealed record OdooReply(OdooAnswer Answer, bool IsResult, JsonNode? Result, string? Name, string? Message);
