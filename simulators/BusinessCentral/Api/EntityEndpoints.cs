using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.OData;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Api;

/// <summary>Reads and writes of one entity set.</summary>
internal sealed class EntityEndpoints(CompanyStore store, Books books, Reader reader, BoundActions actions, BusinessCentralOptions options, Guid company)
{
    private readonly ResourcePath paths = new(store, company);

    public VendorResponse Answer(ApiCall call)
    {
        var resource = paths.Resolve(call);
        if (resource.Set is { } set && options.Denied.Contains(set.Name))
        {
            throw new BcError(
                403, "Authorization_RequestDenied", $"Sorry, the current permissions prevented the action. (TableData {set.Table}: Base Application)");
        }

        return (call.Method, resource) switch
        {
            ("GET", { Set: null }) => VendorResponse.Json(200, Companies.ToJson(options, company)),
            ("GET", { Set: { } of, Action: null }) => Read(call, of, resource),
            ("POST", { Set: { } of, Action: { } action }) => Act(of, resource.Id!, action),
            ("POST", { Set: { Writable: true } of, Id: null }) => Create(call, of, resource.Parent),
            ("PATCH", { Set: { Writable: true } of, Id: { } id }) => Update(call, of, id),
            ("DELETE", { Set: { Writable: true } of, Id: { } id }) => Delete(call, of, id),
            _ => throw new BcError(405, "BadRequest_MethodNotAllowed", $"Entity does not support {call.Method}."),
        };
    }

    private VendorResponse Read(ApiCall call, EntitySet set, Resource resource)
    {
        var context = $"{call.Root}/$metadata#companies({company})/{set.Name}";
        if (resource is { Navigation: { } navigation, Parent: { } parent, Id: null })
        {
            var related = reader.Related(reader.Row(parent), navigation);
            return VendorResponse.Json(200, navigation.IsMany
                ? reader.Page(call, set, context, related)
                : reader.One(call, set, related.FirstOrDefault() ?? throw BcError.NotFound($"The {set.Entity}"), $"{context}/$entity"));
        }

        if (resource.Id is { } id)
        {
            return VendorResponse.Json(200, reader.One(call, set, reader.Row(Found(set, id)), $"{context}/$entity"));
        }

        if (set.Name == Entities.ContactsInformation)
        {
            throw BcError.Dialog("id type not specified.");
        }

        if (set.Parent is not null && !Names(call, "documentId", "journalId", "id"))
        {
            throw BcError.Dialog(set.Name == Entities.CustomerPayments
                ? "You must specify a journal batch ID or a journal ID to get a journal line."
                : "You must specify an Id or a Document Id to get the lines.");
        }

        return VendorResponse.Json(200, reader.Page(call, set, context));
    }

    private static bool Names(ApiCall call, params string[] properties) =>
        properties.Any(property => call.Query.GetValueOrDefault("$filter", "").Contains(property, StringComparison.Ordinal));

    private VendorResponse Create(ApiCall call, EntitySet set, BcRecord? parent)
    {
        var body = call.Json();
        var record = books.Create(set.Name, body, parent);
        var answer = reader.One(call, set, reader.Row(record), $"{call.Root}/$metadata#companies({company})/{set.Name}/$entity");
        foreach (var nested in set.Navigations.Where(navigation => navigation.IsMany && body[navigation.Name] is JsonArray))
        {
            answer[nested.Name] = new JsonArray([.. reader.Related(reader.Row(record), nested).Select(row => row.DeepClone())]);
        }

        return VendorResponse.Json(201, answer).With("Location", $"{call.Root}/companies({company})/{set.Name}({record.Id})");
    }

    private VendorResponse Update(ApiCall call, EntitySet set, string id)
    {
        var record = Found(set, id);
        Match(call, record);
        books.Update(record, call.Json());
        return VendorResponse.Json(200, reader.One(call, set, reader.Row(record), $"{call.Root}/$metadata#companies({company})/{set.Name}/$entity"));
    }

    private VendorResponse Delete(ApiCall call, EntitySet set, string id)
    {
        var record = Found(set, id);
        Match(call, record);
        books.Delete(record);
        return new VendorResponse(204);
    }

    private VendorResponse Act(EntitySet set, string id, string action)
    {
        actions.Run(set, id, action);
        return new VendorResponse(204);
    }

    /// <summary>A change names the version it is based on.</summary>
    private static void Match(ApiCall call, BcRecord record)
    {
        var etag = call.Header("If-Match");
        if (string.IsNullOrEmpty(etag) || (etag != "*" && !etag.StartsWith("W/\"", StringComparison.Ordinal)))
        {
            throw new BcError(
                400, "BadRequest_InvalidToken", "Could not validate the client concurrency token required by the service when calling this entity.");
        }

        if (etag != "*" && etag != record.Etag)
        {
            throw new BcError(409, "Request_EntityChanged", "Another user has already changed the record.");
        }
    }

    private BcRecord Found(EntitySet set, string id) => Guid.TryParse(id, out var key)
        ? store.Find(set.Name, key.ToString()) ?? throw new BcError(404, "BadRequest_NotFound", $"The record {set.Entity} with id {key} was not found.")
        : throw BcError.Bad($"Unrecognized 'Edm.Guid' literal '{id}' in the resource path.");
}
