using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Rules;
using Microsoft.AspNetCore.WebUtilities;

namespace Harness.Simulators.HubSpot.Api;

/// <param name="Operation">The operation's name, for faults and violations.</param>
/// <param name="Parts">What the path's variable parts hold, decoded.</param>
internal sealed record ApiCall(VendorRequest Request, string Operation, IReadOnlyList<string> Parts)
{
    /// <summary>The generation before the dated one answers partial results with a status of its own.</summary>
    public bool IsLegacy => Request.Path.Contains("/v3/", StringComparison.Ordinal) || Request.Path.Contains("/v4/", StringComparison.Ordinal);

    public Writer Writer => new("api", Operation);

    public string? Query(string name) => Request.Query.GetValueOrDefault(name);

    /// <summary>A comma list, the parameter repeated, or both.</summary>
    public IReadOnlyList<string> List(string name) =>
        QueryHelpers.ParseQuery(Request.Url.Query).TryGetValue(name, out var values)
            ? [.. values.SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim()).Where(value => value.Length > 0)]
            : [];

    public bool IsTrue(string name) => Query(name) == "true";

    public int Whole(string name, int otherwise) => int.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    public JsonObject Body()
    {
        try
        {
            return JsonNode.Parse(Request.Body) as JsonObject ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    /// <summary>The inputs of a batch call.</summary>
    public IReadOnlyList<JsonObject> Inputs(int most)
    {
        var inputs = (Body()["inputs"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return inputs.Count <= most
            ? inputs
            : throw new RefusedException("VALIDATION_ERROR", $"The maximum number of inputs supported in a batch request is {most}, but {inputs.Count} were sent");
    }

    private static RefusedException Unreadable() => new("VALIDATION_ERROR", "Invalid input JSON on line 1, column 1");
}
