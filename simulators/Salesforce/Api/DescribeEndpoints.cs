using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Versions, resources, the list of objects and their describes.</summary>
internal sealed class DescribeEndpoints(Org org, RecordLocator locator)
{
    public IEnumerable<Operation> Operations() =>
    [
        new("versions", "GET", "^/services/data/?$", OperationKind.Open, _ => VendorResponse.Json(200, Versions())),
        Routes.Get("resources", "", Resources),
        Routes.Get("describe-global", "sobjects", call => Global(call, tooling: false)),
        Routes.Get("object-info", $"sobjects/{Routes.Segment}", call => Info(call, locator.Object(call.Parts[0]))),
        Routes.Get("describe", $"sobjects/{Routes.Segment}/describe", call => Describe(call, locator.Object(call.Parts[0]))),
        Routes.Get("tooling-describe-global", "tooling/sobjects", call => Global(call, tooling: true)),
        Routes.Get("tooling-describe", $"tooling/sobjects/{Routes.Segment}/describe", call => Describe(call, Tooling(call.Parts[0]))),
    ];

    private static JsonArray Versions()
    {
        var versions = new JsonArray();
        for (var release = Routes.OldestRelease; release <= Routes.NewestRelease; release++)
        {
            // Three releases a year; 67 is the one of summer 2026.
            var back = Routes.NewestRelease - release;
            var season = (back % 3) switch { 0 => "Summer", 1 => "Spring", _ => "Winter" };
            versions.Add(new JsonObject
            {
                ["label"] = $"{season} '{26 - (back / 3)}",
                ["url"] = $"/services/data/v{release}.0",
                ["version"] = $"{release}.0",
            });
        }

        return versions;
    }

    private static VendorResponse Resources(ApiCall call)
    {
        string[] names = ["tooling", "query", "queryAll", "sobjects", "composite", "limits"];
        var answer = new JsonObject();
        foreach (var name in names)
        {
            answer[name] = $"/services/data/{call.Version}/{name}";
        }

        answer["identity"] = $"{LoginEndpoints.Base(call.Request)}/id/current/current";
        return VendorResponse.Json(200, answer);
    }

    private VendorResponse Global(ApiCall call, bool tooling) => Changed(call, () => new JsonObject
    {
        ["encoding"] = "UTF-8",
        ["maxBatchSize"] = 200,
        ["sobjects"] = new JsonArray([.. org.Schema.Objects.Where(type => type.Tooling == tooling)
            .Select(type => (JsonNode)DescribeJson.Brief(type, call.Version))]),
    });

    private VendorResponse Info(ApiCall call, ObjectDefinition type) => Changed(call, () => new JsonObject
    {
        ["objectDescribe"] = DescribeJson.Brief(type, call.Version),
        ["recentItems"] = new JsonArray(),
    });

    private VendorResponse Describe(ApiCall call, ObjectDefinition type) => Changed(call, () => DescribeJson.Full(org.Schema, type, call.Version));

    private VendorResponse Changed(ApiCall call, Func<JsonObject> read) =>
        Conditions.RefuseByDate(call.Request, org.Schema.Changed) ??
        VendorResponse.Json(200, read()).With("Last-Modified", org.Schema.Changed.ToString("R"));

    private ObjectDefinition Tooling(string name) => org.Schema.Find(name) is { Tooling: true } type
        ? type
        : throw new VendorRuleException("NOT_FOUND", "The requested resource does not exist");
}
