using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>The vendor refuses: status, o:errorCode, words, and where in the request it went wrong.</summary>
internal sealed class NsError(int status, string code, string detail, string? place = null, string kind = "o:errorPath")
    : Exception(detail)
{
    private const string ContentType = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";

    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Place { get; } = place;

    public static NsError Content(string detail, string place) => new(400, "INVALID_CONTENT", detail, place);

    public static NsError Value(string field, string? value, string place) =>
        Content($"Error while accessing a resource. Invalid Field Value {value} for the following field: {field}.", place);

    public static NsError User(string detail, string? place = null) =>
        new(400, "USER_ERROR", $"Error while accessing a resource. {detail}", place);

    public static NsError Key(string kind, string id, string subsidiary, string place) =>
        new(400, "INVALID_KEY_OR_REF", $"Error while accessing a resource. Invalid {kind} reference key {id} for subsidiary {subsidiary}.", place);

    public static NsError Missing(string what) =>
        new(404, "NONEXISTENT_ID", $"The record instance does not exist. Provide a valid record instance ID. ({what})", what, "o:urlPath");

    public static NsError Parameter(string detail, string parameter) =>
        new(400, "INVALID_PARAMETER", detail, parameter, "o:errorQueryParam");

    public static NsError Header(string detail, string header) => new(400, "INVALID_HEADER", detail, header, "o:errorHeader");

    public VendorResponse ToResponse()
    {
        var detail = new JsonObject { ["detail"] = Message };
        if (Place is not null)
        {
            detail[kind] = Place;
        }

        detail["o:errorCode"] = Code;
        return new VendorResponse(
            Status,
            new JsonObject
            {
                ["type"] = $"https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.{Section(Status)}",
                ["title"] = Title(Status),
                ["status"] = Status,
                ["o:errorDetails"] = new JsonArray(detail),
            }.ToJsonString(),
            ContentType);
    }

    private static string Title(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };

    private static string Section(int status) => status switch
    {
        < 500 => $"4.{Math.Min(status, 417) - 399}",
        _ => $"5.{status - 499}",
    };
}
