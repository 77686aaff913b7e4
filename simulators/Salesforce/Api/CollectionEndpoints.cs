using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>sObject collections: up to 200 rows, an answer for each in the order sent, 200 even when every row failed.</summary>
internal sealed class CollectionEndpoints(Org org, RecordWriter writer, RecordLocator locator, RecordEndpoints rows, FaultPlan faults)
{
    private const int MaxRows = 200;
    private const int MaxReads = 2000;
    private const int MaxChunks = 10;

    public IEnumerable<Operation> Operations() =>
    [
        Routes.Of("collections-create", "POST", "composite/sobjects", OperationKind.Write, Create),
        Routes.Of("collections-update", "PATCH", "composite/sobjects", OperationKind.Write, Update),
        Routes.Of("collections-upsert", "PATCH", $"composite/sobjects/{Routes.Segment}/{Routes.Segment}", OperationKind.Write, Upsert),
        Routes.Of("collections-delete", "DELETE", "composite/sobjects", OperationKind.Write, Delete),
        Routes.Of("collections-retrieve", "POST", $"composite/sobjects/{Routes.Segment}", OperationKind.Read, call => Retrieve(
            call, Texts(call.Body(), "ids"), Texts(call.Body(), "fields"))),
        Routes.Get("collections-retrieve", $"composite/sobjects/{Routes.Segment}", call => Retrieve(
            call, Listed(call, "ids"), Listed(call, "fields"))),
    ];

    private VendorResponse Create(ApiCall call)
    {
        var body = call.Body();
        var records = Records(body, needsType: true);
        return Each(call, AllOrNone(body), records, (changes, row) =>
            RecordEndpoints.Saved(writer.Insert(changes, TypeOf(row), Sent(row))));
    }

    private VendorResponse Update(ApiCall call)
    {
        var body = call.Body();
        var records = Records(body, needsType: true);
        return Each(call, AllOrNone(body), records, (changes, row) =>
        {
            var id = Pick(row, "Id")?.ToString() ?? throw new VendorRuleException("MISSING_ARGUMENT", "Id not specified in an update call");
            var record = RowById(TypeOf(row), id);
            writer.Update(changes, record, row);
            return RecordEndpoints.Saved(record);
        });
    }

    private VendorResponse Upsert(ApiCall call)
    {
        var type = locator.Object(call.Parts[0]);
        var key = RecordLocator.KeyField(type, call.Parts[1]);
        var body = call.Body();
        var records = Records(body, needsType: true);
        if (records.Exists(row => !string.Equals(row["attributes"]?["type"]?.ToString(), type.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new VendorRuleException("INVALID_TYPE", $"All records must be of the type named in the URI: {type.Name}");
        }

        var repeated = records.Select(row => Pick(row, key.Name)?.ToString())
            .Where(value => value is not null).GroupBy(value => value!, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Each(call, AllOrNone(body), records, (changes, row) => UpsertRow(changes, type, key, row, repeated));
    }

    private JsonObject UpsertRow(ChangeSet changes, ObjectDefinition type, FieldDefinition key, JsonObject row, HashSet<string> repeated)
    {
        var value = Pick(row, key.Name);
        if (value is null && key.Type != FieldType.Id)
        {
            throw new VendorRuleException("MISSING_ARGUMENT", $"{key.Name} not specified");
        }

        if (value is not null && repeated.Contains(value.ToString()))
        {
            throw new VendorRuleException("DUPLICATE_VALUE", $"Duplicate external id specified: {value}", key.Name);
        }

        var found = value is null ? [] : key.Type == FieldType.Id ? [RowById(type, value.ToString())] : locator.ByKey(key, type, value);
        switch (found)
        {
            case []:
                return RecordEndpoints.Saved(writer.Insert(changes, type, Sent(row)), created: true);
            case [var only]:
                writer.Update(changes, only, Sent(row));
                return RecordEndpoints.Saved(only, created: false);
            default:
                throw new VendorRuleException(
                    "DUPLICATE_EXTERNAL_ID", $"{key.Name}: more than one record found for external id field: [{string.Join(", ", found.Select(each => each.Id))}]", key.Name);
        }
    }

    private VendorResponse Delete(ApiCall call)
    {
        var ids = Listed(call, "ids");
        Bound(ids.Length, MaxRows);
        var all = string.Equals(call.Query("allOrNone"), "true", StringComparison.OrdinalIgnoreCase);
        return Each(call, all, ids, (changes, id) =>
        {
            var type = org.Schema.ByPrefix(id) ?? throw new VendorRuleException("MALFORMED_ID", $"malformed id {id}");
            var record = RowById(type, id);
            writer.Delete(changes, record);
            return RecordEndpoints.Saved(record);
        });
    }

    private VendorResponse Retrieve(ApiCall call, IReadOnlyList<string> ids, IReadOnlyList<string> fields)
    {
        var type = locator.Object(call.Parts[0]);
        Bound(ids.Count, MaxReads);
        var now = org.Clock.GetUtcNow();
        var answer = new JsonArray();
        foreach (var text in ids)
        {
            var record = RecordIds.Normalise(text) is { } id ? org.Table(type).Find(id)?.SeenAt(now) : null;
            answer.Add(record is { IsDeleted: false } ? locator.Read(record, call.Version, fields) : null);
        }

        return VendorResponse.Json(200, answer);
    }

    private VendorResponse Each<TRow>(ApiCall call, bool allOrNone, IReadOnlyList<TRow> sent, Func<ChangeSet, TRow, JsonObject> save)
    {
        var changes = rows.Begin(call);
        var start = changes.Mark();
        var results = new List<JsonObject>(sent.Count);
        var failed = false;
        foreach (var row in sent)
        {
            var mark = changes.Mark();
            try
            {
                MeetPartialBatch(call);
                results.Add(save(changes, row));
            }
            catch (Exception refused) when (refused is VendorRuleException or RecordRefusedException)
            {
                changes.RollBackTo(mark);
                results.Add(ApiErrors.Row(refused));
                failed = true;
            }
        }

        if (failed && allOrNone)
        {
            changes.RollBackTo(start);
            results = [.. results.Select(result => result["success"]!.GetValue<bool>()
                ? ApiErrors.Row(
                    "ALL_OR_NONE_OPERATION_ROLLED_BACK", "Record rolled back because not all records were valid and the request was using AllOrNone header", [])
                : result)];
        }

        changes.Commit();
        return VendorResponse.Json(200, new JsonArray([.. results]));
    }

    private void MeetPartialBatch(ApiCall call)
    {
        if (faults.Take(FaultKinds.PartialBatch, call.Operation) is { } fault)
        {
            throw new VendorRuleException(
                fault.Order.Options?["code"]?.ToString() ?? "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                fault.Order.Options?["message"]?.ToString() ?? "AccountTrigger: execution of BeforeUpdate caused by: System.LimitException: Apex CPU time limit exceeded");
        }
    }

    private OrgRecord RowById(ObjectDefinition type, string text)
    {
        var id = RecordIds.Normalise(text) ?? throw new VendorRuleException("MALFORMED_ID", $"{type.Name} ID: id value of incorrect type: {text}", "Id");
        return org.Table(type).Find(id) switch
        {
            null => throw new VendorRuleException("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"),
            { IsDeleted: true } => throw new VendorRuleException("ENTITY_IS_DELETED", "entity is deleted"),
            var record => record,
        };
    }

    private ObjectDefinition TypeOf(JsonObject row) => org.Schema.Find(row["attributes"]!["type"]!.ToString()) is { Tooling: false } type
        ? type
        : throw new VendorRuleException("INVALID_TYPE", $"sObject type '{row["attributes"]!["type"]}' is not supported.");

    private static List<JsonObject> Records(JsonObject body, bool needsType)
    {
        if (body["records"] is not JsonArray array)
        {
            throw new VendorRuleException("INVALID_INPUT", "The records property is required in the request body");
        }

        Bound(array.Count, MaxRows);
        var records = array.Select(node => node as JsonObject ?? throw new VendorRuleException("JSON_PARSER_ERROR", "Every record must be an object")).ToList();
        var chunks = 0;
        string? current = null;
        foreach (var row in records)
        {
            var type = row["attributes"]?["type"]?.ToString();
            if (needsType && type is null)
            {
                throw new VendorRuleException("INVALID_INPUT", "Include an \"attributes\" property with the \"type\" of each record");
            }

            chunks += type == current ? 0 : 1;
            current = type;
        }

        return chunks <= MaxChunks
            ? records
            : throw new VendorRuleException("INVALID_INPUT", $"Records of different types must be grouped in at most {MaxChunks} chunks");
    }

    private static void Bound(int count, int most)
    {
        if (count > most)
        {
            throw new VendorRuleException("EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {most} records into this call");
        }
    }

    /// <summary>Without the id, which is no field of a new record.</summary>
    private static JsonObject Sent(JsonObject row)
    {
        foreach (var name in row.Select(field => field.Key).Where(name => name.Equals("Id", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            row.Remove(name);
        }

        return row;
    }

    private static JsonNode? Pick(JsonObject row, string name) =>
        row.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static bool AllOrNone(JsonObject body) => body["allOrNone"]?.ToString() is "true" or "True";

    private static List<string> Texts(JsonObject body, string name) =>
        [.. (body[name] as JsonArray ?? throw new VendorRuleException("INVALID_INPUT", $"The {name} property is required in the request body"))
            .Select(node => node?.ToString() ?? "")];

    private static string[] Listed(ApiCall call, string name) =>
        (call.Query(name) ?? throw new VendorRuleException("INVALID_INPUT", $"The {name} parameter is required")).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
