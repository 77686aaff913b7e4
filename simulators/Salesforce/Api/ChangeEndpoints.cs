using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>/deleted and /updated: what went and what changed within a window.</summary>
internal sealed class ChangeEndpoints(Org org, RecordLocator locator)
{
    private const int MaxIds = 600_000;

    public IEnumerable<Operation> Operations() =>
    [
        Routes.Get("deleted", $"sobjects/{Routes.Segment}/deleted", Deleted),
        Routes.Get("updated", $"sobjects/{Routes.Segment}/updated", Updated),
    ];

    private VendorResponse Deleted(ApiCall call)
    {
        var (type, start, end) = Window(call, TimeSpan.FromDays(15));
        var rows = Within(type, start, end).Where(record => record.IsDeleted).Select(record => (JsonNode)new JsonObject
        {
            ["deletedDate"] = FieldValues.Moment(record.Stamp),
            ["id"] = record.Id,
        });
        return VendorResponse.Json(200, new JsonObject
        {
            ["deletedRecords"] = new JsonArray([.. rows]),
            ["earliestDateAvailable"] = FieldValues.Moment(org.Now.AddDays(-15)),
            ["latestDateCovered"] = FieldValues.Moment(end),
        });
    }

    private VendorResponse Updated(ApiCall call)
    {
        var (type, start, end) = Window(call, TimeSpan.FromDays(30));
        return VendorResponse.Json(200, new JsonObject
        {
            ["ids"] = new JsonArray([.. Within(type, start, end).Where(record => !record.IsDeleted).Select(record => (JsonNode)record.Id)]),
            ["latestDateCovered"] = FieldValues.Moment(end),
        });
    }

    private List<OrgRecord> Within(ObjectDefinition type, DateTimeOffset start, DateTimeOffset end)
    {
        var found = org.Visible(org.Table(type)).Where(record => record.Stamp >= start && record.Stamp <= end).ToList();
        return found.Count <= MaxIds
            ? found
            : throw new VendorRuleException("EXCEEDED_ID_LIMIT", "The results of the request exceed 600,000 ids: use a smaller window.");
    }

    private (ObjectDefinition Type, DateTimeOffset Start, DateTimeOffset End) Window(ApiCall call, TimeSpan reach)
    {
        var type = locator.Object(call.Parts[0]);
        var start = Read(call, "start");
        var end = Read(call, "end");
        if (end > org.Now)
        {
            end = org.Now;
        }

        if (start < org.Now - reach)
        {
            throw new VendorRuleException("INVALID_REPLICATION_DATE", $"startDate before org replication enabled date, or more than {reach.Days} days ago");
        }

        return end - start >= TimeSpan.FromMinutes(1)
            ? (type, start, end)
            : throw new VendorRuleException("INVALID_REPLICATION_DATE", "endDate must be at least one minute greater than startDate");
    }

    private static DateTimeOffset Read(ApiCall call, string name) =>
        call.Query(name) is { } text && FieldValues.ParseMoment(text.Replace(' ', '+')) is { } moment
            ? moment
            : throw new VendorRuleException("INVALID_REPLICATION_DATE", $"{name} is not a date and time");
}
