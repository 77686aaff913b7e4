using System.Text.Json.Nodes;

namespace Harness.Reliability.Faults;

internal enum Sent
{
    Read,
    Write,
}

internal enum Effect
{
    None,
    AtOnce,
    Later,
}

/// <summary>One fault as it is armed, and what a caller over the socket sees of it.</summary>
/// <param name="Status">What is answered; <see cref="RawAnswer.Reset"/> where the connection breaks.</param>
/// <param name="Says">In the answer's body.</param>
internal sealed record FaultRow(string System, string Arms, Sent Sent, int Status, string Says, Effect Effect)
{
    public JsonObject Order => JsonNode.Parse(Arms)!.AsObject();

    public override string ToString() => $"{System} {Arms}";
}

internal static class FaultRows
{
    private const string Salesforce = "salesforce";
    private const string NetSuite = "netsuite";

    public static readonly IReadOnlyList<FaultRow> All =
    [
        new(Salesforce, """{"kind":"throttle","operation":"write"}""", Sent.Write, 403, "REQUEST_LIMIT_EXCEEDED", Effect.None),
        new(Salesforce, """{"kind":"unavailable","operation":"write"}""", Sent.Write, 503, "SERVER_UNAVAILABLE", Effect.None),
        new(Salesforce, """{"kind":"unavailable","operation":"write","html":true}""", Sent.Write, 503, "<h1>Down for maintenance</h1>", Effect.None),
        new(Salesforce, """{"kind":"timeout","operation":"write","hold":0.3}""", Sent.Write, RawAnswer.Reset, "", Effect.None),
        new(Salesforce, """{"kind":"reset-before","operation":"write"}""", Sent.Write, RawAnswer.Reset, "", Effect.None),
        new(Salesforce, """{"kind":"reset-after-commit","operation":"write"}""", Sent.Write, RawAnswer.Reset, "", Effect.AtOnce),
        new(Salesforce, """{"kind":"error-after-commit","operation":"write"}""", Sent.Write, 500, "UNKNOWN_EXCEPTION", Effect.AtOnce),
        new(Salesforce, """{"kind":"late-commit","operation":"write","delay":0.3}""", Sent.Write, RawAnswer.Reset, "", Effect.Later),
        new(Salesforce, """{"kind":"expire-token","operation":"write"}""", Sent.Write, 401, "INVALID_SESSION_ID", Effect.None),
        new(Salesforce, """{"kind":"revoke-token","operation":"write"}""", Sent.Write, 401, "INVALID_SESSION_ID", Effect.None),
        new(Salesforce, """{"kind":"row-lock","operation":"write"}""", Sent.Write, 400, "UNABLE_TO_LOCK_ROW", Effect.None),
        new(Salesforce, """{"kind":"slow-page","operation":"read","delay":0.3}""", Sent.Read, 200, "records", Effect.None),
        new(Salesforce, """{"kind":"schema-change","operation":"read","object":"Account","field":"Phone"}""", Sent.Read, 400, "No such column", Effect.None),
        new(NetSuite, """{"kind":"throttle","operation":"write"}""", Sent.Write, 429, "CONCURRENCY_LIMIT_EXCEEDED", Effect.None),
        new(NetSuite, """{"kind":"throttle","operation":"write","status":400}""", Sent.Write, 400, "CONCURRENCY_LIMIT_EXCEEDED", Effect.None),
        new(NetSuite, """{"kind":"unavailable","operation":"write"}""", Sent.Write, 503, "SERVICE_UNAVAILABLE", Effect.None),
        new(NetSuite, """{"kind":"unavailable","operation":"write","html":true}""", Sent.Write, 503, "<h1>Down for maintenance</h1>", Effect.None),
        new(NetSuite, """{"kind":"timeout","operation":"write","hold":0.3}""", Sent.Write, RawAnswer.Reset, "", Effect.None),
        new(NetSuite, """{"kind":"reset-before","operation":"write"}""", Sent.Write, RawAnswer.Reset, "", Effect.None),
        new(NetSuite, """{"kind":"reset-after-commit","operation":"write"}""", Sent.Write, RawAnswer.Reset, "", Effect.AtOnce),
        new(NetSuite, """{"kind":"error-after-commit","operation":"write"}""", Sent.Write, 500, "UNEXPECTED_ERROR", Effect.AtOnce),
        new(NetSuite, """{"kind":"late-commit","operation":"write","delay":0.3}""", Sent.Write, RawAnswer.Reset, "", Effect.Later),
        new(NetSuite, """{"kind":"expire-token","operation":"write"}""", Sent.Write, 401, "INVALID_LOGIN", Effect.None),
        new(NetSuite, """{"kind":"revoke-token","operation":"write"}""", Sent.Write, 401, "INVALID_LOGIN", Effect.None),
        new(NetSuite, """{"kind":"row-lock","operation":"write"}""", Sent.Write, 400, "holding a lock", Effect.None),
        new(NetSuite, """{"kind":"slow-page","operation":"read","delay":0.3}""", Sent.Read, 200, "items", Effect.None),
        new(NetSuite, """{"kind":"schema-change","operation":"read","field":"custentity_account_note"}""", Sent.Read, 400, "custentity_account_note", Effect.None),
    ];

    public static FaultRow Named(string name) => All.Single(row => row.ToString() == name);
}
