using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;

namespace Harness.Simulators.BusinessCentral.OData;

internal static class ServiceDocument
{
    public static JsonObject Write(ApiCall call) => new()
    {
        ["@odata.context"] = $"{call.Root}/$metadata",
        ["value"] = new JsonArray([.. Entities.All.Keys.Prepend("companies").Select(name => new JsonObject { ["name"] = name, ["kind"] = "EntitySet", ["url"] = name })]),
    };
}
