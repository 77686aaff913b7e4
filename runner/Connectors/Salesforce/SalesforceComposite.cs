using System.Text.Json.Nodes;

namespace Harness.Connectors.Salesforce;

/// <summary>Several queries as the parts of one call. Its own status is 200 whatever became of them ("Composite").</summary>
internal static class SalesforceComposite
{
    private const int FirstError = 400;

    public static JsonObject Body(string version, IReadOnlyList<SalesforceStatement> statements) => new()
    {
        ["allOrNone"] = false,
        ["collateSubrequests"] = false,
        ["compositeRequest"] = new JsonArray([.. statements.Select((statement, index) => new JsonObject
        {
            ["method"] = "GET",
            ["url"] = $"/services/data/v{version}/{(statement.DeletedToo ? "queryAll" : "query")}?q={Uri.EscapeDataString(statement.Soql)}",
            ["referenceId"] = Reference(index),
        })]),
    };

    /// <summary>The answer of the first part that failed, as if it had been called alone; the answer itself when none did.</summary>
    public static SalesforceAnswer OrFailedPart(SalesforceAnswer answer)
    {
        var failed = AllParts(answer.Body).FirstOrDefault(part => part.Whole("httpStatusCode") >= FirstError);
        return answer.Succeeded && failed is not null ? answer with { Status = failed.Whole("httpStatusCode")!.Value, Body = failed["body"] } : answer;
    }

    /// <summary>What each part answered, in the order asked; null where the call says nothing of it.</summary>
    public static IEnumerable<JsonNode?> Parts(JsonNode? body, int count)
    {
        var parts = AllParts(body).ToLookup(part => part.Text("referenceId"), part => part["body"]);
        return Enumerable.Range(0, count).Select(index => parts[Reference(index)].FirstOrDefault());
    }

    private static IEnumerable<JsonObject> AllParts(JsonNode? body) => (body.List("compositeResponse") ?? []).OfType<JsonObject>();

    private static string Reference(int index) => $"query{index}";
}
