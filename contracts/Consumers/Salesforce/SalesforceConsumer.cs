using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Connectors.Salesforce;
using Harness.Contracts.Pact;

namespace Harness.Contracts.Consumers.Salesforce;

/// <summary>The real connector, logged in to an org whose calls the mock server answers.</summary>
public abstract class SalesforceConsumer() : ConsumerContract("salesforce")
{
    private protected const string Api = "/services/data/v67.0";
    private protected const string LoginPath = "/services/oauth2/token";
    private protected const string AccountId = "001dZ0000000001AAA";
    private protected const string OpportunityId = "006dZ0000000001AAA";
    private protected const string ProductId = "01tdZ0000000001AAA";
    private protected const string EntryId = "01udZ0000000001AAA";
    private protected const string BookId = "01sdZ0000000001AAA";

    private static readonly JsonObject Session = new()
    {
        ["access_token"] = "token",
        ["instance_url"] = "https://acme.my.salesforce.com",
        ["id"] = "https://login.salesforce.com/id/00DdZ0000000001AAA/005dZ0000000001AAA",
    };

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Salesforce shows an offset without colon.</summary>
    private protected static JsonObject Stamp => Match.Regex("2026-05-04T09:30:00.000+0000", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$");

    private protected static SalesforceOptions WithSecret => new()
    {
        LoginUrl = new Uri("https://acme.my.salesforce.com"), ClientId = "client", ClientSecret = "secret",
    };

    private protected Task CallAsync(Action<PactBuilder> describe, Func<SalesforceConnector, Task> call) => CallAsync(WithSecret, describe, call, LoggedIn);

    private protected Task CallAsync(
        SalesforceOptions options, Action<PactBuilder> describe, Func<SalesforceConnector, Task> call, Func<HttpRequestMessage, HttpResponseMessage?> beside) =>
        InteractAsync(describe, mock => ConnectAsync(mock, options, call, beside));

    private protected static async Task ConnectAsync(
        Uri mock, SalesforceOptions options, Func<SalesforceConnector, Task> call, Func<HttpRequestMessage, HttpResponseMessage?> beside)
    {
        using var vendor = new MockVendor(mock, beside);
        await call(SalesforceConnector.Create("salesforce", options, vendor, new HurriedClock(), new Random(7)));
    }

    private protected static HttpResponseMessage? LoggedIn(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath == LoginPath ? new HttpResponseMessage { Content = JsonContent.Create(Session) } : null;

    private protected static InteractionBuilder Call(PactBuilder pact, string description, string state, HttpMethod method, object path) =>
        pact.UponReceiving(description).Given(state).WithRequest(method, path)
            .WithHeader("Authorization", Match.FromState(Match.Regex("Bearer token", "^Bearer .+$"), "Bearer ${token}"))
            .WithHeader("Accept", "application/json")
            .WithHeader("Sforce-Call-Options", "client=harness");

    private protected static InteractionBuilder Query(PactBuilder pact, string description, string state, string resource, JsonObject soql) =>
        Call(pact, description, state, HttpMethod.Get, $"{Api}/{resource}").WithQuery("q", soql).WithHeader("Sforce-Query-Options", "batchSize=2000");

    /// <summary>Several statements in one call; each resource with its statement, as the connector writes it before it is escaped.</summary>
    private protected static InteractionBuilder Queries(
        PactBuilder pact, string description, string state, (string Resource, string Soql)[] statements, params ReadOnlySpan<(string Name, string Example)> told)
    {
        var parts = new JsonArray();
        foreach (var (resource, soql) in statements)
        {
            // The names of values that the state tells stay as they are.
            var escaped = Uri.EscapeDataString(soql).Replace("%24%7B", "${", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal);
            parts.Add(new JsonObject { ["method"] = "GET", ["url"] = Match.Exactly($"{Api}/{resource}?q={escaped}", told), ["referenceId"] = $"query{parts.Count}" });
        }

        return Call(pact, description, state, HttpMethod.Post, $"{Api}/composite")
            .WithJsonBody(new JsonObject { ["allOrNone"] = false, ["collateSubrequests"] = false, ["compositeRequest"] = parts });
    }

    /// <summary>What each statement of one call is answered with.</summary>
    private protected static object Answers(params object[] bodies) => new
    {
        compositeResponse = bodies.Select((body, index) => new { body, httpStatusCode = 200, referenceId = $"query{index}" }).ToArray(),
    };

    private protected static JsonObject Id(string example) => Match.Regex(example, $"^{example[..3]}[A-Za-z0-9]{{15}}$");

    /// <summary>The last page of a query.</summary>
    private protected static object Rows(params ReadOnlySpan<object> rows) => new { done = true, records = Match.Holds(rows) };

    private protected static JsonObject Body(params object[] rows) => new()
    {
        ["allOrNone"] = false, ["records"] = new JsonArray([.. rows.Select(Match.Node)]),
    };

    private protected static object Done(string id, bool? created = null) => created is null
        ? new { id = Id(id), success = true, errors = Array.Empty<object>() }
        : new { id = Id(id), success = true, created, errors = Array.Empty<object>() };

    private protected static object Failed(string code) => new
    {
        success = false,
        errors = Match.EachLike(new { statusCode = Match.Regex(code, $"^{code}$"), message = Match.Like("What the org says"), fields = Match.Like(Array.Empty<string>()) }),
    };
}
