using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Harness.Host.Demo;

/// <summary>The people of the simulated company, acting through the systems' own screens, and the referee who judges.</summary>
internal sealed class SimulatedCompany(SimulatorProcess simulators, HttpClient http, DemoOptions options)
{
    public string Crm { get; } = Url(simulators, options.Crm);

    public string Erp { get; } = Url(simulators, options.Erp);

    public async Task<IReadOnlyList<JsonObject>> RecordsAsync(string system, string objectName, CancellationToken ct) =>
        [.. (await GetAsync($"{system}/__sim/records/{objectName}", ct)).AsArray().OfType<JsonObject>()];

    public async Task<JsonObject> ActAsync(string system, string action, JsonObject input, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Post, $"{system}/__sim/actions/{action}", input, ct)).AsObject();

    public Task EditAsync(string system, string objectName, string id, JsonObject fields, CancellationToken ct) =>
        SendAsync(HttpMethod.Patch, $"{system}/__sim/records/{objectName}/{id}", fields, ct);

    public async Task<IReadOnlyList<JsonObject>> JournalAsync(string system, CancellationToken ct) => List(await GetAsync($"{system}/__sim/journal", ct), "entries");

    /// <summary>Every API call so far, in the order of their arrival.</summary>
    public async Task<IReadOnlyList<JsonObject>> CallsAsync(string system, CancellationToken ct) => List(await GetAsync($"{system}/__sim/calls", ct), "calls");

    public async Task<int> ViolationsAsync(string system, CancellationToken ct) => (await GetAsync($"{system}/__sim/calls", ct))["violations"]?.AsArray().Count ?? 0;

    /// <param name="profile">none, rough or storm: what each of them is, the simulators say.</param>
    public Task ArmAsync(string system, string profile, int seed, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, $"{system}/__sim/faults", new JsonObject { ["profile"] = profile, ["seed"] = seed }, ct);

    public Task DisarmAsync(string system, CancellationToken ct) => SendAsync(HttpMethod.Delete, $"{system}/__sim/faults", null, ct);

    public async Task<JsonObject> VerdictAsync(DateOnly wonFrom, decimal limit, IEnumerable<string> approved, CancellationToken ct)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"won-from={wonFrom:yyyy-MM-dd}&discount-limit={limit}&approved={string.Join(',', approved)}");
        return (await GetAsync($"{simulators.Systems["referee"]["url"]}/__sim/verdict?{query}", ct)).AsObject();
    }

    private async Task<JsonNode> GetAsync(string url, CancellationToken ct) => await SendAsync(HttpMethod.Get, url, null, ct);

    private async Task<JsonNode> SendAsync(HttpMethod method, string url, JsonObject? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode
            ? (text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!)
            : throw new InvalidOperationException($"{method} {url} answered {(int)response.StatusCode}: {text}");
    }

    private static IReadOnlyList<JsonObject> List(JsonNode answer, string name) => [.. (answer as JsonArray ?? answer[name]!.AsArray()).OfType<JsonObject>()];

    private static string Url(SimulatorProcess simulators, string system) => simulators.Systems[system]["url"]!.ToString();
}
