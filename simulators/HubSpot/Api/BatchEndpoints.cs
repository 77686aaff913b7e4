using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>
/// A hundred records in one call. Where every input has a trace id each goes its own way; otherwise one bad input fails
/// all. Results come in no order that may be relied on.
/// </summary>
internal sealed class BatchEndpoints(Portal portal, RecordWriter writer, RecordJson json, FaultPlan faults)
{
    private const int Largest = 100;
    private const string ReadScope = "crm.objects.{0}.read";
    private const string WriteScope = "crm.objects.{0}.write";

    public IEnumerable<Operation> Operations(Routes routes) =>
    [
        routes.Of("batch-read", "POST", $"{Routes.Objects}/{Routes.Part}/batch/read", OperationKind.Read, ReadScope, Read),
        routes.Of("batch-create", "POST", $"{Routes.Objects}/{Routes.Part}/batch/create", OperationKind.Write, WriteScope, Create),
        routes.Of("batch-update", "POST", $"{Routes.Objects}/{Routes.Part}/batch/update", OperationKind.Write, WriteScope, Update),
        routes.Of("batch-upsert", "POST", $"{Routes.Objects}/{Routes.Part}/batch/upsert", OperationKind.Write, WriteScope, Upsert),
        routes.Of("batch-archive", "POST", $"{Routes.Objects}/{Routes.Part}/batch/archive", OperationKind.Write, WriteScope, Archive),
    ];

    private VendorResponse Read(ApiCall call)
    {
        var table = ObjectEndpoints.Table(portal, call.Parts[0]);
        var body = call.Body();
        var ids = call.Inputs(Largest).Select(input => input["id"]?.ToString() ?? "").ToList();
        RefuseRepeated(ids);
        var asked = (body["properties"] as JsonArray ?? []).Select(name => name!.ToString()).ToList();
        var found = new List<JsonObject>();
        var missing = new List<string>();
        foreach (var id in ids)
        {
            var record = ObjectEndpoints.Locate(table, id, body["idProperty"]?.ToString());
            if (record is null || record.ArchivedAt is not null != call.IsTrue("archived"))
            {
                missing.Add(id);
            }
            else if (found.All(one => one["id"]!.ToString() != record.Id))
            {
                found.Add(json.Of(record, asked));
            }
        }

        var answer = new BatchAnswer(portal.Now);
        found.ForEach(answer.Add);
        if (missing.Count > 0)
        {
            answer.Fail(HsErrors.Body("OBJECT_NOT_FOUND", $"Could not get some {table.Type.Name} objects, they may be deleted or not exist. Check that ids are valid."), "ids", missing);
        }

        return answer.ToResponse(200, call.IsLegacy);
    }

    private VendorResponse Create(ApiCall call)
    {
        var table = ObjectEndpoints.Table(portal, call.Parts[0]);
        return Write(call, call.Inputs(Largest), 201, input => (table.Type, null), (input, _) =>
        {
            var associations = InlineAssociations.Read(portal, table, input);
            var record = writer.Create(call.Writer, table.Type, Properties(input));
            InlineAssociations.Set(portal, record, associations);
            return json.Of(record, [.. Properties(input).Select(pair => pair.Key)]);
        });
    }

    private VendorResponse Update(ApiCall call)
    {
        var table = ObjectEndpoints.Table(portal, call.Parts[0]);
        var inputs = call.Inputs(Largest);
        RefuseRepeated([.. inputs.Select(IdOf)]);
        return Write(call, inputs, 200, input => (table.Type, Located(table, input)), (input, record) =>
        {
            writer.Update(call.Writer, record!, Properties(input));
            return json.Of(record!, [.. Properties(input).Select(pair => pair.Key)]);
        });
    }

    private VendorResponse Upsert(ApiCall call)
    {
        var table = ObjectEndpoints.Table(portal, call.Parts[0]);
        var inputs = call.Inputs(Largest);
        RefuseRepeated([.. inputs.Select(IdOf)]);
        if (inputs.Any(input => input["idProperty"]?.ToString() == "email" && Properties(input).Count <= 1))
        {
            throw new RefusedException("VALIDATION_ERROR", "Partial upserts are not supported when using email as the id property");
        }

        return Write(call, inputs, 200, input => (table.Type, ObjectEndpoints.Locate(table, IdOf(input), IdPropertyOf(input))), (input, record) =>
        {
            var isNew = record is null;
            var properties = Properties(input).DeepClone().AsObject();
            properties.TryAdd(IdPropertyOf(input)!, IdOf(input));
            if (isNew)
            {
                record = writer.Create(call.Writer, table.Type, properties);
            }
            else
            {
                writer.Update(call.Writer, record!, properties);
            }

            var result = json.Of(record!, [.. properties.Select(pair => pair.Key)]);
            result["new"] = isNew;
            return result;
        });
    }

    private VendorResponse Archive(ApiCall call)
    {
        var table = ObjectEndpoints.Table(portal, call.Parts[0]);
        foreach (var record in call.Inputs(Largest).Select(input => table.Find(IdOf(input))).OfType<CrmRecord>().Where(record => record.IsLive))
        {
            writer.Archive(call.Writer, record);
        }

        return new VendorResponse(204);
    }

    private VendorResponse Write(
        ApiCall call, IReadOnlyList<JsonObject> inputs, int status, Func<JsonObject, (ObjectType Type, CrmRecord? Record)> locate,
        Func<JsonObject, CrmRecord?, JsonObject> write)
    {
        var isTraced = inputs.All(input => input["objectWriteTraceId"] is not null);
        var broken = inputs.Count > 0 && faults.Take(FaultKinds.PartialBatch, call.Operation) is not null ? inputs[inputs.Count / 2] : null;
        if (!isTraced)
        {
            foreach (var input in inputs)
            {
                RefuseBroken(input, broken);
                var (type, record) = locate(input);
                writer.Check(call.Writer, type, record, Properties(input));
            }
        }

        var answer = new BatchAnswer(portal.Now);
        foreach (var input in inputs)
        {
            try
            {
                RefuseBroken(input, broken);
                var result = write(input, locate(input).Record);
                result["objectWriteTraceId"] = input["objectWriteTraceId"]?.DeepClone();
                answer.Add(result);
            }
            catch (RefusedException refused) when (isTraced)
            {
                answer.Fail(HsErrors.Body(refused), "objectWriteTraceId", [input["objectWriteTraceId"]!.ToString()]);
            }
        }

        return answer.ToResponse(status, call.IsLegacy);
    }

    private static void RefuseBroken(JsonObject input, JsonObject? broken)
    {
        if (input == broken)
        {
            throw new RefusedException("INTERNAL_ERROR", "internal error");
        }
    }

    private static void RefuseRepeated(IReadOnlyList<string> ids)
    {
        var repeated = ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        if (repeated.Count > 0)
        {
            throw new RefusedException("VALIDATION_ERROR", $"Duplicate IDs found in batch input: [{string.Join(", ", repeated)}]. IDs must be unique");
        }
    }

    private static CrmRecord Located(CrmTable table, JsonObject input) => ObjectEndpoints.Locate(table, IdOf(input), IdPropertyOf(input)) is { ArchivedAt: null } record
        ? record
        : throw new RefusedException("OBJECT_NOT_FOUND", "resource not found") { Status = 404 };

    private static JsonObject Properties(JsonObject input) => input["properties"] as JsonObject ?? [];

    private static string IdOf(JsonObject input) => input["id"]?.ToString() ?? "";

    private static string? IdPropertyOf(JsonObject input) => input["idProperty"]?.ToString();
}
