using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Rules;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Refusals in the vendor's words.</summary>
internal static class HsErrors
{
    public const string Correlation = "6a2b3c4d-0000-4000-8000-000000000000";

    public static VendorResponse Answer(int status, string category, string message) => VendorResponse.Json(status, Body(category, message));

    public static JsonObject Body(string category, string message) => new()
    {
        ["status"] = "error", ["message"] = message, ["correlationId"] = Correlation, ["category"] = category,
    };

    public static VendorResponse Of(RefusedException refused) => VendorResponse.Json(refused.Status, Body(refused));

    public static JsonObject Body(RefusedException refused)
    {
        var body = Body(refused.Category, refused.Message);
        if (refused.Problems.Count > 0)
        {
            body["errors"] = new JsonArray([.. refused.Problems.Select(problem => (JsonNode)new JsonObject
            {
                ["message"] = problem.Message, ["code"] = problem.Code, ["in"] = "properties",
                ["context"] = new JsonObject { ["propertyName"] = new JsonArray(problem.Property) },
            })]);
        }

        return body;
    }

    public static VendorResponse NotFound() => Answer(404, "OBJECT_NOT_FOUND", "resource not found");

    /// <summary>A path that is not served, or not any more, meets the web front and not the API.</summary>
    public static VendorResponse NoSuchPath() => new(
        404, "<!DOCTYPE html><html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404 Not Found</h2></body></html>", "text/html;charset=iso-8859-1");

    public static VendorResponse Invalid() => Answer(
        401, "INVALID_AUTHENTICATION", "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview");

    public static VendorResponse Expired(DateTimeOffset at) => VendorResponse.Json(401, new JsonObject
    {
        ["status"] = "error",
        ["message"] = "The OAuth token used to make this call expired 0 second(s) ago.",
        ["correlationId"] = Correlation,
        ["category"] = "EXPIRED_AUTHENTICATION",
        ["context"] = new JsonObject { ["expire time"] = new JsonArray(Catalog.HsTime.Text(at)) },
    });

    public static VendorResponse MissingScope(string scope) => VendorResponse.Json(403, new JsonObject
    {
        ["status"] = "error",
        ["message"] = "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
        ["correlationId"] = Correlation,
        ["category"] = "MISSING_SCOPES",
        ["errors"] = new JsonArray(new JsonObject
        {
            ["message"] = "One or more of the following scopes are required.",
            ["context"] = new JsonObject { ["requiredGranularScopes"] = new JsonArray(scope) },
        }),
    });

    public static VendorResponse TooMany(string policy) => VendorResponse.Json(429, new JsonObject
    {
        ["status"] = "error",
        ["message"] = $"You have reached your {policy.ToLowerInvariant()} limit.",
        ["errorType"] = "RATE_LIMIT",
        ["correlationId"] = Correlation,
        ["policyName"] = policy,
        ["groupName"] = "publicapi:private-apps:calls:147201337",
        ["requestId"] = Correlation,
    });
}
