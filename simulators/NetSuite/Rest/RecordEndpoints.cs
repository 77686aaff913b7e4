using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>The record service: create, read, update, upsert, delete, transform, attach.</summary>
internal sealed class RecordEndpoints(
    RecordStore store, Books books, RecordWriter writer, RecordReader reader, Transforms transforms, AsyncJobs jobs, Action<string, string> onUnknown,
    Func<bool> failsInBatch)
{
    public VendorResponse Get(VendorRequest request)
    {
        var call = new RecordCall(request);
        var record = Found(call.Type, call.Id);
        return Shown(reader.Show(record, call.Host, call.Expand, call.Only), "singular");
    }

    public VendorResponse GetPart(VendorRequest request)
    {
        var call = new RecordCall(request);
        var record = Found(call.Type, call.Id);
        var rest = call.Rest;
        var sublist = record.Type.Sublist(rest[0]) ?? throw NsError.Missing(rest[0]);
        var place = $"{call.Host}{RecordReader.Root}/{record.Type.Name}/{record.Id}/{sublist.Name}";
        if (rest.Count == 1)
        {
            var shown = reader.ShowLines(record, sublist, place, call.Host);
            if (call.Expand is not null)
            {
                shown["items"] = new JsonArray([.. record.Lines(sublist.Name)
                    .Select(l => new JsonObject { ["links"] = RecordReader.Links($"{place}/{RecordReader.KeyOf(l, sublist)}") })]);
            }

            return Shown(shown, "collection");
        }

        var line = record.Lines(sublist.Name).Find(l => RecordReader.KeyOf(l, sublist) == rest[1]) ?? throw NsError.Missing(rest[1]);
        var item = reader.ShowLine(line, sublist, place, call.Host);
        return Shown(rest.Count == 2 ? item : item[rest[2]] as JsonObject ?? throw NsError.Missing(rest[2]), "singular");
    }

    public VendorResponse Create(VendorRequest request) => Changed(request, call =>
    {
        if (call.IsAsync && call.Body()["items"] is JsonArray items)
        {
            return jobs.Start(request, [.. items.OfType<JsonObject>().Select(item => (Func<string>)(() => Create(call, item)))]);
        }

        var body = call.Body();
        return Answer(call, () => Create(call, body));
    });

    public VendorResponse Patch(VendorRequest request) => Changed(request, call =>
    {
        var body = call.Body();
        return Answer(call, () => Update(call, Found(call.Type, call.Id), body), withLocation: call.IsAsync);
    });

    public VendorResponse Put(VendorRequest request) => Changed(request, call =>
    {
        if (!call.Id.StartsWith("eid:", StringComparison.Ordinal))
        {
            throw new NsError(400, "INVALID_REQUEST", "Error while accessing a resource. PUT is supported with an external id only.", call.Id, "o:urlPath");
        }

        var body = call.Body();
        return Answer(call, () => Upsert(call, call.Id[4..], body));
    });

    /// <summary>PATCH and PUT on the collection: only as asynchronous batches of up to 100.</summary>
    public VendorResponse Batch(VendorRequest request) => Changed(request, call =>
    {
        if (!call.IsAsync || call.Body()["items"] is not JsonArray items)
        {
            throw new NsError(405, "METHOD_NOT_ALLOWED", "Batches are supported with Prefer: respond-async only.");
        }

        return jobs.Start(request, [.. items.OfType<JsonObject>().Select(item => failsInBatch() ? OutOfTime : (Func<string>)(() => InBatch(call, item)))]);
    });

    public VendorResponse Delete(VendorRequest request) => Changed(request, call =>
    {
        var record = Found(call.Type, call.Id);
        RefuseSetup(record.Type);
        books.Delete(record);
        return new VendorResponse(204);
    });

    public VendorResponse Transform(VendorRequest request) => Changed(request, call =>
    {
        var source = Found(call.Type, call.Id);
        var target = RecordCall.TypeNamed(call.Rest[1]);
        var body = call.BodyOrNothing();
        return Answer(call, () => Place(call, books.Create(target, body, record =>
        {
            transforms.Draw(source, record);
            writer.Fill(record, body, Mode(call));
        })));
    });

    public VendorResponse Attach(VendorRequest request) => Changed(request, call =>
    {
        var (verb, target, id) = (call.Rest[0], call.Rest[1], call.Rest[2]);
        var company = Found(EntityTypes.Customer, call.Id);
        if (call.Type != EntityTypes.Customer || RecordCall.TypeNamed(target) != EntityTypes.Contact)
        {
            throw new NsError(400, "INVALID_REQUEST", "Error while accessing a resource. Only a contact is attached to a customer here.");
        }

        var isAttach = verb == "!attach";
        books.Update(
            Found(EntityTypes.Contact, id),
            new JsonObject { ["company"] = isAttach ? company.Id : null },
            contact => contact.Values.Put("company", isAttach ? company.Id : null));
        return new VendorResponse(204);
    });

    private VendorResponse Changed(VendorRequest request, Func<RecordCall, VendorResponse> change)
    {
        books.Actor = "api";
        return change(new RecordCall(request));
    }

    private VendorResponse Answer(RecordCall call, Func<string> work, bool withLocation = true)
    {
        if (call.IsAsync)
        {
            return jobs.Start(call.Request, [work]);
        }

        var place = work();
        return withLocation ? new VendorResponse(204).With("Location", place) : new VendorResponse(204);
    }

    private string Create(RecordCall call, JsonObject body)
    {
        RefuseSetup(call.Type);
        return Place(call, books.Create(call.Type, body, record => writer.Fill(record, body, Mode(call))));
    }

    private string Update(RecordCall call, NsRecord record, JsonObject body)
    {
        RefuseSetup(record.Type);
        books.Update(record, body, changed => writer.Fill(changed, body, Mode(call)));
        return Place(call, record);
    }

    private string Upsert(RecordCall call, string externalId, JsonObject body)
    {
        if (store.FindExternal(call.Type.Group, externalId) is { } existing)
        {
            return existing.Type == call.Type
                ? Update(call, existing, body)
                : throw NsError.User($"This {call.Type.Group} already exists.", "externalId");
        }

        RefuseSetup(call.Type);
        return Place(call, books.Create(call.Type, body, record =>
        {
            writer.Fill(record, body, Mode(call));
            record.Values.Put("externalId", externalId);
        }));
    }

    private static string OutOfTime() => throw NsError.User("SSS_TIME_LIMIT_EXCEEDED: Script Execution Time Exceeded. Script: customscript_validate, beforeSubmit");

    private string InBatch(RecordCall call, JsonObject item)
    {
        var (id, externalId) = (item["id"]?.ToString(), item["externalId"]?.ToString());
        return call.Request.Method == "PUT" && externalId is not null
            ? Upsert(call, externalId, item)
            : Update(call, Found(call.Type, id ?? $"eid:{externalId}"), item);
    }

    private WriteMode Mode(RecordCall call) => call.Mode(name => onUnknown(call.Type.Name, name));

    private NsRecord Found(RecordType type, string id) => store.Find(type, id) ?? throw NsError.Missing(id);

    private static string Place(RecordCall call, NsRecord record) =>
        $"{call.Host}{RecordReader.Root}/{record.Type.Name}/{record.Id}";

    private static void RefuseSetup(RecordType type)
    {
        if (type.Setup)
        {
            throw new NsError(403, "INSUFFICIENT_PERMISSION", "Permission Violation: You need a higher level of permission to change this record. Please contact your account administrator.");
        }
    }

    private static VendorResponse Shown(JsonObject body, string kind) =>
        new(200, body.ToJsonString(), $"application/vnd.oracle.resource+json; type={kind}; charset=UTF-8");
}
