using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Odoo.Rpc;

/// <summary>"External JSON-2 API": named arguments in, the bare result out, the status says what went wrong.</summary>
internal static class Json2
{
    public const string Root = "/json/2/";

    public static ModelCall Read(VendorRequest request)
    {
        var parts = request.Path[Root.Length..].Split('/');
        JsonObject body;
        try
        {
            body = request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body) as JsonObject ?? throw new OdooError("werkzeug.exceptions.BadRequest", "the body is no JSON object", 400);
        }
        catch (JsonException)
        {
            throw new OdooError("werkzeug.exceptions.BadRequest", "the request body is not JSON", 400);
        }

        var (model, name) = (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]));
        var method = Named(model, name);
        var ids = body["ids"];
        if (method.OfModel && ids is not null)
        {
            throw OdooError.Type($"cannot call {model}.{name} with ids");
        }

        var args = new JsonObject();
        foreach (var (key, value) in body.Where(pair => pair.Key is not ("ids" or "context")))
        {
            args[key] = method.Arguments.Contains(key) || key is "load" ? value?.DeepClone() : throw OdooError.Type($"{name}() got an unexpected keyword argument '{key}'");
        }

        return new ModelCall(model, name, method.OfModel ? null : ModelCall.Numbers(ids), args, body["context"] as JsonObject ?? []);
    }

    public static VendorResponse Result(JsonNode? result) => new(200, result?.ToJsonString() ?? "null");

    public static VendorResponse Error(OdooError error) => VendorResponse.Json(error.Status, new JsonObject
    {
        ["name"] = error.Name,
        ["message"] = error.Message,
        ["arguments"] = new JsonArray(error.Message),
        ["context"] = new JsonObject(),
        ["debug"] = $"Traceback (most recent call last):\n{error.Name}: {error.Message}\n",
    });

    private static Method Named(string model, string name) =>
        name.StartsWith('_') ? throw new OdooError("odoo.exceptions.AccessError", $"Private methods (such as '{model}.{name}') cannot be called remotely.", 404)
        : Methods.Find(name) ?? throw OdooError.NoMethod(model, name);
}
