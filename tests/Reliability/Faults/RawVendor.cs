using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.Reliability.Faults;

/// <summary>A caller that knows nothing of the connectors: it logs in, sends one call over the socket and shows what came back.</summary>
internal sealed class RawVendor : IDisposable
{
    private readonly HttpClient _http;
    private readonly Company _company;
    private readonly string _system;

    private RawVendor(Company company, string system)
    {
        (_company, _system) = (company, system);
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = company.UrlOf(system), Timeout = TimeSpan.FromSeconds(20) };
    }

    public static async Task<RawVendor> LogInAsync(Company company, string system, CancellationToken ct)
    {
        var vendor = new RawVendor(company, system);
        var (path, form) = vendor.Login();
        using var answer = await vendor._http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(form), ct);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!["access_token"]!.ToString();
        vendor._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return vendor;
    }

    /// <summary>Arms a fault at the control surface, as a test, a demo or a rehearsal does.</summary>
    public async Task<(int Status, JsonNode Body)> ArmAsync(JsonObject order, CancellationToken ct)
    {
        using var answer = await _http.PostAsync(new Uri("/__sim/faults", UriKind.Relative), Json(order), ct);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!);
    }

    public async Task<RawAnswer> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Json(body) };
        request.Headers.Add("Prefer", "transient");
        var began = Company.Clock.GetTimestamp();
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            return new RawAnswer((int)answer.StatusCode, text, answer.Content.Headers.ContentType?.MediaType ?? "", answer.Headers.RetryAfter?.ToString(), Company.Clock.GetElapsedTime(began));
        }
        catch (HttpRequestException)
        {
            return new RawAnswer(RawAnswer.Reset, "", "", null, Company.Clock.GetElapsedTime(began));
        }
    }

    public void Dispose() => _http.Dispose();

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private (string Path, Dictionary<string, string> Form) Login()
    {
        JsonObject credentials;
        lock (_company.System(_system).Gate)
        {
            credentials = _company.System(_system).Credentials;
        }

        string Of(string name) => credentials[name]!.ToString();
        return _system == "salesforce"
            ? ("/services/oauth2/token", new() { ["grant_type"] = "client_credentials", ["client_id"] = Of("client_id"), ["client_secret"] = Of("client_secret") })
            : (Of("token_path"), new()
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = Assertion(Of("client_id"), Of("certificate_id"), Of("private_key_pem"), new Uri(_company.UrlOf(_system), Of("token_path")).ToString()),
            });
    }

    private static string Assertion(string client, string certificate, string privateKey, string audience)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(privateKey);
        var now = Company.Clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "ES256", ["kid"] = certificate };
        var claims = new JsonObject { ["iss"] = client, ["scope"] = "rest_webservices", ["aud"] = audience, ["iat"] = now, ["exp"] = now + 300 };
        var signed = $"{Part(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Part(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Part(key.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Part(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <param name="Status"><see cref="Reset"/> where the connection broke without an answer.</param>
internal sealed record RawAnswer(int Status, string Body, string MediaType, string? RetryAfter, TimeSpan Took)
{
    public const int Reset = 0;
}
