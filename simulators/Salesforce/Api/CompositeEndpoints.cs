using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Composite, composite batch and composite graph; the first two also under /tooling.</summary>
internal sealed class CompositeEndpoints(SubRequests requests, RecordWriter writer)
{
    private const int MaxRequests = 25;
    private const int MaxBulky = 5;
    private const int MaxGraphs = 75;
    private const int MaxNodes = 500;
    private const int MaxFailedGraphs = 14;

    public IEnumerable<Operation> Operations() =>
    [
        Routes.Of("composite", "POST", "(?:tooling/)?composite", OperationKind.Write, Composite),
        Routes.Of("composite-batch", "POST", "(?:tooling/)?composite/batch", OperationKind.Write, Batch),
        Routes.Of("composite-graph", "POST", "composite/graph", OperationKind.Write, Graphs),
    ];

    private VendorResponse Composite(ApiCall call)
    {
        var body = call.Body();
        var subrequests = Items(body, "compositeRequest", MaxRequests);
        if (subrequests.Count(each => requests.IsBulky(Text(each, "method"), Text(each, "url"))) > MaxBulky)
        {
            throw new VendorRuleException("LIMIT_EXCEEDED", $"At most {MaxBulky} subrequests can be queries or sObject collections");
        }

        var (answers, _) = RunAll(call, subrequests, Flag(body, "allOrNone"));
        return VendorResponse.Json(200, new JsonObject { ["compositeResponse"] = answers });
    }

    private VendorResponse Batch(ApiCall call)
    {
        var body = call.Body();
        var halts = Flag(body, "haltOnError");
        var (results, hasErrors) = (new JsonArray(), false);
        foreach (var item in Items(body, "batchRequests", MaxRequests))
        {
            var response = hasErrors && halts
                ? ApiErrors.Answer(412, "BATCH_PROCESSING_HALTED", "Batch processing halted by request")
                : requests.Run(call.Request, Text(item, "method"), "/services/data/" + Text(item, "url").TrimStart('/'), item["richInput"], null);
            hasErrors |= response.Status >= 400;
            results.Add(new JsonObject { ["statusCode"] = response.Status, ["result"] = Parsed(response) });
        }

        return VendorResponse.Json(200, new JsonObject { ["hasErrors"] = hasErrors, ["results"] = results });
    }

    private VendorResponse Graphs(ApiCall call)
    {
        var graphs = Items(call.Body(), "graphs", MaxGraphs);
        if (graphs.Sum(graph => (graph["compositeRequest"] as JsonArray)?.Count ?? 0) > MaxNodes)
        {
            throw new VendorRuleException("LIMIT_EXCEEDED", $"A graph request can have at most {MaxNodes} nodes");
        }

        var (answers, failed) = (new JsonArray(), 0);
        foreach (var graph in graphs)
        {
            var nodes = Items(graph, "compositeRequest", MaxNodes);
            var (responses, holds) = failed >= MaxFailedGraphs ? (Halted(nodes), false) : RunAll(call, nodes, allOrNone: true);
            failed += holds ? 0 : 1;
            answers.Add(new JsonObject
            {
                ["graphId"] = graph["graphId"]?.DeepClone(),
                ["graphResponse"] = new JsonObject { ["compositeResponse"] = responses },
                ["isSuccessful"] = holds,
            });
        }

        return VendorResponse.Json(200, new JsonObject { ["graphs"] = answers });
    }

    private (JsonArray Answers, bool Holds) RunAll(ApiCall call, List<JsonObject> subrequests, bool allOrNone)
    {
        var responses = new List<VendorResponse>();
        if (!allOrNone)
        {
            Run(call, subrequests, responses, haltsOnError: false);
            return (Answers(subrequests, responses), true);
        }

        var holds = true;
        writer.Together(() => holds = Run(call, subrequests, responses, haltsOnError: true));
        if (!holds)
        {
            responses = [.. subrequests.Select((_, index) =>
                index == responses.Count - 1 ? responses[index] : Rolled())];
        }

        return (Answers(subrequests, responses), holds);
    }

    private bool Run(ApiCall call, List<JsonObject> subrequests, List<VendorResponse> responses, bool haltsOnError)
    {
        var known = new Dictionary<string, JsonNode?>();
        foreach (var item in subrequests)
        {
            var response = RunOne(call, item, known);
            responses.Add(response);
            if (response.Status < 400)
            {
                known[Text(item, "referenceId")] = Parsed(response);
            }
            else if (haltsOnError)
            {
                return false;
            }
        }

        return true;
    }

    private VendorResponse RunOne(ApiCall call, JsonObject item, Dictionary<string, JsonNode?> known)
    {
        try
        {
            var url = SubRequests.Fill(Text(item, "url"), known);
            var body = item["body"] is { } given ? JsonNode.Parse(SubRequests.Fill(Readable(given), known)) : null;
            return requests.Run(call.Request, Text(item, "method"), url, body, item["httpHeaders"] as JsonObject);
        }
        catch (VendorRuleException halted)
        {
            return ApiErrors.Answer(halted);
        }
    }

    private static string Readable(JsonNode node) => node.ToJsonString(Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonArray Answers(List<JsonObject> subrequests, List<VendorResponse> responses) =>
        new([.. subrequests.Zip(responses, (item, response) => (JsonNode)new JsonObject
        {
            ["body"] = Parsed(response),
            ["httpHeaders"] = new JsonObject([.. response.Headers.Select(header => new KeyValuePair<string, JsonNode?>(header.Key, header.Value))]),
            ["httpStatusCode"] = response.Status,
            ["referenceId"] = Text(item, "referenceId"),
        })]);

    private static JsonArray Halted(List<JsonObject> nodes) =>
        Answers(nodes, [.. nodes.Select(_ => ApiErrors.Answer(400, "PROCESSING_HALTED", "Processing was halted because too many graphs failed."))]);

    private static VendorResponse Rolled() => ApiErrors.Answer(
        400, "PROCESSING_HALTED", "The transaction was rolled back since another operation in the same transaction failed.");

    private static JsonNode? Parsed(VendorResponse response) => string.IsNullOrEmpty(response.Body) ? null : JsonNode.Parse(response.Body);

    private static List<JsonObject> Items(JsonObject body, string name, int most)
    {
        var items = body[name] as JsonArray ?? throw new VendorRuleException("JSON_PARSER_ERROR", $"Missing required field: {name}");
        return items.Count <= most
            ? [.. items.Select(item => item as JsonObject ?? throw new VendorRuleException("JSON_PARSER_ERROR", $"Every element of {name} must be an object"))]
            : throw new VendorRuleException("LIMIT_EXCEEDED", $"Limit of {most} reached for {name}");
    }

    private static string Text(JsonObject item, string name) => item[name]?.ToString() ?? "";

    private static bool Flag(JsonObject body, string name) => body[name]?.ToString() is "true" or "True";
}
