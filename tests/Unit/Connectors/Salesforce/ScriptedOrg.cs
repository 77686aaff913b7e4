using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Connectors.Salesforce;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Connectors.Salesforce;

/// <summary>An org that says what a test tells it to, for answers that are rare at the vendor.</summary>
internal sealed class ScriptedOrg : HttpMessageHandler
{
    public const string Secret = "a-secret-that-nobody-may-see";
    public const string Organisation = "00Dxx0000000001EAA";

    private readonly Queue<Func<Call, HttpResponseMessage?>> answers = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    public List<Call> Calls { get; } = [];

    public int Logins { get; private set; }

    public Func<int, HttpResponseMessage>? LoginAnswer { get; set; }

    public ScriptedOrg Answers(Func<Call, HttpResponseMessage> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public ScriptedOrg Answers(string json, int status = 200) => Answers(_ => Json(json, status));

    public ScriptedOrg AnswersRows(params JsonObject[] rows) => Answers(_ => Json(Page(rows)));

    /// <summary>One body for each part of a composite call, told in another order than asked.</summary>
    public ScriptedOrg AnswersParts(params (int Status, string Body)[] parts) => Answers(call => Json(new JsonObject
    {
        ["compositeResponse"] = new JsonArray([.. call.Parts.Zip(parts, (asked, part) => new JsonObject
        {
            ["body"] = JsonNode.Parse(part.Body), ["httpHeaders"] = new JsonObject(), ["httpStatusCode"] = part.Status, ["referenceId"] = asked.Reference,
        }).Reverse()]),
    }.ToJsonString()));

    public ScriptedOrg AnswersParts(params string[] bodies) => AnswersParts([.. bodies.Select(body => (200, body))]);

    /// <summary>The call arrives and is never answered.</summary>
    public void AnswersNever() => answers.Enqueue(_ => null);

    public SalesforceConnector Connector() => SalesforceConnector.Create(
        "salesforce",
        new SalesforceOptions { LoginUrl = new Uri("https://acme.my.salesforce.com"), ClientId = "app", ClientSecret = Secret },
        this, Clock, new Random(7));

    public async Task<T> Settle<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await work;
    }

    public static string Page(params JsonObject[] rows) => new JsonObject
    {
        ["totalSize"] = rows.Length, ["done"] = true, ["records"] = new JsonArray([.. rows]),
    }.ToJsonString();

    public static HttpResponseMessage Json(string json, int status = 200) => new((HttpStatusCode)status)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/json"),
    };

    public static HttpResponseMessage Error(int status, string code, string message) =>
        Json($$"""[{"message":"{{message}}","errorCode":"{{code}}"}]""", status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (request.RequestUri!.AbsolutePath == "/services/oauth2/token")
        {
            Logins++;
            return LoginAnswer?.Invoke(Logins) ?? Json($$"""
                {"access_token":"token-{{Logins}}","instance_url":"https://acme.my.salesforce.com",
                 "id":"https://login.salesforce.com/id/{{Organisation}}/005xx0000000002AAA","token_type":"Bearer","issued_at":"1790000000000"}
                """);
        }

        var call = new Call(request.Method.Method, Uri.UnescapeDataString(request.RequestUri.PathAndQuery), body, request.Headers.ToString(), request.RequestUri);
        Calls.Add(call);
        if (!answers.TryDequeue(out var answer))
        {
            throw new InvalidOperationException($"Nothing was scripted for {call.Method} {call.Path}");
        }

        if (answer(call) is { } response)
        {
            return response;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, Clock, cancellationToken);
        throw new InvalidOperationException("An endless wait ended.");
    }

    internal sealed record Call(string Method, string Path, string Body, string Headers, Uri Url)
    {
        public JsonArray Rows => JsonNode.Parse(Body)!["records"]!.AsArray();

        /// <summary>What a composite call asks, decoded.</summary>
        public IReadOnlyList<(string Reference, string Url)> Parts =>
            [.. JsonNode.Parse(Body)!["compositeRequest"]!.AsArray().Select(part => (part!["referenceId"]!.ToString(), Uri.UnescapeDataString(part["url"]!.ToString())))];
    }
}
