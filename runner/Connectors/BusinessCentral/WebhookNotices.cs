using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Connectors.BusinessCentral;

/// <param name="Set">The entity set that changed.</param>
/// <param name="Id">Null for a "collection" notice: too many changed to name them, so the set is polled.</param>
public sealed record WebhookNotice(string Set, Guid? Id, string ChangeType);

/// <param name="Status">What to answer. Never a 4xx: any such answer ends the subscription for good.</param>
/// <param name="Body">The validation token, where this was the handshake.</param>
public sealed record WebhookVerdict(int Status, string? Body, IReadOnlyList<WebhookNotice> Notices);

/// <summary>
/// What Business Central sends to a subscription's address. Notices are hints that shorten the wait; polling stays the
/// truth. They carry no signature, so the secret that we gave as client state tells ours from others'.
/// </summary>
public sealed class WebhookNotices(string clientState)
{
    private static readonly TimeSpan lifetime = TimeSpan.FromDays(3);

    private readonly byte[] secret = Encoding.UTF8.GetBytes(clientState);

    /// <summary>Renewed when a day of the three is gone, so that a day of trouble ends none.</summary>
    public static bool IsDueForRenewal(DateTimeOffset expiresAt, DateTimeOffset now) => expiresAt - now <= lifetime - TimeSpan.FromDays(1);

    /// <param name="validationToken">From the address's query, at creation and at every renewal.</param>
    public WebhookVerdict Read(string? validationToken, string body)
    {
        if (!string.IsNullOrEmpty(validationToken))
        {
            return new WebhookVerdict(200, validationToken, []);
        }

        try
        {
            var told = (JsonNode.Parse(body) as JsonObject)?["value"] as JsonArray;
            return new WebhookVerdict(202, null, [.. (told ?? []).OfType<JsonObject>().Where(IsOurs).Select(Notice).OfType<WebhookNotice>()]);
        }
        catch (JsonException)
        {
            return new WebhookVerdict(202, null, []);
        }
    }

    private bool IsOurs(JsonObject notice) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(notice["clientState"]?.ToString() ?? ""), secret);

    private static WebhookNotice? Notice(JsonObject notice)
    {
        var change = notice["changeType"]?.ToString() ?? "";
        var resource = (notice["resource"]?.ToString() ?? "").Split('?')[0].Split('/')[^1];
        var open = resource.IndexOf('(', StringComparison.Ordinal);
        var set = open < 0 ? resource : resource[..open];
        return set.Length == 0 ? null
            : change != "collection" && open > 0 && Guid.TryParse(resource[(open + 1)..^1], out var id) ? new WebhookNotice(set, id, change)
            : new WebhookNotice(set, null, "collection");
    }
}
