using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.Unit.Connectors.Acceptance;

/// <summary>What the vendor answered, and something in it spoilt on the way.</summary>
internal sealed class TamperedWire(HttpMessageHandler wire) : DelegatingHandler(wire)
{
    /// <summary>Takes the body of every answer; null leaves the answers as they are.</summary>
    public Func<string, string>? Tamper { get; set; }

    /// <summary>The innermost row that holds the text, without its id.</summary>
    public static string WithoutId(string body, string text)
    {
        if (!body.Contains(text, StringComparison.Ordinal) || JsonNode.Parse(body) is not { } json)
        {
            return body;
        }

        Strip(json, text);
        return json.ToJsonString();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (Tamper is { } tamper && answer.Content is { } content)
        {
            var type = content.Headers.ContentType;
            var body = tamper(await content.ReadAsStringAsync(cancellationToken));
            answer.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type?.MediaType ?? "application/json"));
        }

        return answer;
    }

    private static bool Strip(JsonNode? node, string text)
    {
        switch (node)
        {
            case JsonObject row:
                if (row.Any(pair => Strip(pair.Value, text)))
                {
                    return true;
                }

                return row.ToJsonString().Contains(text, StringComparison.Ordinal) && (row.Remove("Id") || row.Remove("id"));
            case JsonArray rows:
                return rows.Any(one => Strip(one, text));
            default:
                return false;
        }
    }
}
