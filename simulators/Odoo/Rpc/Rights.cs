using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rpc;

/// <summary>The integration's user: its key, and what its groups let it do.</summary>
internal sealed class Rights(OdooOptions options, TimeProvider clock)
{
    public const long UserId = 2;

    private readonly DateTimeOffset issued = clock.GetUtcNow();
    private string key = options.ApiKey;
    private bool expired;

    public JsonObject Credentials => new() { ["database"] = options.Database, ["login"] = options.Login, ["api_key"] = key, ["version"] = options.Version };

    public bool Knows(string? given) => given == key && !expired && !(options.KeyExpiresAfter is { } life && clock.GetUtcNow() >= issued + life);

    /// <summary>A key ends for good: an administrator must issue another.</summary>
    public void Expire() => expired = true;

    public string Issue(string? another)
    {
        (key, expired) = (another ?? key, false);
        return key;
    }

    public bool Has(string model, string operation) => !options.Denied.Contains(model) && (operation == "read" || !options.Denied.Contains($"{model}:write"));

    public void Require(ModelCall call, bool writes)
    {
        if (call.Method is "check_access_rights" or "has_access" or "fields_get" && !options.Denied.Contains(call.Model))
        {
            return;
        }

        var operation = writes ? "write" : "read";
        if (!Has(call.Model, operation))
        {
            throw OdooError.Access(
                $"You are not allowed to {(writes ? "modify" : "access")} '{call.Model}' records.\n\nNo group currently allows this operation.\n\nContact your administrator to request access if necessary.");
        }
    }
}
