using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>The one table from what Odoo says to why a record stopped. The class of the exception decides, its words refine.</summary>
internal static class OdooFaults
{
    private const int longestMessage = 300;

    private static readonly (string Name, FaultKind Kind)[] kinds =
    [
        ("odoo.exceptions.AccessDenied", FaultKind.LoginFailed),
        ("werkzeug.exceptions.Unauthorized", FaultKind.LoginFailed),
        ("odoo.exceptions.AccessError", FaultKind.PermissionMissing),
        ("odoo.exceptions.MissingError", FaultKind.RecordGone),
        ("odoo.exceptions.LockError", FaultKind.RowLocked),
        ("psycopg2.", FaultKind.RowLocked),
        ("odoo.exceptions.", FaultKind.InvalidData),
        ("builtins.ValueError", FaultKind.InvalidData),
        ("builtins.KeyError", FaultKind.MappingBroken),
        ("builtins.TypeError", FaultKind.MappingBroken),
        ("builtins.AttributeError", FaultKind.MappingBroken),
        ("werkzeug.exceptions.", FaultKind.MappingBroken),
    ];

    private static readonly (string Words, FaultKind Kind)[] byWords =
    [
        ("invalid field", FaultKind.MappingBroken),
        ("doesn't exist", FaultKind.MappingBroken),
        ("mandatory field", FaultKind.RequiredMissing),
        ("missing required value", FaultKind.RequiredMissing),
        ("require a name", FaultKind.RequiredMissing),
        ("duplicate key value", FaultKind.DuplicateInTarget),
        ("already exists", FaultKind.DuplicateInTarget),
        ("database identifier", FaultKind.RecordGone),
        ("no matching record found for database id", FaultKind.RecordGone),
        ("could not serialize", FaultKind.RowLocked),
        ("too long", FaultKind.TooLong),
    ];

    public static Fault Unreachable(string message) => new(FaultKind.Unavailable, message);

    public static Fault InDoubt(string message) => new(FaultKind.OutcomeUnknown, $"{message} It is looked up before anything is sent again.");

    public static Fault Broken(string message, params string[] fields) => new(FaultKind.MappingBroken, message, Fields: fields.Length == 0 ? null : fields);

    public static Fault Unexpected(string message) => new(FaultKind.UnexpectedAnswer, message);

    /// <summary>The server says itself that it did nothing: its transaction was rolled back.</summary>
    public static bool IsRefusal(OdooReply reply) => reply.Answer.Status is 401 or 403 or 404
        || (reply.Name is { } name && Array.Exists(kinds, row => name.StartsWith(row.Name, StringComparison.Ordinal)) && !SucceededAndFaulted(reply));

    public static Fault Of(OdooReply reply) => reply.Answer.Status switch
    {
        429 => new Fault(FaultKind.Throttled, "The server asked for fewer calls.", reply.Answer.RetryAfter, VendorCode: "429"),
        401 => Login(reply),
        _ when SucceededAndFaulted(reply) => InDoubt("Odoo carried it out and could not put the answer in words."),
        _ when reply.Name is { } name => Said(Kind(name, reply.Message ?? ""), name, reply.Message ?? ""),
        >= 500 => new Fault(FaultKind.Unavailable, $"Odoo answered with status {reply.Answer.Status}.", reply.Answer.RetryAfter),
        403 => new Fault(FaultKind.PermissionMissing, "Odoo refused the call: the integration's user may not make it."),
        404 => Broken("Odoo does not serve this address: check BaseUrl, Database and Protocol (json2 from Odoo 19 on, jsonrpc before)."),
        _ => Unexpected($"Odoo answered with status {reply.Answer.Status} and nothing that can be read."),
    };

    /// <summary>One message of "load", which answers with status 200 even where rows fail.</summary>
    public static Fault OfRow(string message, string? field) =>
        Said(Kind("odoo.exceptions.ValidationError", message), "load", message) with { Fields = field is null ? null : [field] };

    /// <summary>XML-RPC has no word for "nothing": the method succeeds and the answer is a fault.</summary>
    private static bool SucceededAndFaulted(OdooReply reply) => reply.Message?.Contains("cannot marshal None", StringComparison.Ordinal) == true;

    private static Fault Login(OdooReply reply) => new(
        FaultKind.LoginFailed,
        "Odoo does not accept the API key: it is wrong, was removed, or has expired (keys live three months at most on Odoo Online). Issue a new one for the integration's user.",
        VendorCode: reply.Name);

    private static FaultKind Kind(string name, string message)
    {
        var kind = Array.Find(kinds, row => name.StartsWith(row.Name, StringComparison.Ordinal)) is { Name: not null } row ? row.Kind : FaultKind.Unavailable;
        return kind is FaultKind.InvalidData && Array.Find(byWords, words => message.Contains(words.Words, StringComparison.OrdinalIgnoreCase)) is { Words: not null } words
            ? words.Kind
            : kind;
    }

    private static Fault Said(FaultKind kind, string name, string message)
    {
        var said = Shortened(message);
        return new Fault(
            kind,
            kind switch
            {
                FaultKind.LoginFailed => "Odoo does not accept the login or its key: check Database, Login and ApiKey; a key that has expired must be issued anew.",
                FaultKind.PermissionMissing => $"The integration's user lacks a right: {said}",
                FaultKind.RecordGone => $"Odoo has no such record any more: it was deleted, or the integration's user may not see it. {said}",
                FaultKind.RowLocked => "Somebody else holds the record in Odoo; it is tried again.",
                FaultKind.Unavailable => $"Odoo failed inside ({name}).",
                _ => $"Odoo refused it: {said}",
            },
            VendorCode: name);
    }

    private static string Shortened(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.Length <= longestMessage ? line : line[..(char.IsHighSurrogate(line[longestMessage - 1]) ? longestMessage - 1 : longestMessage)] + "…";
    }
}
