using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Connectors.BusinessCentral;
using Harness.Contracts.Pact;

namespace Harness.Contracts.Consumers.BusinessCentral;

/// <summary>The real connector, logged in to a company whose calls the mock server answers.</summary>
public abstract class BusinessCentralConsumer() : ConsumerContract("businesscentral")
{
    private protected const string Tenant = "6b1fd0a5-8c66-4e6e-9a3c-0f5d0f2b7c11";
    private protected const string LoginPath = $"/{Tenant}/oauth2/v2.0/token";
    private protected const string Root = $"/v2.0/{Tenant}/Production/api/v2.0";
    private protected const string Company = "9d0a2e61-3a4f-4d52-8a53-6f0c4a7c1e11";
    private protected const string Some = "11111111-2222-3333-4444-555555555555";

    private static readonly JsonObject Session = new() { ["access_token"] = "token", ["expires_in"] = 3600, ["token_type"] = "Bearer" };

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected static JsonObject Id(string example = Some) => Match.Regex(example, "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    private protected static JsonObject Etag => Match.Regex("W/\"etag\"", "^W/\".+\"$");

    private protected static JsonObject Moment => Match.Regex("2026-05-04T09:30:00.123Z", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$");

    private protected Task CallAsync(Action<PactBuilder> describe, Func<BusinessCentralConnector, Task> call) => CallAsync(describe, call, InCompany);

    private protected Task CallAsync(Action<PactBuilder> describe, Func<BusinessCentralConnector, Task> call, Func<HttpRequestMessage, HttpResponseMessage?> beside) =>
        InteractAsync(describe, async mock =>
        {
            using var vendor = new MockVendor(mock, beside);
            var options = new BusinessCentralOptions { Tenant = Tenant, Environment = "Production", Company = "CRONUS DE", ClientId = "client", ClientSecret = "secret" };
            using var central = BusinessCentralConnector.Create("businesscentral", options, vendor, new HurriedClock(), new Random(7));
            await call(central);
        });

    private protected static HttpResponseMessage? LoggedIn(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath == LoginPath ? new HttpResponseMessage { Content = JsonContent.Create(Session) } : null;

    /// <summary>Logged in, and the company is known.</summary>
    private protected static HttpResponseMessage? InCompany(HttpRequestMessage request) => LoggedIn(request)
        ?? (request.RequestUri!.AbsolutePath == $"{Root}/companies"
            ? new HttpResponseMessage { Content = JsonContent.Create(new { value = new[] { new { id = Company, name = "CRONUS DE", displayName = "CRONUS DE" } } }) }
            : null);

    private protected static InteractionBuilder Call(PactBuilder pact, string description, string state, HttpMethod method, string path) =>
        pact.UponReceiving(description).Given(state).WithRequest(method, path)
            .WithHeader("Authorization", Match.FromState(Match.Regex("Bearer token", "^Bearer .+$"), "Bearer ${token}"));

    private protected static InteractionBuilder Batch(PactBuilder pact, string description, string state, params object[] requests) =>
        Call(pact, description, state, HttpMethod.Post, $"{Root}/$batch").WithHeader("Prefer", "odata.continue-on-error").WithJsonBody(new { requests });

    private protected static object Get(int id, JsonObject url, int? pageSize = 5000) => pageSize is { } rows
        ? new { id = $"{id}", method = "GET", url, headers = new { Prefer = $"odata.maxpagesize={rows}" } }
        : new { id = $"{id}", method = "GET", url, headers = new { } };

    private protected static object Rows(int id, params object[] rows) =>
        new { id = $"{id}", status = 200, body = new { value = rows.Length == 0 ? (object)Array.Empty<object>() : Match.Holds(rows) } };

    /// <summary>A path in the company, with what the state tells in it.</summary>
    private protected static JsonObject In(string path, params ReadOnlySpan<(string Name, string Example)> told) =>
        Match.Exactly($"companies({Company})/{path}", told);

    private protected static string Filter(string condition) => $"$filter={Uri.EscapeDataString(condition)}";
}
