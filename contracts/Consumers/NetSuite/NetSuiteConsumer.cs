using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Harness.Connectors.NetSuite;
using Harness.Contracts.Pact;

namespace Harness.Contracts.Consumers.NetSuite;

/// <summary>The real connector, logged in to an account whose calls the mock server answers.</summary>
public abstract class NetSuiteConsumer() : ConsumerContract("netsuite")
{
    private protected const string LoginPath = "/services/rest/auth/oauth2/v1/token";
    private protected const string Records = "/services/rest/record/v1";
    private protected const string Modified = "TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD\"T\"HH24:MI:SS')";

    private static readonly JsonObject Session = new() { ["access_token"] = "token", ["expires_in"] = "3600", ["token_type"] = "Bearer" };

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>SuiteQL gives every value as text and leaves empty columns out.</summary>
    private protected static JsonObject Id(string example = "101") => Match.Regex(example, @"^-?\d+$");

    private protected static JsonObject Amount(string example) => Match.Regex(example, @"^-?\d*\.?\d+$");

    private protected static JsonObject Moment => Match.Regex("2026-05-04T09:30:00", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$");

    private protected static JsonObject Day => Match.Regex("2026-05-04", @"^\d{4}-\d\d-\d\d$");

    private protected Task CallAsync(Action<PactBuilder> describe, Func<NetSuiteConnector, Task> call) => CallAsync(describe, call, LoggedIn);

    private protected Task CallAsync(Action<PactBuilder> describe, Func<NetSuiteConnector, Task> call, Func<HttpRequestMessage, HttpResponseMessage?> beside) =>
        InteractAsync(describe, mock => ConnectAsync(mock, call, beside));

    private protected static async Task ConnectAsync(Uri mock, Func<NetSuiteConnector, Task> call, Func<HttpRequestMessage, HttpResponseMessage?> beside)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var vendor = new MockVendor(mock, beside);
        var options = new NetSuiteOptions { Account = "1234567_SB1", ClientId = "client", CertificateId = "certificate", PrivateKeyPem = key.ExportPkcs8PrivateKeyPem() };
        using var netSuite = NetSuiteConnector.Create("netsuite", options, vendor, new HurriedClock(), new Random(7));
        await call(netSuite);
    }

    private protected static HttpResponseMessage? LoggedIn(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath == LoginPath ? new HttpResponseMessage { Content = JsonContent.Create(Session) } : null;

    private protected static InteractionBuilder Call(PactBuilder pact, string description, string state, HttpMethod method, object path) =>
        pact.UponReceiving(description).Given(state).WithRequest(method, path)
            .WithHeader("Authorization", Match.FromState(Match.Regex("Bearer token", "^Bearer .+$"), "Bearer ${token}"));

    private protected static InteractionBuilder Ask(PactBuilder pact, string description, string state, JsonObject statement) =>
        Call(pact, description, state, HttpMethod.Post, "/services/rest/query/v1/suiteql")
            .WithQuery("limit", "1000").WithQuery("offset", "0").WithHeader("Prefer", "transient").WithJsonBody(new { q = statement });

    private protected static void Query(PactBuilder pact, string description, string state, JsonObject statement, params object[] rows) =>
        Ask(pact, description, state, statement).WillRespond(200)
            .WithJsonBody(new { hasMore = false, items = rows.Length == 0 ? (object)Array.Empty<object>() : Match.Holds(rows) });

    private protected static void Currencies(PactBuilder pact) => Query(pact, "reading the currencies", "an account",
        Match.Exactly("SELECT id AS id, symbol AS name FROM currency ORDER BY id"), new { id = Id("1"), name = "EUR" }, new { id = Id("2"), name = "USD" });

    private protected static void Terms(PactBuilder pact) => Query(pact, "reading the payment terms", "an account",
        Match.Exactly("SELECT id AS id, name AS name FROM term ORDER BY id"), new { id = Id("1"), name = "Net 30" });

    private protected static InteractionBuilder Schema(PactBuilder pact, string type, string description) =>
        Call(pact, description, "an account", HttpMethod.Get, $"{Records}/metadata-catalog/{type}").WithHeader("Accept", "application/schema+json").WillRespond(200);

    private protected static InteractionBuilder Write(PactBuilder pact, string description, string state, HttpMethod method, object path, object body, string? replace = null)
    {
        var call = Call(pact, description, state, method, path)
            .WithHeader("X-NetSuite-PropertyNameValidation", "Error").WithHeader("X-NetSuite-PropertyValueValidation", "Error").WithJsonBody(body);
        return replace is null ? call : call.WithQuery("replace", replace);
    }

    /// <summary>A PUT says where the record is; a PATCH says nothing.</summary>
    private protected static void Written(InteractionBuilder write, string? type = null)
    {
        write.WillRespond(204);
        if (type is not null)
        {
            write.WithHeader("Location", Match.Regex(
                $"https://1234567-sb1.suitetalk.api.netsuite.com{Records}/{type}/101", $@"^https?://[^/]+{Records}/{type}/\d+$"));
        }
    }

    private protected static JsonObject Reference(string name, string example) => new() { ["id"] = Match.Exactly($"${{{name}}}", (name, example)) };
}
