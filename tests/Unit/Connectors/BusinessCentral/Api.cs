using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Harness.Unit.Connectors.BusinessCentral;

/// <summary>The simulated API called by hand, as any other client would.</summary>
internal static class Api
{
    public static async Task<(int Status, JsonObject? Body)> PostAsync(Bench bench, HttpClient http, string path, JsonObject? body = null, bool inCompany = true) =>
        await SendAsync(bench, http, HttpMethod.Post, path, body, null, inCompany);

    public static async Task<(int Status, JsonObject? Body)> SendAsync(
        Bench bench, HttpClient http, HttpMethod method, string path, JsonObject? body = null, string? etag = null, bool inCompany = true)
    {
        var credentials = bench.System.Credentials;
        var root = $"https://api.example/v2.0/{credentials["tenant"]}/{credentials["environment"]}/api/v2.0/";
        using var request = new HttpRequestMessage(method, root + (inCompany ? $"companies({credentials["company_id"]})/" : "") + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(credentials, http));
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        using var response = await http.SendAsync(request, Bench.Ct);
        var text = await response.Content.ReadAsStringAsync(Bench.Ct);
        return ((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null);
    }

    private static async Task<string> TokenAsync(JsonObject credentials, HttpClient http)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials["client_id"]!.ToString(),
            ["client_secret"] = credentials["client_secret"]!.ToString(),
            ["scope"] = "https://api.businesscentral.dynamics.com/.default",
        });
        using var response = await http.PostAsync($"https://api.example{credentials["token_path"]}", form, Bench.Ct);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Bench.Ct))!["access_token"]!.ToString();
    }
}
