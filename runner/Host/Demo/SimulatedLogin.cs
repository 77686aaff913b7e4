using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Host.Vendors;

namespace Harness.Host.Demo;

/// <summary>
/// How to reach a simulated system, from the line that it prints when it is ready: each setting of the vendor's login is
/// the credential of the same name, in lower case with underscores (ClientId: client_id).
/// </summary>
internal sealed class SimulatedLogin(Vendor vendor, string url, JsonObject credentials)
{
    public JsonObject Settings()
    {
        var login = new JsonObject(vendor.Login.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Setting, Credential(row.Setting) ?? row.Value)))
        {
            [vendor.Address] = url,
        };
        return login;
    }

    /// <summary>By the path of the setting. A login may have several ways in; the simulator offers one of them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Secrets() => vendor.Secrets.Where(secret => Credential(secret) is not null)
        .Select(secret => KeyValuePair.Create($"Systems:{vendor.Name}:Login:{secret}", Credential(secret)));

    private string? Credential(string setting) => credentials[JsonNamingPolicy.SnakeCaseLower.ConvertName(setting)]?.ToString();
}
