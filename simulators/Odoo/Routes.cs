using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Odoo.Rpc;

namespace Harness.Simulators.Odoo;

/// <summary>
/// Every method is an operation of its own name, whichever of the three ways it came: JSON-2 says it in the path, the
/// older calls in the body of one address.
/// </summary>
internal sealed class Routes(OdooOptions options, Server server, Rights rights)
{
    private const string XmlObject = "/xmlrpc(?:/2)?/object";
    private const string XmlCommon = "/xmlrpc(?:/2)?/common";

    private readonly ConditionalWeakTable<VendorRequest, ServiceCall> read = [];

    public IReadOnlyList<Operation> Of()
    {
        var operations = new List<Operation>
        {
            new("version", "GET", "/web/version", OperationKind.Open, _ => options.HasJson2 ? VendorResponse.Json(200, Version()) : NoPage()),
            new("common", "POST", JsonRpc.Path, OperationKind.Open, Common) { When = request => Call(request)?.Service == "common" },
            new("common", "POST", XmlCommon, OperationKind.Open, Common),
        };
        foreach (var method in Methods.All)
        {
            var kind = method.Writes ? OperationKind.Write : OperationKind.Read;
            if (options.HasJson2)
            {
                operations.Add(new(method.Name, "POST", $"{Json2.Root}[^/]+/{method.Name}", kind, ByName));
            }

            operations.Add(new(method.Name, "POST", JsonRpc.Path, kind, ByBody) { When = request => MethodOf(request) == method.Name });
            operations.Add(new(method.Name, "POST", XmlObject, kind, ByBody) { When = request => MethodOf(request) == method.Name });
        }

        if (options.HasJson2)
        {
            operations.Add(new("unknown-method", "POST", $"{Json2.Root}[^/]+/[^/]+", OperationKind.Read, ByName));
        }

        operations.Add(new("unknown-method", "POST", JsonRpc.Path, OperationKind.Read, ByBody));
        operations.Add(new("unknown-method", "POST", XmlObject, OperationKind.Read, ByBody));
        return operations;
    }

    public static bool IsXml(VendorRequest request) => request.Path.StartsWith("/xmlrpc", StringComparison.Ordinal);

    public static bool IsJson2(VendorRequest request) => request.Path.StartsWith(Json2.Root, StringComparison.Ordinal);

    /// <summary>The error as the way that the call came shapes it.</summary>
    public VendorResponse Error(VendorRequest request, OdooError error) =>
        IsJson2(request) ? Json2.Error(error) : IsXml(request) ? XmlRpc.Error(error) : JsonRpc.Error(Call(request)?.Id, error, options.Version);

    public VendorResponse? RefuseLogin(VendorRequest request)
    {
        if (IsJson2(request))
        {
            var given = request.Header("Authorization");
            var key = given is not null && given.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase) ? given["bearer ".Length..] : null;
            var database = request.Header("X-Odoo-Database");
            return database is not null && database != options.Database
                ? Json2.Error(new OdooError("werkzeug.exceptions.NotFound", $"the database '{database}' does not exist", 404))
                : rights.Knows(key) ? null
                : Json2.Error(new OdooError("werkzeug.exceptions.Unauthorized", "Invalid apikey", 401));
        }

        return Call(request) is not { } call ? null
            : call.Args.Count > 2 && call.Args[0]?.ToString() == options.Database && rights.Knows(call.Args[2]?.ToString()) && call.Args[1]?.ToString() == Rights.UserId.ToString() ? null
            : Error(request, OdooError.Denied());
    }

    private VendorResponse ByName(VendorRequest request) => Guarded(request, () => Json2.Result(server.Run(Json2.Read(request))));

    private VendorResponse ByBody(VendorRequest request) => Guarded(request, () =>
    {
        if (Call(request) is not { } call || call.Args.Count < 5)
        {
            throw new OdooError("werkzeug.exceptions.BadRequest", "Invalid JSON-RPC data", 400);
        }

        var result = server.Run(JsonRpc.Call(call.Args));
        return IsXml(request) ? XmlRpc.Result(result) : JsonRpc.Result(call.Id, result);
    });

    private VendorResponse Common(VendorRequest request) => Guarded(request, () =>
    {
        var call = Call(request)!;
        JsonNode result = call.Method switch
        {
            "version" => Version(),
            "authenticate" or "login" when call.Args.Count > 2 => call.Args[0]?.ToString() == options.Database && call.Args[1]?.ToString() == options.Login && rights.Knows(call.Args[2]?.ToString())
                ? Rights.UserId
                : false,
            _ => throw new OdooError("builtins.AttributeError", $"Method not found: {call.Method}", 404),
        };
        return IsXml(request) ? XmlRpc.Result(result) : JsonRpc.Result(call.Id, result);
    });

    private VendorResponse Guarded(VendorRequest request, Func<VendorResponse> act)
    {
        try
        {
            return act();
        }
        catch (OdooError refused)
        {
            return Error(request, refused);
        }
    }

    private JsonObject Version() => new()
    {
        ["server_version"] = $"{options.Version}.0",
        ["server_version_info"] = new JsonArray(options.Version, 0, 0, "final", 0, options.Enterprise ? "e" : ""),
        ["server_serie"] = $"{options.Version}.0",
        ["protocol_version"] = 1,
        ["version_info"] = new JsonArray(options.Version, 0, 0, "final", 0, options.Enterprise ? "e" : ""),
        ["version"] = $"{options.Version}.0",
    };

    private ServiceCall? Call(VendorRequest request)
    {
        if (read.TryGetValue(request, out var known))
        {
            return known;
        }

        var call = IsXml(request) ? XmlRpc.Read(request.Path, request.Body) : request.Path == JsonRpc.Path ? JsonRpc.Read(request.Body) : null;
        if (call is not null)
        {
            read.AddOrUpdate(request, call);
        }

        return call;
    }

    private string? MethodOf(VendorRequest request) => Call(request) is { Args.Count: > 4 } call ? call.Args[4]?.ToString() : null;

    public static VendorResponse NoPage() => new(
        404, "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server.</p>\n", "text/html; charset=utf-8");
}
