using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// The one table from Salesforce's errors to faults. The code decides, not the HTTP status: a row lock comes as 400, as
/// 500 and inside a 200 ("Status Codes and Error Responses").
/// </summary>
internal static partial class SalesforceFaults
{
    private const int LongestVendorText = 300;

    // Texts are shown only where they are the administrator's or the vendor's words; the others quote the record's values.
    private static readonly Dictionary<string, Rule> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["INVALID_SESSION_ID"] = new(FaultKind.LoginFailed, "Salesforce does not accept the session. Check the connected app and its Run As user."),
        ["API_DISABLED_FOR_ORG"] = new(FaultKind.PermissionMissing, "The API is switched off for this org or user. Enable API access."),
        ["API_CURRENTLY_DISABLED"] = new(FaultKind.PermissionMissing, "The API is switched off for this org or user. Enable API access."),
        ["REQUEST_LIMIT_EXCEEDED"] = new(FaultKind.Throttled, "Salesforce asked us to slow down: too many calls are running.", true),
        ["UNABLE_TO_LOCK_ROW"] = new(FaultKind.RowLocked, "Someone else is saving this record or its parent. It is tried again."),
        ["SERVER_UNAVAILABLE"] = new(FaultKind.Unavailable, "Salesforce is too busy to answer."),
        ["QUERY_TIMEOUT"] = new(FaultKind.Unavailable, "Salesforce ran out of time for a query."),
        ["QUERY_TOO_COMPLICATED"] = new(FaultKind.MappingBroken, "A query is too complicated for Salesforce. Map fewer formula fields."),
        ["INVALID_QUERY_LOCATOR"] = new(FaultKind.Unavailable, "Salesforce dropped a query between two pages. It is read again."),
        ["MALFORMED_QUERY"] = new(FaultKind.MappingBroken, "Salesforce does not understand a query. Check the paths of the matrix."),
        ["INVALID_FIELD"] = new(FaultKind.MappingBroken, "Salesforce does not know a mapped field, or hides it from the integration user."),
        ["INVALID_TYPE"] = new(FaultKind.MappingBroken, "Salesforce does not know a mapped object, or hides it from the integration user.", true),
        ["UNSUPPORTED_API_VERSION"] = new(FaultKind.MappingBroken, "Salesforce no longer serves the configured API version. Raise ApiVersion."),
        ["REQUIRED_FIELD_MISSING"] = new(FaultKind.RequiredMissing, "A field that Salesforce requires is empty.", true),
        ["FIELD_CUSTOM_VALIDATION_EXCEPTION"] = new(FaultKind.InvalidData, "A validation rule of the org refuses the record.", true),
        ["FIELD_INTEGRITY_EXCEPTION"] = new(FaultKind.InvalidData, "A reference, currency, country or state does not fit.", true),
        ["FIELD_FILTER_VALIDATION_EXCEPTION"] = new(FaultKind.InvalidData, "A look-up filter of the org refuses the record.", true),
        ["STRING_TOO_LONG"] = new(FaultKind.TooLong, "A text is longer than its field."),
        ["INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"] = new(FaultKind.UnmappedValue, "A value is not in the picklist. Add it to the value map or to the picklist."),
        ["NUMBER_OUTSIDE_VALID_RANGE"] = new(FaultKind.InvalidData, "A number is outside the range of its field."),
        ["INVALID_EMAIL_ADDRESS"] = new(FaultKind.InvalidData, "An e-mail address is not valid."),
        ["JSON_PARSER_ERROR"] = new(FaultKind.InvalidData, "A value of this record, or of one sent with it, has not the form that its field needs."),
        ["INVALID_FIELD_FOR_INSERT_UPDATE"] = new(FaultKind.PermissionMissing, "The integration user may not write a mapped field.", true),
        ["DUPLICATES_DETECTED"] = new(FaultKind.DuplicateInTarget, "A duplicate rule of the org found a similar record. Link to it or change the record."),
        ["DUPLICATE_VALUE"] = new(FaultKind.DuplicateInTarget, "Another record holds a value that must be unique.", true),
        ["DUPLICATE_EXTERNAL_ID"] = new(FaultKind.DuplicateInTarget, "Several records carry the same external id. Make the field unique and merge them."),
        ["MULTIPLE_CHOICES"] = new(FaultKind.DuplicateInTarget, "Several records carry the same external id. Make the field unique and merge them."),
        ["ENTITY_IS_DELETED"] = new(FaultKind.RecordGone, "The record was deleted or merged away."),
        ["NOT_FOUND"] = new(FaultKind.RecordGone, "The record is not there."),
        ["INVALID_CROSS_REFERENCE_KEY"] = new(FaultKind.InvalidData, "A record that this one refers to is missing, deleted or of the wrong type."),
        ["INSUFFICIENT_ACCESS_OR_READONLY"] = new(FaultKind.PermissionMissing, "The integration user may not change this record.", true),
        ["INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"] = new(FaultKind.PermissionMissing, "The integration user may not use a record that this one refers to.", true),
        ["INSUFFICIENT_ACCESS"] = new(FaultKind.PermissionMissing, "The integration user lacks a permission.", true),
        ["CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"] = new(FaultKind.InvalidData, "An automation of the org failed on this record.", true),
        ["ALL_OR_NONE_OPERATION_ROLLED_BACK"] = new(FaultKind.RowLocked, "Another record of the same call failed. This one is sent again."),
        ["PROCESSING_HALTED"] = new(FaultKind.RowLocked, "Another record of the same call failed. This one is sent again."),
        ["TXN_SECURITY_METERING_ERROR"] = new(FaultKind.Throttled, "A transaction security policy of the org ran too long."),
        ["STORAGE_LIMIT_EXCEEDED"] = new(FaultKind.DailyLimit, "The org's data storage is full. Free storage or buy more."),
        ["EXCEEDED_ID_LIMIT"] = new(FaultKind.UnexpectedAnswer, "Too many records changed for one read."),
        ["MALFORMED_ID"] = new(FaultKind.InvalidData, "A record id is not one of Salesforce's."),
        ["INVALID_ID_FIELD"] = new(FaultKind.InvalidData, "A record id is not one of Salesforce's."),
        ["STANDARD_PRICE_NOT_DEFINED"] = new(FaultKind.InvalidData, "The product has no standard price in this currency."),
        ["UNKNOWN_EXCEPTION"] = new(FaultKind.Unavailable, "Salesforce failed inside.", true),
    };

    /// <summary>What a whole call answered, when it did not succeed.</summary>
    public static Fault OfAnswer(SalesforceAnswer answer)
    {
        var error = answer.Body is JsonArray { Count: > 0 } list ? list[0] : answer.Body;
        var fault = error.Text("errorCode") is { Length: > 0 } code ? OfError(code, error) : OfStatus(answer.Status);
        return fault with { RetryAfter = answer.RetryAfter };
    }

    /// <summary>One row's refusal in a collections answer, where the code is called statusCode.</summary>
    public static Fault OfRow(JsonNode? result)
    {
        var error = result.List("errors") is { Count: > 0 } errors ? errors[0] : null;
        var code = error.Text("statusCode") ?? error.Text("errorCode");
        return code is null
            ? new Fault(FaultKind.UnexpectedAnswer, "Salesforce refused the record and gave no reason.")
            : OfError(code, error);
    }

    public static Fault OfStatus(int status) => status switch
    {
        401 => new(FaultKind.LoginFailed, "Salesforce does not accept the login.", VendorCode: "401"),
        403 => new(FaultKind.PermissionMissing, "Salesforce forbids the call. Check the integration user's permissions.", VendorCode: "403"),
        406 or 420 or 429 => new(FaultKind.Throttled, "Salesforce asked us to slow down.", VendorCode: $"{status}"),
        410 => new(FaultKind.MappingBroken, "Salesforce no longer serves the configured API version. Raise ApiVersion.", VendorCode: "410"),
        412 => new(FaultKind.ChangedMeanwhile, "The record was changed since it was read.", VendorCode: "412"),
        >= 500 => new(FaultKind.Unavailable, "Salesforce is not available.", VendorCode: $"{status}"),
        _ => new(FaultKind.UnexpectedAnswer, "Salesforce gave an answer that cannot be read.", VendorCode: $"{status}"),
    };

    public static Fault Unreachable(TimeSpan? retryAfter = null) =>
        new(FaultKind.Unavailable, "Salesforce cannot be reached.", retryAfter);

    public static Fault OutcomeUnknown() =>
        new(FaultKind.OutcomeUnknown, "Salesforce did not confirm the write. It is looked up before anything is sent again.");

    private static Fault OfError(string code, JsonNode? error)
    {
        var text = error.Text("message") ?? "";
        var fields = error.List("fields")?.OfType<JsonValue>().Select(field => field.ToString()).ToList() ?? [];
        var rule = Table.GetValueOrDefault(code) ?? new Rule(FaultKind.InvalidData, "Salesforce refuses the record.");
        rule = Refine(code, text, fields, rule);
        var named = fields.Count > 0 ? $" Field: {string.Join(", ", fields)}." : "";
        return new Fault(rule.Kind, Cut($"{rule.Sentence}{named}{Detail(code, text, rule)}{Candidates(error)}"), null, fields, code);
    }

    private static Rule Refine(string code, string text, List<string> fields, Rule rule) => code.ToUpperInvariant() switch
    {
        "REQUEST_LIMIT_EXCEEDED" when text.Contains("TotalRequests", StringComparison.OrdinalIgnoreCase) =>
            new(FaultKind.DailyLimit, "The org's calls of the last 24 hours are used up.", true),
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" when LockWords().IsMatch(text) =>
            new(FaultKind.RowLocked, "An automation of the org met a lock or ran out of time. It is tried again."),
        "NOT_FOUND" when text.Contains("external ID", StringComparison.OrdinalIgnoreCase) =>
            new(FaultKind.MappingBroken, "The external id field does not exist or is hidden from the integration user. Run check --fix."),
        "INVALID_FIELD" when text.StartsWith("Foreign key external ID", StringComparison.OrdinalIgnoreCase) =>
            new(FaultKind.InvalidData, "A record that this one refers to by external id is missing."),
        // An update of an id that never was, or was purged, has this code and no field.
        "INVALID_CROSS_REFERENCE_KEY" when fields.Count == 0 => new(FaultKind.RecordGone, "The record is not there."),
        _ => rule,
    };

    private static string Detail(string code, string text, Rule rule)
    {
        if (rule.ShowsText && text.Length > 0)
        {
            return $" {text.ReplaceLineEndings(" ").Trim()}";
        }

        var quotable = code.ToUpperInvariant() switch
        {
            "STRING_TOO_LONG" => MaximumLength().Match(text),
            "INVALID_FIELD" => NoSuchColumn().Match(text),
            _ => Match.Empty,
        };
        return quotable.Success ? $" {quotable.Value}." : "";
    }

    // The single-record answer really spells it "duplicateResut"; collections carry no candidates at all.
    private static string Candidates(JsonNode? error)
    {
        var found = error is JsonObject row ? row["duplicateResut"] ?? row["duplicateResult"] : null;
        var ids = (found.List("matchResults") ?? [])
            .SelectMany(match => match.List("matchRecords") ?? [])
            .Select(match => (match as JsonObject)?["record"].Text("Id"))
            .OfType<string>()
            .ToList();
        return ids.Count > 0 ? $" Candidates: {string.Join(", ", ids)}." : "";
    }

    private static string Cut(string text)
    {
        if (text.Length <= LongestVendorText)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestVendorText - 2]) ? LongestVendorText - 2 : LongestVendorText - 1;
        return $"{text[..end]}…";
    }

    [GeneratedRegex("UNABLE_TO_LOCK_ROW|exclusive access|CPU time", RegexOptions.IgnoreCase)]
    private static partial Regex LockWords();

    [GeneratedRegex(@"max length=\d+", RegexOptions.IgnoreCase)]
    private static partial Regex MaximumLength();

    [GeneratedRegex(@"No such column '[\w.]+' on (sobject of type |entity )'?\w+'?", RegexOptions.IgnoreCase)]
    private static partial Regex NoSuchColumn();

    private sealed record Rule(FaultKind Kind, string Sentence, bool ShowsText = false);
}
