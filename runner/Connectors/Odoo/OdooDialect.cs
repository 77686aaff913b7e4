using System.Text.Json.Nodes;

namespace Harness.Connectors.Odoo;

/// <summary>How calls travel and what answers mean; everything above it is the same for every version.</summary>
internal abstract class OdooDialect(OdooOptions options, int version)
{
    public int Version => version;

    public abstract string Name { get; }

    public abstract Task<HttpResponseMessage> SendAsync(IOdooClient client, OdooCall call, CancellationToken ct);

    public abstract OdooReply Read(OdooAnswer answer);

    /// <summary>
    /// Language and company decide what a field says. Times are always UTC: an import would read them in the user's zone.
    /// </summary>
    protected JsonObject Context(OdooCall call) => new()
    {
        ["lang"] = "en_US", ["tz"] = "UTC", ["allowed_company_ids"] = new JsonArray(options.Company), ["active_test"] = call.LivingOnly,
    };

    protected static JsonArray Ids(IReadOnlyList<string> ids) => OdooValues.Numbers(ids);

    protected static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>Named arguments in, the bare result out; the status says what went wrong.</summary>
internal sealed class Json2Dialect(OdooOptions options, int version) : OdooDialect(options, version)
{
    private readonly OdooOptions options = options;

    public override string Name => "json/2";

    public override Task<HttpResponseMessage> SendAsync(IOdooClient client, OdooCall call, CancellationToken ct)
    {
        var body = call.Arguments.DeepClone().AsObject();
        body["context"] = Context(call);
        if (call.Ids is { } ids)
        {
            body["ids"] = Ids(ids);
        }

        return client.CallAsync(call.Model, call.Method, $"bearer {options.ApiKey}", options.Database, body, ct);
    }

    public override OdooReply Read(OdooAnswer answer) => answer.Status == 200
        ? new OdooReply(answer, IsResult: answer.Json is not null || answer.Body.Trim() == "null", answer.Json, null, null)
        : new OdooReply(answer, IsResult: false, null, Text((answer.Json as JsonObject)?["name"]), Text((answer.Json as JsonObject)?["message"]));
}

/// <summary>One address for all calls; always status 200, with a result or an error inside.</summary>
internal sealed class JsonRpcDialect(OdooOptions options, int version, long user) : OdooDialect(options, version)
{
    private readonly OdooOptions options = options;

    public override string Name => "jsonrpc";

    public static JsonObject Envelope(string service, string method, params JsonNode?[] args) => new()
    {
        ["jsonrpc"] = "2.0",
        ["method"] = "call",
        ["id"] = 1,
        ["params"] = new JsonObject { ["service"] = service, ["method"] = method, ["args"] = new JsonArray(args) },
    };

    public override Task<HttpResponseMessage> SendAsync(IOdooClient client, OdooCall call, CancellationToken ct)
    {
        var named = call.Arguments.DeepClone().AsObject();
        var plain = new JsonArray();
        if (call.Ids is { } ids)
        {
            plain.Add(Ids(ids));
        }

        // The server looks at create's first argument by its place.
        if (call.Method == "create")
        {
            plain.Add(named["vals_list"]?.DeepClone());
            named.Remove("vals_list");
        }

        named["context"] = Context(call);
        return client.RpcAsync(Envelope("object", "execute_kw", options.Database, user, options.ApiKey, call.Model, call.Method, plain, named), ct);
    }

    public override OdooReply Read(OdooAnswer answer) => Reply(answer);

    /// <summary>A method that returns nothing is answered without a result.</summary>
    public static OdooReply Reply(OdooAnswer answer)
    {
        var body = answer.Status == 200 ? answer.Json as JsonObject : null;
        var error = body?["error"] as JsonObject;
        return error is null
            ? new OdooReply(answer, IsResult: body?.ContainsKey("jsonrpc") == true, body?["result"], null, null)
            : new OdooReply(answer, IsResult: false, null, Text(error["data"]?["name"]) ?? "unknown", Text(error["data"]?["message"]) ?? Text(error["message"]));
    }
}
