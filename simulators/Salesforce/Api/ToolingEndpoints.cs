using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Custom fields through the Tooling API.</summary>
internal sealed partial class ToolingEndpoints(Org org, RecordWriter writer, RecordLocator locator, RecordEndpoints rows)
{
    private const string Row = $"tooling/sobjects/[Cc]ustom[Ff]ield/{Routes.RecordId}";

    public IEnumerable<Operation> Operations() =>
    [
        Routes.Of("tooling-create", "POST", "tooling/sobjects/[Cc]ustom[Ff]ield", OperationKind.Write, Create),
        Routes.Get("tooling-get", Row, call => VendorResponse.Json(200, locator.Read(Find(call), call.Version, null))),
        Routes.Of("tooling-delete", "DELETE", Row, OperationKind.Write, Delete),
    ];

    private VendorResponse Create(ApiCall call)
    {
        var body = call.Body();
        var match = FullName().Match(body["FullName"]?.ToString() ?? "");
        if (!match.Success)
        {
            throw new VendorRuleException("FIELD_INTEGRITY_EXCEPTION", "A full name of the form Object.Field__c is required.", "FullName");
        }

        var type = org.Schema.Find(match.Groups[1].Value) is { Tooling: false, Createable: true } found
            ? found
            : throw new VendorRuleException("INVALID_CROSS_REFERENCE_KEY", $"Entity of type '{match.Groups[1].Value}' was not found.");
        var name = match.Groups[2].Value;
        if (type.Find(name) is not null)
        {
            throw new VendorRuleException(
                "DUPLICATE_DEVELOPER_NAME", $"There is already a field named {name[..^3]} on {type.Label}.", "DeveloperName");
        }

        var metadata = body["Metadata"] as JsonObject
            ?? throw new VendorRuleException("REQUIRED_FIELD_MISSING", "Required fields are missing: [Metadata]", "Metadata");
        var field = CustomFieldReader.Read(name, metadata);
        var record = rows.Commit(call, changes =>
        {
            changes.Also(() => type.Add(field), () => type.Remove(name));
            return writer.Insert(changes, org.Schema.Object("CustomField"), new JsonObject
            {
                ["DeveloperName"] = name[..^3],
                ["FullName"] = $"{type.Name}.{name}",
                ["TableEnumOrId"] = type.Name,
            });
        });
        org.Schema.Touch(org.Now);
        return VendorResponse.Json(201, new JsonObject
        {
            ["id"] = record.Id,
            ["success"] = true,
            ["errors"] = new JsonArray(),
            ["warnings"] = new JsonArray(),
            ["infos"] = new JsonArray(),
        }).With("Location", $"/services/data/{call.Version}/tooling/sobjects/CustomField/{record.Id}");
    }

    private VendorResponse Delete(ApiCall call)
    {
        var record = Find(call);
        rows.Commit(call, changes =>
        {
            writer.Delete(changes, record);
            return record;
        });
        var (objectName, field) = ((string)record["TableEnumOrId"]!, record["DeveloperName"] + "__c");
        org.Table(objectName).Forget(field);
        org.Schema.Object(objectName).Remove(field);
        org.Schema.Touch(org.Now);
        return new VendorResponse(204);
    }

    private OrgRecord Find(ApiCall call) => locator.ById(org.Schema.Object("CustomField"), call.Parts[0]);

    [GeneratedRegex(@"^([A-Za-z0-9_]+)\.([A-Za-z][A-Za-z0-9_]*__c)$")]
    private static partial Regex FullName();
}
