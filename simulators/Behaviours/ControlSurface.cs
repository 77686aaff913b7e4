using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Harness.Simulators.Behaviours;

/// <summary>What tests, demos and rehearsals do to a simulated system beside the vendor's API.</summary>
internal sealed class ControlSurface(VendorPipeline pipeline)
{
    public const string Prefix = "/__sim/";

    private readonly SimulatedSystem system = pipeline.System;

    public VendorResponse Answer(VendorRequest request)
    {
        var parts = request.Path[Prefix.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(Uri.UnescapeDataString).ToArray();
        try
        {
            return (request.Method, parts) switch
            {
                ("GET", ["health"]) => Health(),
                ("GET", ["records", var name]) => Locked(() => system.Records(name)),
                ("POST", ["records", var name]) => Locked(() => system.PersonCreates(name, Body(request)), 201),
                ("PATCH", ["records", var name, var id]) => Locked(() => system.PersonEdits(name, id, Body(request))),
                ("DELETE", ["records", var name, var id]) => Delete(name, id),
                ("GET", ["actions"]) => Names(system.Actions.Keys),
                ("POST", ["actions", var name]) => Act(name, Body(request)),
                ("GET", ["journal"]) => JournalAfter(Number(request, "after")),
                ("GET", ["calls"]) => CallsAfter(Number(request, "after")),
                ("GET", ["faults"]) => Armed(),
                ("POST", ["faults"]) => Arm(Body(request)),
                ("DELETE", ["faults"]) => Disarm(),
                ("GET", ["clock"]) => Clock(),
                ("POST", ["clock"]) => MoveClock(Body(request)),
                _ => Problem(404, "no-such-call", $"The control surface has no {request.Method} {request.Path}."),
            };
        }
        catch (VendorRuleException refused)
        {
            return Problem(422, refused.Code, refused.Message, refused.Fields);
        }
        catch (KeyNotFoundException missing)
        {
            return Problem(404, "not-found", missing.Message);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            return Problem(400, "bad-request", wrong.Message);
        }
    }

    private VendorResponse Locked(Func<JsonNode> act, int status = 200)
    {
        lock (system.Gate)
        {
            return VendorResponse.Json(status, act());
        }
    }

    private VendorResponse Delete(string name, string id)
    {
        lock (system.Gate)
        {
            system.PersonDeletes(name, id);
        }

        return new VendorResponse(204);
    }

    private VendorResponse Act(string name, JsonObject input) => system.Actions.TryGetValue(name, out var act)
        ? Locked(() => act(input))
        : Problem(404, "no-such-action", $"{system.Name} has no action \"{name}\": {string.Join(", ", system.Actions.Keys)}.");

    private VendorResponse Health() => VendorResponse.Json(200, new JsonObject
    {
        ["system"] = system.Name,
        ["status"] = "ok",
        ["now"] = system.Clock.GetUtcNow().ToString("O"),
    });

    private VendorResponse JournalAfter(long sequence) => VendorResponse.Json(
        200, new JsonArray([.. system.Journal.After(sequence).Select(entry => entry.ToJson())]));

    /// <summary>The totals are over all calls; the list holds those after the number asked for.</summary>
    private VendorResponse CallsAfter(long number)
    {
        var calls = system.Calls.Calls;
        var violations = system.Calls.Violations;
        var byOperation = new JsonObject();
        foreach (var group in calls.GroupBy(call => call.Operation).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            byOperation[group.Key] = group.Count();
        }

        return VendorResponse.Json(200, new JsonObject
        {
            ["total"] = calls.Count,
            ["units"] = calls.Sum(call => call.Units),
            ["maxInFlight"] = pipeline.MaxInFlight,
            ["byOperation"] = byOperation,
            ["calls"] = new JsonArray([.. calls.Where(call => call.Number > number).Select(call => call.ToJson())]),
            ["violations"] = new JsonArray([.. violations.Select(violation => violation.ToJson())]),
        });
    }

    private VendorResponse Arm(JsonObject body)
    {
        if (body["profile"] is { } profile)
        {
            var armed = FaultProfile.Arm(system, profile.GetValue<string>(), body["seed"]?.GetValue<int>() ?? 0);
            return VendorResponse.Json(201, new JsonArray([.. armed.Select(fault => fault.ToJson())]));
        }

        var order = FaultOrders.Read(body);
        return system.Unmet.TryGetValue(order.Kind, out var reason)
            ? Problem(422, "not-met-here", reason)
            : VendorResponse.Json(201, system.Faults.Arm(order).ToJson());
    }

    private VendorResponse Armed() => VendorResponse.Json(
        200, new JsonArray([.. system.Faults.Armed.Select(fault => fault.ToJson())]));

    private VendorResponse Disarm()
    {
        system.Faults.Disarm();
        return new VendorResponse(204);
    }

    private VendorResponse MoveClock(JsonObject input)
    {
        if (input["offset"] is { } offset)
        {
            system.Clock.SetOffset(FaultOrders.Duration(offset));
        }

        if (input["advance"] is { } advance)
        {
            system.Clock.Advance(FaultOrders.Duration(advance));
        }

        return Clock();
    }

    private VendorResponse Clock() => VendorResponse.Json(200, new JsonObject
    {
        ["now"] = system.Clock.GetUtcNow().ToString("O"),
        ["offset"] = XmlConvert.ToString(system.Clock.Offset),
    });

    private static VendorResponse Names(IEnumerable<string> names) =>
        VendorResponse.Json(200, new JsonArray([.. names.Select(name => JsonValue.Create(name))]));

    private static JsonObject Body(VendorRequest request) => request.Body.Length == 0
        ? []
        : JsonNode.Parse(request.Body) as JsonObject ?? throw new FormatException("The body must be a JSON object.");

    private static long Number(VendorRequest request, string name) =>
        request.Query.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static VendorResponse Problem(int status, string code, string message, IReadOnlyList<string>? fields = null) =>
        VendorResponse.Json(status, new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["fields"] = new JsonArray([.. (fields ?? []).Select(field => JsonValue.Create(field))]),
        });
}
