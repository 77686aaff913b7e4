using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Rules;
using Harness.Simulators.Salesforce.Soql;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>The vendor's error envelopes: "errorCode" in an array for single calls, "statusCode" in rows of collections.</summary>
internal static class ApiErrors
{
    public static VendorResponse Answer(int status, string code, string message, IReadOnlyList<string>? fields = null)
    {
        var error = new JsonObject { ["message"] = message, ["errorCode"] = code };
        if (fields is { Count: > 0 })
        {
            error["fields"] = Names(fields);
        }

        return VendorResponse.Json(status, new JsonArray(error));
    }

    public static VendorResponse Answer(VendorRuleException refused) =>
        Answer(StatusOf(refused.Code), refused.Code, refused.Message, refused.Fields);

    public static VendorResponse Answer(SoqlException refused, string query) => Answer(400, refused.Code, refused.Describe(query));

    // The key is misspelt by the vendor (REST API Developer Guide: Duplicate Rule Header).
    public static VendorResponse Answer(DuplicateFoundException found, bool showRecords) => VendorResponse.Json(400, new JsonArray(new JsonObject
    {
        ["duplicateResut"] = found.Detail(showRecords),
        ["errorCode"] = "DUPLICATES_DETECTED",
        ["message"] = found.Message,
    }));

    public static VendorResponse NotFound(string message = "The requested resource does not exist") => Answer(404, "NOT_FOUND", message);

    public static JsonObject Row(Exception refused) => refused switch
    {
        VendorRuleException rule => Row(rule.Code, rule.Message, rule.Fields),
        RecordRefusedException special => Row(special.Code, special.Message, []),
        _ => throw new InvalidOperationException("Not a refusal of a row.", refused),
    };

    public static JsonObject Row(string code, string message, IReadOnlyList<string> fields) => new()
    {
        ["success"] = false,
        ["errors"] = new JsonArray(new JsonObject { ["statusCode"] = code, ["message"] = message, ["fields"] = Names(fields) }),
    };

    public static int StatusOf(string code) => code switch
    {
        "NOT_FOUND" or "ENTITY_IS_DELETED" => 404,
        "INVALID_SESSION_ID" => 401,
        "METHOD_NOT_ALLOWED" => 405,
        "REQUEST_LIMIT_EXCEEDED" or "API_DISABLED_FOR_ORG" => 403,
        "UNKNOWN_EXCEPTION" => 500,
        "SERVER_UNAVAILABLE" => 503,
        _ => 400,
    };

    private static JsonArray Names(IReadOnlyList<string> fields) => new([.. fields.Select(name => (JsonNode)name)]);
}
