using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>The one table from what NetSuite says to why a record stopped ("SuiteTalk REST Web Services: Errors").</summary>
internal static partial class NetSuiteFaults
{
    private const int longestDetail = 300;

    private static readonly Dictionary<string, FaultKind> kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CONCURRENCY_LIMIT_EXCEEDED"] = FaultKind.Throttled,
        ["SSS_REQUEST_LIMIT_EXCEEDED"] = FaultKind.Throttled,
        ["INVALID_LOGIN"] = FaultKind.LoginFailed,
        ["INVALID_LOGIN_ATTEMPT"] = FaultKind.LoginFailed,
        ["INSUFFICIENT_PERMISSION"] = FaultKind.PermissionMissing,
        ["NONEXISTENT_ID"] = FaultKind.RecordGone,
        ["NONEXISTENT_FIELD"] = FaultKind.MappingBroken,
        ["INVALID_PARAMETER"] = FaultKind.MappingBroken,
        ["INVALID_REQUEST"] = FaultKind.MappingBroken,
        ["INVALID_HEADER"] = FaultKind.MappingBroken,
        ["INVALID_CONTENT"] = FaultKind.InvalidData,
        ["USER_ERROR"] = FaultKind.InvalidData,
        ["INVALID_KEY_OR_REF"] = FaultKind.InvalidData,
        ["DUP_RCRD"] = FaultKind.DuplicateInTarget,
        ["DUP_ENTITY"] = FaultKind.DuplicateInTarget,
        ["DUP_RCRD_LINK"] = FaultKind.DuplicateInTarget,
        ["RCRD_HAS_BEEN_CHANGED"] = FaultKind.ChangedMeanwhile,
        ["UNEXPECTED_ERROR"] = FaultKind.Unavailable,
    };

    /// <summary>USER_ERROR is one code for all that the account's own rules refuse; its words tell more.</summary>
    private static readonly (string Words, FaultKind Kind)[] byWords =
    [
        ("unknown reference or field", FaultKind.MappingBroken),
        ("please enter value", FaultKind.RequiredMissing),
        ("maximum number", FaultKind.TooLong),
        ("maximum length", FaultKind.TooLong),
        ("already exists", FaultKind.DuplicateInTarget),
        ("already been used", FaultKind.DuplicateInTarget),
        ("holding a lock", FaultKind.RowLocked),
        ("record has been changed", FaultKind.ChangedMeanwhile),
        ("concurrent request limit", FaultKind.Throttled),
    ];

    public static Fault BadKey { get; } = new(
        FaultKind.LoginFailed, "The private key cannot be used: NetSuite needs a PKCS#8 key (BEGIN PRIVATE KEY), EC P-256 or RSA.");

    public static Fault Unreachable(string message) => new(FaultKind.Unavailable, message);

    public static Fault Unexpected(string message) => new(FaultKind.UnexpectedAnswer, message);

    public static Fault InDoubt(string message) => new(FaultKind.OutcomeUnknown, message);

    public static Fault Broken(string message, params string[] paths) => new(FaultKind.MappingBroken, message, Fields: paths);

    public static bool IsConcurrency(NetSuiteAnswer answer) => Code(answer.Json) is "CONCURRENCY_LIMIT_EXCEEDED" or "SSS_REQUEST_LIMIT_EXCEEDED"
        || answer.Status == 429;

    public static Fault OfLogin(NetSuiteAnswer answer)
    {
        if (answer.Status >= 500)
        {
            return new Fault(FaultKind.Unavailable, $"NetSuite answered the login with status {answer.Status}.", answer.RetryAfter);
        }

        if (IsConcurrency(answer))
        {
            return new Fault(FaultKind.Throttled, "NetSuite asked for fewer logins.", answer.RetryAfter);
        }

        var code = answer.Json?["error"]?.ToString();
        return new Fault(
            FaultKind.LoginFailed,
            "NetSuite refused the login: check the client id, the certificate id and its mapping to entity and role (a sandbox refresh wipes the mapping).",
            VendorCode: code is { Length: < 60 } ? code : $"HTTP {answer.Status}");
    }

    /// <summary>The answer says why the call was refused; null where it is not in NetSuite's own shape.</summary>
    public static Fault? OfRefusal(NetSuiteAnswer answer)
    {
        var json = answer.Json;
        if (Code(json) is not { } code)
        {
            return null;
        }

        var details = Details(json);
        var words = string.Join(" ", details.Select(d => Text(d["detail"])).Where(text => text.Length > 0));
        var paths = details.Select(d => Text(d["o:errorPath"])).Where(path => path.Length > 0).Select(WithoutIndexes).Distinct().ToList();
        var kind = Kind(code, words, paths, answer.Status);
        return new Fault(kind, Sentence(kind, words), answer.RetryAfter, paths.Count == 0 ? null : paths, code);
    }

    /// <summary>For a read that was not answered with what was asked.</summary>
    public static Fault OfRead(NetSuiteAnswer answer) => answer.Status switch
    {
        _ when IsConcurrency(answer) => new Fault(
            FaultKind.Throttled, "All of the account's concurrent requests are in use.", answer.RetryAfter, VendorCode: "CONCURRENCY_LIMIT_EXCEEDED"),
        >= 500 => new Fault(FaultKind.Unavailable, $"NetSuite answered with status {answer.Status}.", answer.RetryAfter, VendorCode: Code(answer.Json)),
        401 => new Fault(FaultKind.LoginFailed, "NetSuite does not accept the access token, not even a fresh one.", VendorCode: Code(answer.Json)),
        _ => OfRefusal(answer) ?? Unexpected($"NetSuite answered with status {answer.Status} and nothing that can be read."),
    };

    private static FaultKind Kind(string code, string words, List<string> paths, int status)
    {
        if (code is "USER_ERROR" or "INVALID_CONTENT" or "INVALID_REQUEST"
            && Array.Find(byWords, row => words.Contains(row.Words, StringComparison.OrdinalIgnoreCase)) is { Words: not null } row)
        {
            return row.Kind;
        }

        if (code == "INVALID_KEY_OR_REF" && paths.Contains("item.item"))
        {
            return FaultKind.UnknownProduct;
        }

        return kinds.TryGetValue(code, out var kind) ? kind : status switch
        {
            401 => FaultKind.LoginFailed,
            403 => FaultKind.PermissionMissing,
            404 => FaultKind.RecordGone,
            429 => FaultKind.Throttled,
            >= 500 => FaultKind.Unavailable,
            _ => FaultKind.InvalidData,
        };
    }

    private static string Sentence(FaultKind kind, string words)
    {
        var said = words.Length <= longestDetail ? words : words[..Cut(words)] + "…";
        return kind switch
        {
            FaultKind.Throttled => "All of the account's concurrent requests are in use.",
            FaultKind.LoginFailed => "NetSuite does not accept the access token, not even a fresh one.",
            _ when said.Length == 0 => "NetSuite refused it without saying why.",
            FaultKind.PermissionMissing => $"The integration's role lacks a permission: {said}",
            _ => $"NetSuite refused it: {said}",
        };
    }

    /// <summary>Never inside a surrogate pair.</summary>
    private static int Cut(string words) => char.IsHighSurrogate(words[longestDetail - 1]) ? longestDetail - 1 : longestDetail;

    private static string? Code(JsonObject? json) =>
        Details(json).Select(d => Text(d["o:errorCode"])).FirstOrDefault(code => code.Length > 0);

    private static List<JsonObject> Details(JsonObject? json) =>
        json?["o:errorDetails"] is JsonArray details ? [.. details.OfType<JsonObject>()] : [];

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static string WithoutIndexes(string path) => ItemIndex().Replace(path, "");

    [GeneratedRegex(@"\.items\[\d+\]")]
    private static partial Regex ItemIndex();
}
