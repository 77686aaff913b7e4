using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Odoo.Rpc;

/// <param name="Service">"common" or "object".</param>
internal sealed record ServiceCall(string Service, string Method, JsonArray Args, JsonNode? Id = null);

/// <summary>POST /jsonrpc: always status 200, with a result or an error inside.</summary>
internal static class JsonRpc
{
    public const string Path = "/jsonrpc";

    public static ServiceCall? Read(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject { } call && call["params"] is JsonObject { } args
                && args["service"]?.ToString() is { } service && args["method"]?.ToString() is { } method
                    ? new ServiceCall(service, method, args["args"] as JsonArray ?? [], call["id"]?.DeepClone())
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A method that returns nothing is answered without a result.</summary>
    public static VendorResponse Result(JsonNode? id, JsonNode? result)
    {
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone() };
        if (result is not null)
        {
            answer["result"] = result;
        }

        return VendorResponse.Json(200, answer);
    }

    public static VendorResponse Error(JsonNode? id, OdooError error, int version) => VendorResponse.Json(200, new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id?.DeepClone(),
        ["error"] = new JsonObject
        {
            ["code"] = version >= 17 ? 0 : 200,
            ["message"] = "Odoo Server Error",
            ["data"] = new JsonObject
            {
                ["name"] = error.Name,
                ["debug"] = $"Traceback (most recent call last):\n{error.Name}: {error.Message}\n",
                ["message"] = error.Message,
                ["arguments"] = new JsonArray(error.Message),
                ["context"] = new JsonObject(),
            },
        },
    });

    /// <summary>execute_kw(db, uid, password, model, method, args, kwargs) as a call by name.</summary>
    public static ModelCall Call(JsonArray args)
    {
        var (model, name) = (args[3]!.ToString(), args[4]!.ToString());
        if (name.StartsWith('_'))
        {
            throw OdooError.Access($"Private methods (such as {name}) cannot be called remotely.");
        }

        var method = Methods.Find(name) ?? throw new OdooError("builtins.AttributeError", $"type object '{model}' has no attribute '{name}'", 404);
        var plain = args.Count > 5 && args[5] is JsonArray positional ? positional.Select(arg => arg?.DeepClone()).ToList() : [];
        var named = args.Count > 6 && args[6] is JsonObject keywords ? keywords.DeepClone().AsObject() : [];
        var context = named["context"] as JsonObject ?? [];
        named.Remove("context");
        IReadOnlyList<long>? ids = null;
        if (!method.OfModel)
        {
            ids = plain.Count > 0 ? ModelCall.Numbers(plain[0]) : ModelCall.Numbers(named["ids"]);
            named.Remove("ids");
            plain = plain.Count > 0 ? plain[1..] : plain;
        }

        for (var at = 0; at < plain.Count && at < method.Arguments.Count; at++)
        {
            named[method.Arguments[at]] = plain[at];
        }

        return new ModelCall(model, name, ids, named, context);
    }
}
