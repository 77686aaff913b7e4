using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// The one table from what Business Central says to why a record stopped. Codes decide; texts only where one code covers
/// many causes. The family Internal_* holds data errors too, so it is never repeated as a whole.
/// </summary>
internal static partial class BusinessCentralFaults
{
    private const int longestDetail = 300;

    private static readonly Dictionary<string, FaultKind> kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Request_EntityChanged"] = FaultKind.ChangedMeanwhile,
        ["BadRequest_InvalidToken"] = FaultKind.ChangedMeanwhile,
        ["Authentication_InvalidCredentials"] = FaultKind.LoginFailed,
        ["Authorization_RequestDenied"] = FaultKind.PermissionMissing,
        ["Application_TooManyRequests"] = FaultKind.Throttled,
        ["Internal_TenantUnavailable"] = FaultKind.Unavailable,
        ["Internal_ServerError"] = FaultKind.Unavailable,
        ["Internal_EntityWithSameKeyExists"] = FaultKind.DuplicateInTarget,
        ["Internal_RecordNotFound"] = FaultKind.RecordGone,
        ["Internal_CompanyNotFound"] = FaultKind.MappingBroken,
        ["Internal_InvalidTableRelation"] = FaultKind.UnmappedValue,
        ["BadRequest"] = FaultKind.MappingBroken,
        ["BadRequest_NotFound"] = FaultKind.RecordGone,
        ["BadRequest_ResourceNotFound"] = FaultKind.MappingBroken,
        ["BadRequest_MethodNotAllowed"] = FaultKind.MappingBroken,
        ["BadRequest_RequiredParamNotProvided"] = FaultKind.RequiredMissing,
        ["Application_StringExceededLength"] = FaultKind.TooLong,
        ["Application_FieldValidationException"] = FaultKind.InvalidData,
        ["Application_FilterErrorException"] = FaultKind.MappingBroken,
        ["Application_DialogException"] = FaultKind.InvalidData,
        ["Application_CallbackNotAllowed"] = FaultKind.InvalidData,
    };

    private static readonly (string Words, FaultKind Kind)[] byWords =
    [
        ("being updated in a transaction done by another session", FaultKind.RowLocked),
        ("deadlock", FaultKind.RowLocked),
        ("locked by another user", FaultKind.RowLocked),
        ("another user has already changed", FaultKind.ChangedMeanwhile),
        ("must be provided", FaultKind.RequiredMissing),
        ("must have a value", FaultKind.RequiredMissing),
        ("item does not exist", FaultKind.UnknownProduct),
        ("must be equal to 'No' in Item", FaultKind.UnknownProduct),
        ("does not match to a", FaultKind.UnmappedValue),
        ("has been posted and can no longer be modified", FaultKind.AlreadyBilled),
        ("must not be less than Quantity Invoiced", FaultKind.AlreadyBilled),
    ];

    public static Fault Unreachable(string message) => new(FaultKind.Unavailable, message);

    public static Fault Unexpected(string message) => new(FaultKind.UnexpectedAnswer, message);

    public static Fault InDoubt(string message) => new(FaultKind.OutcomeUnknown, message);

    public static Fault Broken(string message, params string[] paths) => new(FaultKind.MappingBroken, message, Fields: paths);

    public static Fault OfLogin(BusinessCentralAnswer answer)
    {
        if (answer.Status is 429 or >= 500)
        {
            return new Fault(
                answer.Status == 429 ? FaultKind.Throttled : FaultKind.Unavailable, $"The login was answered with status {answer.Status}.", answer.RetryAfter);
        }

        var code = answer.Json?["error"]?.ToString();
        return new Fault(
            FaultKind.LoginFailed,
            code switch
            {
                "invalid_client" => "The client secret is wrong or has expired: make a new one on the app registration in Microsoft Entra and set it.",
                "unauthorized_client" => "The application is not known in this tenant: check ClientId and Tenant, and that consent was given.",
                _ => "Microsoft Entra refused the login: check Tenant, ClientId and ClientSecret.",
            },
            VendorCode: code is { Length: < 60 } ? code : $"HTTP {answer.Status}");
    }

    /// <summary>For a whole call that was not answered with what was asked.</summary>
    public static Fault OfCall(BusinessCentralAnswer answer) => answer.Status switch
    {
        429 => new Fault(FaultKind.Throttled, "The user's requests of five minutes, or its connections, are used up.", answer.RetryAfter, VendorCode: "429"),
        408 or >= 500 => new Fault(FaultKind.Unavailable, $"Business Central answered with status {answer.Status}.", answer.RetryAfter, VendorCode: Code(answer.Json)),
        401 => new Fault(
            FaultKind.LoginFailed,
            "Business Central does not accept the access token: register the application on the page Microsoft Entra applications of the environment, state Enabled, with permission sets.",
            VendorCode: Code(answer.Json)),
        404 => new Fault(
            FaultKind.MappingBroken,
            "There is no such environment, API version or resource at this address: check Environment, and that the environment serves API v2.0.",
            VendorCode: Code(answer.Json)),
        _ => OfRefusal(answer.Status, answer.Json) ?? Unexpected($"Business Central answered with status {answer.Status} and nothing that can be read."),
    };

    /// <summary>Null where the answer is not in Business Central's own shape.</summary>
    public static Fault? OfRefusal(int status, JsonObject? json)
    {
        if (Code(json) is not { } code)
        {
            return null;
        }

        var words = CorrelationId().Replace((json?["error"] as JsonObject)?["message"]?.ToString() ?? "", "").Trim();
        var kind = Kind(code, words, status);
        return new Fault(kind, Sentence(kind, Cut(words)), null, Named(words), code);
    }

    private static FaultKind Kind(string code, string words, int status)
    {
        if (code.StartsWith("Application_", StringComparison.OrdinalIgnoreCase) || code == "Unknown")
        {
            if (Array.Find(byWords, row => words.Contains(row.Words, StringComparison.OrdinalIgnoreCase)) is { Words: not null } row)
            {
                return row.Kind;
            }
        }

        return kinds.TryGetValue(code, out var kind) ? kind : status switch
        {
            401 => FaultKind.LoginFailed,
            403 => FaultKind.PermissionMissing,
            404 => FaultKind.RecordGone,
            409 or 412 => FaultKind.ChangedMeanwhile,
            429 => FaultKind.Throttled,
            408 or >= 500 => FaultKind.Unavailable,
            _ => FaultKind.InvalidData,
        };
    }

    private static string Sentence(FaultKind kind, string said) => kind switch
    {
        _ when said.Length == 0 => "Business Central refused it without saying why.",
        FaultKind.PermissionMissing => $"The application's permission sets do not allow it: {said}",
        _ when said.Contains("enter numbers manually", StringComparison.OrdinalIgnoreCase) =>
            $"Business Central refused it: {said} Harness names new customers and contacts itself, so that none is ever made twice.",
        _ => $"Business Central refused it: {said}",
    };

    private static string[]? Named(string words)
    {
        var names = Quoted().Matches(words).Select(match => match.Groups[1].Value).Distinct().ToArray();
        return names.Length == 0 ? null : names;
    }

    /// <summary>Never inside a surrogate pair.</summary>
    private static string Cut(string words) => words.Length <= longestDetail
        ? words
        : words[..(char.IsHighSurrogate(words[longestDetail - 1]) ? longestDetail - 1 : longestDetail)] + "…";

    private static string? Code(JsonObject? json) => (json?["error"] as JsonObject)?["code"]?.ToString() is { Length: > 0 } code ? code : null;

    [GeneratedRegex(@"\s*CorrelationId:\s*[0-9A-Fa-f-]+\.?")]
    private static partial Regex CorrelationId();

    [GeneratedRegex("\"([a-z]\\w+)\"")]
    private static partial Regex Quoted();
}
