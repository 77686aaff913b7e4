using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Associations in batches and one by one. Changing them leaves the stamps of the records as they are.</summary>
internal sealed class AssociationEndpoints(Portal portal)
{
    private const int LargestRead = 1_000;
    private const int LargestWrite = 2_000;
    private const int Page = 100;
    private const string Pair = $"{Routes.Part}/{Routes.Part}";
    private const string ReadScope = "crm.objects.{0}.read";
    private const string WriteScope = "crm.objects.{0}.write";

    public IEnumerable<Operation> Operations(Routes routes) =>
    [
        routes.Of("associations-read", "POST", $"{Routes.Associations}/{Pair}/batch/read", OperationKind.Read, ReadScope, Read),
        routes.Of("associations-create", "POST", $"{Routes.Associations}/{Pair}/batch/create", OperationKind.Write, WriteScope, Create),
        routes.Of("associations-default", "POST", $"{Routes.Associations}/{Pair}/batch/associate/default", OperationKind.Write, WriteScope, Create),
        routes.Of("associations-archive", "POST", $"{Routes.Associations}/{Pair}/batch/archive", OperationKind.Write, WriteScope, Archive),
        routes.Of("associations-labels-archive", "POST", $"{Routes.Associations}/{Pair}/batch/labels/archive", OperationKind.Write, WriteScope, ArchiveLabels),
        routes.Of("association-labels", "GET", $"{Routes.Associations}/{Pair}/labels", OperationKind.Read, ReadScope, Labels),
        routes.Of("association-put", "PUT", $"{Routes.LabelledObjects}/{Pair}/associations/{Pair}", OperationKind.Write, WriteScope, Put),
        routes.Of("association-put-default", "PUT", $"{Routes.LabelledObjects}/{Pair}/associations/default/{Pair}", OperationKind.Write, WriteScope, Put),
        routes.Of("association-delete", "DELETE", $"{Routes.LabelledObjects}/{Pair}/associations/{Pair}", OperationKind.Write, WriteScope, Delete),
    ];

    /// <summary>Pages are per input. An old id of a merged record has no associations any more.</summary>
    private VendorResponse Read(ApiCall call)
    {
        var (from, to) = Tables(call.Parts[0], call.Parts[1]);
        var answer = new BatchAnswer(portal.Now);
        foreach (var input in call.Inputs(LargestRead))
        {
            var id = input["id"]?.ToString() ?? "";
            var after = long.TryParse(input["after"]?.ToString(), out var last) ? last : 0;
            var rest = portal.Associations.Of(from.Type.Name, id, to.Type.Name).Where(one => long.Parse(one.Id) > after).OrderBy(one => long.Parse(one.Id)).ToList();
            if (rest.Count == 0)
            {
                answer.Fail(HsErrors.Body("OBJECT_NOT_FOUND", $"No {to.Type.Singular} is associated with {from.Type.Singular} {id}."), "fromObjectId", [id]);
                continue;
            }

            var result = new JsonObject
            {
                ["from"] = new JsonObject { ["id"] = id },
                ["to"] = new JsonArray([.. rest.Take(Page).Select(one => (JsonNode)new JsonObject
                {
                    ["toObjectId"] = long.Parse(one.Id),
                    ["associationTypes"] = new JsonArray([.. one.Kinds.Select(kind => (JsonNode)new JsonObject
                    {
                        ["category"] = "HUBSPOT_DEFINED", ["typeId"] = kind, ["label"] = AssociationTypes.Find(kind)?.Label,
                    })]),
                })]),
            };
            if (rest.Count > Page)
            {
                result["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = rest[Page - 1].Id } };
            }

            answer.Add(result);
        }

        return answer.ToResponse(200, call.IsLegacy);
    }

    private VendorResponse Create(ApiCall call)
    {
        var (from, to) = Tables(call.Parts[0], call.Parts[1]);
        var answer = new BatchAnswer(portal.Now);
        foreach (var input in call.Inputs(LargestWrite))
        {
            var (one, other) = (IdIn(input["from"]), IdIn(input["to"]));
            try
            {
                foreach (var kind in Kinds(input["types"] as JsonArray, from, to))
                {
                    Associate(from, one, to, other, kind);
                }

                answer.Add(new JsonObject { ["fromObjectTypeId"] = from.Type.Id, ["fromObjectId"] = one, ["toObjectTypeId"] = to.Type.Id, ["toObjectId"] = other, ["labels"] = new JsonArray() });
            }
            catch (RefusedException refused)
            {
                answer.Fail(HsErrors.Body(refused), "fromObjectId", [one]);
            }
        }

        return answer.ToResponse(call.IsLegacy ? 201 : 200, call.IsLegacy);
    }

    private VendorResponse Archive(ApiCall call)
    {
        var (from, to) = Tables(call.Parts[0], call.Parts[1]);
        foreach (var input in call.Inputs(LargestWrite))
        {
            foreach (var other in input["to"] is JsonArray many ? many : [input["to"]?.DeepClone()])
            {
                portal.Associations.Remove(from.Type.Name, IdIn(input["from"]), to.Type.Name, IdIn(other));
            }
        }

        return Gone(call);
    }

    private VendorResponse ArchiveLabels(ApiCall call)
    {
        var (from, to) = Tables(call.Parts[0], call.Parts[1]);
        foreach (var input in call.Inputs(LargestWrite))
        {
            foreach (var kind in Kinds(input["types"] as JsonArray, from, to))
            {
                portal.Associations.RemoveLabel(kind, IdIn(input["from"]), IdIn(input["to"]));
            }
        }

        return Gone(call);
    }

    private VendorResponse Labels(ApiCall call)
    {
        var (from, to) = Tables(call.Parts[0], call.Parts[1]);
        return VendorResponse.Json(200, new JsonObject
        {
            ["results"] = new JsonArray([.. AssociationTypes.Between(from.Type.Name, to.Type.Name).Select(kind => (JsonNode)new JsonObject
            {
                ["category"] = "HUBSPOT_DEFINED", ["typeId"] = kind.Id, ["label"] = kind.Label,
            })]),
        });
    }

    private VendorResponse Put(ApiCall call)
    {
        var (from, to) = Tables(call.Parts[0], call.Parts[2]);
        var sent = call.Request.Body.Length == 0 ? null : System.Text.Json.Nodes.JsonNode.Parse(call.Request.Body) as JsonArray;
        foreach (var kind in Kinds(sent, from, to))
        {
            Associate(from, call.Parts[1], to, call.Parts[3], kind);
        }

        return VendorResponse.Json(call.IsLegacy ? 201 : 200, new JsonObject
        {
            ["fromObjectTypeId"] = from.Type.Id, ["fromObjectId"] = call.Parts[1], ["toObjectTypeId"] = to.Type.Id, ["toObjectId"] = call.Parts[3], ["labels"] = new JsonArray(),
        });
    }

    private VendorResponse Delete(ApiCall call)
    {
        var (from, to) = Tables(call.Parts[0], call.Parts[2]);
        portal.Associations.Remove(from.Type.Name, call.Parts[1], to.Type.Name, call.Parts[3]);
        return new VendorResponse(204);
    }

    private void Associate(CrmTable from, string one, CrmTable to, string other, AssociationType kind)
    {
        if (from.Find(one) is not { IsLive: true } first || to.Find(other) is not { IsLive: true } second)
        {
            throw new RefusedException("OBJECT_NOT_FOUND", $"One or more of the objects to associate do not exist: {one}, {other}") { Status = 404 };
        }

        if (kind is { From: "line_items" } && portal.Associations.Of("line_items", first.Id, "deals").Any(parent => parent.Id != second.Id))
        {
            throw new RefusedException("VALIDATION_ERROR", "A line item belongs to exactly one parent");
        }

        portal.Associations.Set(kind, first.Id, second.Id);
    }

    private static List<AssociationType> Kinds(JsonArray? types, CrmTable from, CrmTable to)
    {
        var kinds = (types ?? []).OfType<JsonObject>().Select(type => InlineAssociations.KindOf(type, from.Type.Name)).ToList();
        return kinds.Count > 0
            ? kinds
            : [AssociationTypes.Plain(from.Type.Name, to.Type.Name) ?? throw new RefusedException("VALIDATION_ERROR", $"{from.Type.Name} and {to.Type.Name} cannot be associated")];
    }

    private (CrmTable From, CrmTable To) Tables(string from, string to) => (ObjectEndpoints.Table(portal, from), ObjectEndpoints.Table(portal, to));

    private static string IdIn(JsonNode? node) => node is JsonObject holder ? holder["id"]?.ToString() ?? "" : "";

    private static VendorResponse Gone(ApiCall call) => call.IsLegacy ? new VendorResponse(204) : VendorResponse.Json(200, new JsonObject { ["status"] = "COMPLETE", ["results"] = new JsonArray() });
}
