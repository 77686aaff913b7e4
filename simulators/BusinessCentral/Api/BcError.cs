using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.BusinessCentral.Api;

/// <summary>A refusal in the shape of the error pages: a code of a known family, and the correlation id inside the text.</summary>
internal sealed class BcError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public VendorResponse ToResponse() => VendorResponse.Json(Status, ToJson());

    public JsonObject ToJson() => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = Code,
            ["message"] = $"{Message}  CorrelationId:  00000000-0000-0000-0000-000000000000.",
        },
    };

    /// <summary>Every Error() of the application's own code.</summary>
    public static BcError Dialog(string message) => new(400, "Application_DialogException", message);

    public static BcError Field(string message) => new(400, "Application_FieldValidationException", message);

    public static BcError Bad(string message) => new(400, "BadRequest", message);

    public static BcError Relation(string field, string table, string value, string related) => new(
        400, "Internal_InvalidTableRelation",
        $"The field {field} of table {table} contains a value ({value}) that cannot be found in the related table ({related}).");

    public static BcError Exists(string table, string number) => new(
        400, "Internal_EntityWithSameKeyExists", $"The record in table {table} already exists. Identification fields and values: No.='{number}'");

    public static BcError NotFound(string what) => new(404, "BadRequest_NotFound", $"{what} was not found.");

    public static BcError NoResource(string segment) => new(
        404, "BadRequest_ResourceNotFound", $"Resource not found for the segment '{segment}'.");

    public static BcError Locked(string table) => Dialog(
        $"We can't save your changes right now, because a record in table '{table}' is being updated in a transaction done by another session. "
        + "You'll have to wait until the other transaction has completed, which may take a while. Please try again later.");
}
