using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Microsoft.AspNetCore.WebUtilities;

namespace Harness.Simulators.BusinessCentral.Api;

/// <summary>One request to the API, sent by itself or inside a $batch.</summary>
/// <param name="Root">Up to and with "/api/v2.0", without a slash at the end.</param>
/// <param name="Path">What follows, without the first slash.</param>
internal sealed record ApiCall(string Method, string Root, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const string Api = "/api/v2.0";

    public static ApiCall Of(VendorRequest request)
    {
        var end = request.Path.IndexOf(Api, StringComparison.OrdinalIgnoreCase) + Api.Length;
        return new ApiCall(
            request.Method,
            request.Url.GetLeftPart(UriPartial.Authority) + request.Path[..end],
            Uri.UnescapeDataString(request.Path[end..].Trim('/')),
            request.Query,
            request.Headers,
            request.Body);
    }

    /// <param name="url">Relative to the API, with or without a slash, or absolute.</param>
    public ApiCall Inner(string method, string url, IReadOnlyDictionary<string, string> headers, string body)
    {
        var relative = url.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? url[Root.Length..] : url;
        var split = relative.Split('?', 2);
        var query = QueryHelpers.ParseQuery(split.Length > 1 ? split[1] : "").ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? "");
        return new ApiCall(method.ToUpperInvariant(), Root, Uri.UnescapeDataString(split[0].Trim('/')), query, headers, body);
    }

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    public JsonObject Json()
    {
        try
        {
            return JsonNode.Parse(Body.Length == 0 ? "{}" : Body) as JsonObject ?? throw BcError.Bad("The request body must be an object.");
        }
        catch (JsonException)
        {
            throw BcError.Bad("Invalid JSON. A token was not recognized in the JSON content.");
        }
    }

    public string WithToken(int token)
    {
        var query = Query.Where(pair => pair.Key != "$skiptoken").Append(KeyValuePair.Create("$skiptoken", $"{token}"));
        return $"{Root}/{Path}?{string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}";
    }
}
