using System.Text;
using System.Text.Json.Nodes;

namespace Harness.Contracts.Providers;

/// <summary>The few calls that a state needs from the vendor's own API.</summary>
internal sealed class VendorApi(Uri root) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler()) { BaseAddress = root };

    public Uri Root => root;

    public string? Token { get; set; }

    public Task<JsonNode> LogInAsync(string path, Dictionary<string, string> form) => SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(form));

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonNode> PostAsync(string path, JsonObject body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), headers);

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = content;
        if (Token is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {Token}");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{method} {path} was answered with {(int)response.StatusCode}: {text}");
    }
}
