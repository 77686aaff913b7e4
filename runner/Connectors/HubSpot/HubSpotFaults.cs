using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// The one table from HubSpot's errors to faults. The category and, inside it, the code of each property decide; the
/// detail may be a JSON array inside the message ("Error handling").
/// </summary>
internal static partial class HubSpotFaults
{
    private const int LongestVendorText = 300;

    private static readonly Dictionary<string, Rule> Details = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PROPERTY_DOESNT_EXIST"] = new(FaultKind.MappingBroken, "HubSpot does not know a mapped property. Correct the matrix, or run check --fix."),
        ["READ_ONLY_VALUE"] = new(FaultKind.PermissionMissing, "HubSpot keeps a mapped property itself: it may only be read."),
        ["INVALID_OPTION"] = new(FaultKind.UnmappedValue, "A value is not among the options of its property. Add it to the value map or to the property."),
        ["CONFLICTING_UNIQUE_VALUE"] = new(FaultKind.DuplicateInTarget, "Another record holds a value that must be unique. Merge the two, or correct one."),
        ["REQUIRED_FIELD"] = new(FaultKind.RequiredMissing, "A property that HubSpot requires is empty."),
        ["INVALID_EMAIL"] = new(FaultKind.InvalidData, "An e-mail address is not valid."),
        ["PROPERTY_VALIDATION_RULE"] = new(FaultKind.InvalidData, "A rule that HubSpot's administrator set for a property refuses the record."),
    };

    private static readonly Dictionary<string, Rule> Categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["INVALID_AUTHENTICATION"] = new(FaultKind.LoginFailed, "HubSpot does not accept the token. Check that it was not rotated or the app disconnected."),
        ["EXPIRED_AUTHENTICATION"] = new(FaultKind.LoginFailed, "The token has expired. Use an OAuth app, or give a new token."),
        ["MISSING_SCOPES"] = new(FaultKind.PermissionMissing, "The app lacks a scope. Grant it and connect the app again."),
        ["OBJECT_NOT_FOUND"] = new(FaultKind.RecordGone, "The record is not there: it was archived or merged away."),
        ["CONFLICT"] = new(FaultKind.DuplicateInTarget, "A record with the same unique value exists already. Link to it or change the record."),
        ["OBJECT_ALREADY_EXISTS"] = new(FaultKind.DuplicateInTarget, "It exists already."),
        ["LOCKED"] = new(FaultKind.RowLocked, "Another operation holds the record. It is tried again."),
        ["INTERNAL_ERROR"] = new(FaultKind.Unavailable, "HubSpot failed inside."),
        ["VALIDATION_ERROR"] = new(FaultKind.InvalidData, "HubSpot refuses the record."),
        ["RATE_LIMITS"] = new(FaultKind.Throttled, "HubSpot asked us to slow down."),
    };

    /// <summary>What a whole call answered, when it did not succeed.</summary>
    public static Fault OfAnswer(HubSpotAnswer answer)
    {
        var fault = answer.Status is 429 or 423 or 477 or 530 or >= 500 || answer.Body.Text("category") is null
            ? OfStatus(answer)
            : OfError(answer.Body);
        return fault with { RetryAfter = answer.RetryAfter };
    }

    /// <summary>One input's refusal in a batch answer, or the body of a whole refusal.</summary>
    public static Fault OfError(JsonObject? error)
    {
        var category = error.Text("category") ?? "";
        var details = DetailsOf(error);
        var code = details.Count > 0 ? details[0].Code : category;
        var rule = Details.GetValueOrDefault(code) ?? Categories.GetValueOrDefault(category) ?? new Rule(FaultKind.InvalidData, "HubSpot refuses the record.");
        var fields = details.Select(detail => detail.Property).Where(name => name.Length > 0).Distinct().ToList();
        var scopes = error.Rows("errors").SelectMany(one => one.Part("context").Texts("requiredGranularScopes")).ToList();
        var named = fields.Count > 0 ? $" Property: {string.Join(", ", fields)}." : scopes.Count > 0 ? $" Scope: {string.Join(", ", scopes)}." : "";
        var said = rule.Kind == FaultKind.InvalidData && code == "PROPERTY_VALIDATION_RULE" ? $" \"{details[0].Message}\"" : "";
        var holder = rule.Kind == FaultKind.DuplicateInTarget && ExistingId().Match(error.Text("message") ?? "") is { Success: true } id ? $" Record: {id.Groups[1].Value}." : "";
        return new Fault(rule.Kind, Cut($"{rule.Sentence}{named}{said}{holder}"), null, fields, code.Length > 0 ? code : null);
    }

    public static Fault OfLogin(HubSpotAnswer answer) => answer.Status is 429 or >= 500
        ? OfStatus(answer) with { RetryAfter = answer.RetryAfter }
        : new Fault(FaultKind.LoginFailed, answer.Body.Text("status") switch
        {
            "BAD_REFRESH_TOKEN" => "HubSpot does not accept the refresh token. Connect the app again.",
            "BAD_CLIENT_ID" or "BAD_CLIENT_SECRET" => "HubSpot does not know the client id or secret. Check the app.",
            _ => "HubSpot refuses the login. Check BaseUrl, ApiVersion and the app.",
        }, VendorCode: answer.Body.Text("status") ?? $"{answer.Status}");

    public static Fault Unreachable(TimeSpan? retryAfter = null) => new(FaultKind.Unavailable, "HubSpot cannot be reached.", retryAfter);

    public static Fault OutcomeUnknown() =>
        new(FaultKind.OutcomeUnknown, "HubSpot did not confirm the write. It is looked up before anything is sent again.");

    public static Fault VersionNotServed(string version) => new(
        FaultKind.MappingBroken, $"HubSpot does not serve API version {version}, or not any more. Set ApiVersion to {HubSpotOptions.CurrentApiVersion}, or to v3 where that is needed.", VendorCode: "404");

    private static Fault OfStatus(HubSpotAnswer answer) => answer.Status switch
    {
        401 => new(FaultKind.LoginFailed, "HubSpot does not accept the token.", VendorCode: "401"),
        403 => new(FaultKind.PermissionMissing, "HubSpot forbids the call. Check the app's scopes and the account's tier.", VendorCode: "403"),
        404 or 410 => new(FaultKind.MappingBroken, "HubSpot does not serve this path, or not any more. Check ApiVersion and the objects of the matrix.", VendorCode: $"{answer.Status}"),
        414 => new(FaultKind.MappingBroken, "A call became too long. Map fewer properties.", VendorCode: "414"),
        423 => new(FaultKind.RowLocked, "Another operation holds the record. It is tried again.", VendorCode: "423"),
        429 when answer.Policy == "DAILY" => new(FaultKind.DailyLimit, "The account's calls of this day are used up. They start again at midnight of the account's time zone.", VendorCode: "DAILY"),
        429 => new(FaultKind.Throttled, "HubSpot asked us to slow down.", VendorCode: answer.Policy ?? "429"),
        477 => new(FaultKind.Unavailable, "HubSpot is moving the account to another data centre.", VendorCode: "477"),
        530 => new(FaultKind.LoginFailed, "HubSpot cannot read the token. Check that it was copied whole.", VendorCode: "530"),
        >= 500 => new(FaultKind.Unavailable, "HubSpot is not available.", VendorCode: $"{answer.Status}"),
        _ => new(FaultKind.UnexpectedAnswer, "HubSpot gave an answer that cannot be read.", VendorCode: $"{answer.Status}"),
    };

    private static List<Detail> DetailsOf(JsonObject? error)
    {
        var listed = error.Rows("errors").Where(one => one.Text("code") is not null).Select(one => new Detail(
            one.Text("code")!, one.Part("context").Texts("propertyName").FirstOrDefault() ?? "", one.Text("message") ?? "")).ToList();
        if (listed.Count > 0)
        {
            return listed;
        }

        var message = error.Text("message") ?? "";
        var start = message.IndexOf('[', StringComparison.Ordinal);
        try
        {
            return start < 0 || JsonNode.Parse(message[start..]) is not JsonArray inside
                ? []
                : [.. inside.OfType<JsonObject>().Select(one => new Detail(one.Text("error") ?? "", one.Text("name") ?? "", one.Text("message") ?? ""))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Cut(string text) => text.Length <= LongestVendorText ? text : $"{text[..(LongestVendorText - 1)]}…";

    [GeneratedRegex(@"(?:Existing ID: |\bin use by \w+ )(\d+)")]
    private static partial Regex ExistingId();

    private sealed record Rule(FaultKind Kind, string Sentence);

    private sealed record Detail(string Code, string Property, string Message);
}
