using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Harness.Contracts.Pact.Tests;

public sealed class BindingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_as_described_gives_the_pact_with_its_matchers()
    {
        using var pact = OrderPact();

        var outcome = await pact.PlayAsync(url => PostOrderAsync(url, "SO-1"));

        outcome.Mismatches.ShouldBeNull();
        var interaction = PinnedPacts.InteractionsOf(outcome.Pact!).ShouldHaveSingleItem();
        interaction["request"]!["matchingRules"]!["body"]!.AsObject().Select(rule => rule.Key).ShouldContain("$.number");
        interaction["providerStates"]![0]!["params"]!["name"]!.GetValue<string>().ShouldBe("Acme");
    }

    [Fact]
    public async Task A_call_with_another_body_names_the_place()
    {
        using var pact = OrderPact();

        var outcome = await pact.PlayAsync(url => PostOrderAsync(url, "wrong"));

        outcome.Pact.ShouldBeNull();
        outcome.Mismatches!.ShouldContain("$.number");
        outcome.Mismatches!.ShouldContain("/orders");
    }

    [Fact]
    public async Task A_call_that_is_never_made_is_missed()
    {
        using var pact = OrderPact();

        var outcome = await pact.PlayAsync(_ => Task.CompletedTask);

        outcome.Mismatches!.ShouldContain("missing-request");
    }

    [Fact]
    public async Task An_assertion_that_fails_after_a_good_call_is_not_hidden()
    {
        using var pact = OrderPact();

        await Assert.ThrowsAsync<ShouldAssertException>(() => pact.PlayAsync(async url =>
        {
            await PostOrderAsync(url, "SO-1");
            "other".ShouldBe("expected");
        }));
    }

    [Fact]
    public async Task A_good_provider_passes_in_the_state_the_call_needs_and_with_the_header_it_is_given()
    {
        var states = new List<string>();
        await using var provider = await SampleProvider.StartAsync("SO-7");
        using var file = await PactFileAsync();

        var outcome = await new PactVerifier("sample", provider.Url).WithHeader("Authorization", "Bearer fresh")
            .VerifyAsync(file.Path, (state, parameters) =>
            {
                states.Add($"{state} {parameters["name"]}");
                return Task.FromResult<JsonObject>([]);
            });

        outcome.Passed.ShouldBeTrue(outcome.Report);
        states.ShouldBe(["a customer Acme"]);
        provider.LastAuthorization.ShouldBe("Bearer fresh");
    }

    [Fact]
    public async Task A_provider_that_answers_otherwise_fails_and_the_report_says_where()
    {
        await using var provider = await SampleProvider.StartAsync("not a number");
        using var file = await PactFileAsync();

        var outcome = await new PactVerifier("sample", provider.Url).VerifyAsync(file.Path, (_, _) => Task.FromResult<JsonObject>([]));

        outcome.Passed.ShouldBeFalse();
        outcome.Report.ShouldContain("$.id");
    }

    [Fact]
    public async Task A_state_that_cannot_be_arranged_fails_the_verification()
    {
        await using var provider = await SampleProvider.StartAsync("SO-7");
        using var file = await PactFileAsync();

        var outcome = await new PactVerifier("sample", provider.Url)
            .VerifyAsync(file.Path, (state, _) => throw new InvalidOperationException($"no '{state}' here"));

        outcome.Passed.ShouldBeFalse();
        outcome.Report.ShouldContain("no 'a customer' here");
    }

    [Fact]
    public async Task A_call_takes_from_the_state_what_it_must_name()
    {
        await using var provider = await SampleProvider.StartAsync("SO-7");
        using var pact = OrderPact(Match.FromState(Match.Regex("Bearer token", "^Bearer .+$"), "Bearer ${token}"));
        using var file = new TemporaryPact((await pact.PlayAsync(url => PostOrderAsync(url, "SO-1"))).Pact!);

        var outcome = await new PactVerifier("sample", provider.Url).VerifyAsync(file.Path, (_, _) => Task.FromResult(new JsonObject { ["token"] = "fresh" }));

        outcome.Passed.ShouldBeTrue(outcome.Report);
        provider.LastAuthorization.ShouldBe("Bearer fresh");
    }

    private static PactBuilder OrderPact(JsonObject? authorization = null)
    {
        var pact = new PactBuilder("harness", "sample");
        pact.UponReceiving("a new order").Given("a customer", new { name = "Acme" })
            .WithRequest(HttpMethod.Post, "/orders")
            .WithQuery("draft", "false")
            .WithHeader("Authorization", authorization ?? Match.Regex("Bearer token", "^Bearer .+$"))
            .WithJsonBody(new { number = Match.Regex("SO-1", @"^SO-\d+$"), quantity = Match.Integer(2), price = Match.Decimal(10.5m) })
            .WillRespond(201)
            .WithJsonBody(new { id = Match.Regex("SO-1", @"^SO-\d+$"), lines = Match.EachLike(new { item = Match.Like("kit") }) });
        return pact;
    }

    private static async Task PostOrderAsync(Uri url, string number)
    {
        using var handler = new SocketsHttpHandler();
        using var client = new HttpClient(handler, disposeHandler: false);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        await client.PostAsJsonAsync(new Uri(url, "/orders?draft=false"), new { number, quantity = 3, price = 1.25m }, Ct);
    }

    private static async Task<TemporaryPact> PactFileAsync()
    {
        using var pact = OrderPact();
        return new TemporaryPact((await pact.PlayAsync(url => PostOrderAsync(url, "SO-1"))).Pact!);
    }

    private sealed class TemporaryPact : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-pact-test-");

        public TemporaryPact(JsonObject pact)
        {
            var pinned = new PinnedPacts(_folder.FullName, "harness", "sample");
            pinned.Pin(pact, _ => true);
            Path = pinned.Path;
        }

        public string Path { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
