using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Records one by one, lists from the store, merging.</summary>
internal sealed class ObjectEndpoints(Portal portal, RecordWriter writer, Merges merges, RecordJson json)
{
    private const string ReadScope = "crm.objects.{0}.read";
    private const string WriteScope = "crm.objects.{0}.write";
    private const int DefaultPage = 10;
    private const int LargestPage = 100;

    public IEnumerable<Operation> Operations(Routes routes) =>
    [
        routes.Of("object-list", "GET", $"{Routes.Objects}/{Routes.Part}", OperationKind.Read, ReadScope, List),
        routes.Of("object-create", "POST", $"{Routes.Objects}/{Routes.Part}", OperationKind.Write, WriteScope, Create),
        routes.Of("merge", "POST", $"{Routes.Objects}/{Routes.Part}/merge", OperationKind.Write, WriteScope, Merge),
        routes.Of("object-get", "GET", $"{Routes.Objects}/{Routes.Part}/{Routes.Part}", OperationKind.Read, ReadScope, Get),
        routes.Of("object-update", "PATCH", $"{Routes.Objects}/{Routes.Part}/{Routes.Part}", OperationKind.Write, WriteScope, Update),
        routes.Of("object-archive", "DELETE", $"{Routes.Objects}/{Routes.Part}/{Routes.Part}", OperationKind.Write, WriteScope, Archive),
    ];

    public static CrmTable Table(Portal portal, string name) =>
        portal.Find(name) ?? throw new RefusedException("VALIDATION_ERROR", $"Unable to infer object type from: {name}");

    /// <summary>By id, or by the value of a unique property.</summary>
    public static CrmRecord? Locate(CrmTable table, string id, string? idProperty)
    {
        if (idProperty is null or "hs_object_id")
        {
            return table.Find(id);
        }

        return table.Type.Find(idProperty) is { IsUnique: true }
            ? table.FindBy(idProperty, id)
            : throw new RefusedException("VALIDATION_ERROR", $"{idProperty} is not a property with unique values of {table.Type.Name}");
    }

    private VendorResponse List(ApiCall call)
    {
        var table = Table(portal, call.Parts[0]);
        var limit = call.Whole("limit", DefaultPage);
        if (limit > LargestPage)
        {
            throw new RefusedException("VALIDATION_ERROR", $"limit: must be at most {LargestPage}");
        }

        var after = long.TryParse(call.Query("after"), out var last) ? last : 0;
        var archived = call.IsTrue("archived");
        var rest = table.All.Where(record => record.Number > after && record.MergedInto is null && record.ArchivedAt is not null == archived).OrderBy(record => record.Number).ToList();
        var page = rest.Take(limit).ToList();
        var body = new JsonObject
        {
            ["results"] = new JsonArray([.. page.Select(record => (JsonNode)json.WithAssociations(json.Of(record, call.List("properties")), record, call.List("associations")))]),
        };
        if (rest.Count > page.Count)
        {
            body["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = page[^1].Id, ["link"] = $"?after={page[^1].Id}" } };
        }

        return VendorResponse.Json(200, body);
    }

    private VendorResponse Get(ApiCall call)
    {
        var table = Table(portal, call.Parts[0]);
        var record = Locate(table, call.Parts[1], call.Query("idProperty"));
        return record is null || record.ArchivedAt is not null != call.IsTrue("archived")
            ? HsErrors.NotFound()
            : VendorResponse.Json(200, json.WithAssociations(json.Of(record, call.List("properties")), record, call.List("associations")));
    }

    private VendorResponse Create(ApiCall call)
    {
        var table = Table(portal, call.Parts[0]);
        var body = call.Body();
        var associations = InlineAssociations.Read(portal, table, body);
        var record = writer.Create(call.Writer, table.Type, body["properties"] as JsonObject ?? []);
        InlineAssociations.Set(portal, record, associations);
        return VendorResponse.Json(201, json.Of(record, [.. (body["properties"] as JsonObject ?? []).Select(pair => pair.Key)]));
    }

    private VendorResponse Update(ApiCall call)
    {
        var table = Table(portal, call.Parts[0]);
        if (Locate(table, call.Parts[1], call.Query("idProperty")) is not { ArchivedAt: null } record)
        {
            return HsErrors.NotFound();
        }

        var properties = call.Body()["properties"] as JsonObject ?? [];
        writer.Update(call.Writer, record, properties);
        return VendorResponse.Json(200, json.Of(record, [.. properties.Select(pair => pair.Key)]));
    }

    private VendorResponse Archive(ApiCall call)
    {
        if (Table(portal, call.Parts[0]).Find(call.Parts[1]) is { IsLive: true } record)
        {
            writer.Archive(call.Writer, record);
        }

        return new VendorResponse(204);
    }

    private VendorResponse Merge(ApiCall call)
    {
        var table = Table(portal, call.Parts[0]);
        var body = call.Body();
        var primary = table.Stored(body["primaryObjectId"]?.ToString() ?? "");
        var other = table.Stored(body["objectIdToMerge"]?.ToString() ?? "");
        return primary is null || other is null
            ? HsErrors.NotFound()
            : VendorResponse.Json(200, json.Of(merges.Merge(call.Writer, primary, other), ["hs_merged_object_ids"]));
    }
}
