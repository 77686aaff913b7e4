using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>sObject rows, one at a time: by id and by external id.</summary>
internal sealed class RecordEndpoints(Org org, RecordWriter writer, RecordLocator locator)
{
    // From this release on an upsert that updated answers with a body.
    private const int UpsertBodyRelease = 46;

    private const string Row = $"sobjects/{Routes.Segment}/{Routes.RecordId}";
    private const string Keyed = $"sobjects/{Routes.Segment}/{Routes.Segment}/{Routes.Segment}";

    public IEnumerable<Operation> Operations() =>
    [
        Routes.Of("record-create", "POST", $"sobjects/{Routes.Segment}", OperationKind.Write, Create),
        Routes.Get("record-get", Row, Get),
        Routes.Of("record-update", "PATCH", Row, OperationKind.Write, Update),
        Routes.Of("record-delete", "DELETE", Row, OperationKind.Write, Delete),
        Routes.Get("external-get", Keyed, GetByKey),
        Routes.Of("external-upsert", "PATCH", Keyed, OperationKind.Write, Upsert),
        Routes.Of("external-delete", "DELETE", Keyed, OperationKind.Write, DeleteByKey),
    ];

    public ChangeSet Begin(ApiCall call)
    {
        var header = DuplicateHeader.Read(call.Request);
        return writer.Begin(new Writer("api", call.Operation, org.IntegrationUserId)
        {
            AllowDuplicates = header.AllowSave,
            ShowDuplicates = header.ShowRecords,
        });
    }

    public static JsonObject Saved(OrgRecord record, bool? created = null)
    {
        var answer = new JsonObject { ["id"] = record.Id, ["success"] = true, ["errors"] = new JsonArray() };
        if (created is { } known)
        {
            answer["created"] = known;
        }

        return answer;
    }

    private VendorResponse Create(ApiCall call)
    {
        var record = Commit(call, changes => writer.Insert(changes, locator.Object(call.Parts[0]), call.Body()));
        return VendorResponse.Json(201, Saved(record)).With("Location", Url(call, record));
    }

    private VendorResponse Get(ApiCall call)
    {
        var record = locator.ById(locator.Object(call.Parts[0]), call.Parts[1]);
        return Answer(call, record);
    }

    private VendorResponse Answer(ApiCall call, OrgRecord record)
    {
        if (Conditions.Refuse(call.Request, record) is { } refusal)
        {
            return refusal;
        }

        var answer = VendorResponse.Json(200, locator.Read(record, call.Version, call.Query("fields")?.Split(',')))
            .With("Last-Modified", record.Stamp.ToString("R"));
        return Conditions.Tag(record) is { } tag ? answer.With("ETag", tag) : answer;
    }

    private VendorResponse Update(ApiCall call)
    {
        var record = locator.ById(locator.Object(call.Parts[0]), call.Parts[1]);
        if (Conditions.Refuse(call.Request, record) is { } refusal)
        {
            return refusal;
        }

        var body = call.Body();
        if (body.Any(field => field.Key.Equals("Id", StringComparison.OrdinalIgnoreCase)))
        {
            throw new VendorRuleException("INVALID_FIELD", "The Id field should not be specified in the sobject data.");
        }

        Commit(call, changes =>
        {
            writer.Update(changes, record, body);
            return record;
        });
        return new VendorResponse(204);
    }

    private VendorResponse Delete(ApiCall call) => Remove(call, locator.ById(locator.Object(call.Parts[0]), call.Parts[1]));

    private VendorResponse Remove(ApiCall call, OrgRecord record)
    {
        Commit(call, changes =>
        {
            writer.Delete(changes, record);
            return record;
        });
        return new VendorResponse(204);
    }

    private VendorResponse GetByKey(ApiCall call) => Found(call) switch
    {
        [] => ApiErrors.NotFound(),
        [var only] => Answer(call, only),
        var several => Several(call, several),
    };

    private VendorResponse DeleteByKey(ApiCall call) => Found(call) switch
    {
        [] => ApiErrors.NotFound(),
        [var only] => Remove(call, only),
        var several => Several(call, several),
    };

    private VendorResponse Upsert(ApiCall call)
    {
        var type = locator.Object(call.Parts[0]);
        var key = RecordLocator.KeyField(type, call.Parts[1]);
        var body = call.Body();
        if (body.Any(field => field.Key.Equals(key.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new VendorRuleException("INVALID_FIELD", $"The {key.Name} field should not be specified in the sobject data.", key.Name);
        }

        var found = Found(call);
        if (found.Count > 1)
        {
            return Several(call, found);
        }

        if (found.Count == 1)
        {
            Commit(call, changes =>
            {
                writer.Update(changes, found[0], body);
                return found[0];
            });
            return call.Release >= UpsertBodyRelease ? VendorResponse.Json(200, Saved(found[0], created: false)) : new VendorResponse(204);
        }

        if (string.Equals(call.Query("updateOnly"), "true", StringComparison.OrdinalIgnoreCase) || key.Type == FieldType.Id)
        {
            return ApiErrors.NotFound();
        }

        body[key.Name] = call.Parts[2];
        var record = Commit(call, changes => writer.Insert(changes, type, body));
        return VendorResponse.Json(201, Saved(record, created: true)).With("Location", Url(call, record));
    }

    private IReadOnlyList<OrgRecord> Found(ApiCall call)
    {
        var type = locator.Object(call.Parts[0]);
        return locator.ByKey(RecordLocator.KeyField(type, call.Parts[1]), type, call.Parts[2]);
    }

    private static VendorResponse Several(ApiCall call, IReadOnlyList<OrgRecord> records) =>
        VendorResponse.Json(300, new JsonArray([.. records.Select(record => (JsonNode)Url(call, record))]));

    /// <summary>One call, one transaction.</summary>
    public OrgRecord Commit(ApiCall call, Func<ChangeSet, OrgRecord> act)
    {
        var changes = Begin(call);
        var start = changes.Mark();
        OrgRecord record;
        try
        {
            record = act(changes);
        }
        catch (Exception refused) when (refused is VendorRuleException or RecordRefusedException)
        {
            changes.RollBackTo(start);
            throw;
        }

        changes.Commit();
        return record;
    }

    private static string Url(ApiCall call, OrgRecord record) => $"/services/data/{call.Version}/sobjects/{record.Type.Name}/{record.Id}";
}
