using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Rest;

namespace Harness.Simulators.NetSuite.SuiteQl;

internal sealed class QueryCall(VendorRequest request)
{
    public string Place { get; } = request.Url.GetLeftPart(UriPartial.Path);

    public bool IsTransient => (request.Header("Prefer") ?? "").Contains("transient", StringComparison.OrdinalIgnoreCase);

    public string Text
    {
        get
        {
            try
            {
                if (JsonNode.Parse(request.Body) is JsonObject body && body["q"] is JsonValue q && q.TryGetValue<string>(out var text))
                {
                    return text;
                }
            }
            catch (JsonException)
            {
                throw new NsError(400, "INVALID_CONTENT", "Error while accessing a resource. The request body is not valid JSON.");
            }

            throw new NsError(400, "INVALID_CONTENT", "Error while accessing a resource. The request body must have the query in q.", "q");
        }
    }

    public int Number(string name, int otherwise, int most)
    {
        if (!request.Query.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        return int.TryParse(text, out var number) && number >= 0 && number <= most
            ? number
            : throw NsError.Parameter($"Invalid value for the query parameter {name}. Provide a valid value.", name);
    }
}
