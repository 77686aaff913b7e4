using System.Text.Json.Nodes;

namespace Harness.Contracts.Pact;

/// <summary>The committed calls of one connector, replayed against the system that must answer them.</summary>
public abstract class ProviderContract(string provider)
{
    [Fact]
    public async Task Answers_every_committed_call()
    {
        var file = ConsumerContract.FileOf(provider);
        Assert.True(File.Exists(file), $"No pact is committed for {provider}: run the consumer tests with HARNESS_PIN_PACTS=1.");
        var verifier = new PactVerifier(provider, await StartAsync());
        foreach (var (name, value) in await HeadersAsync())
        {
            verifier.WithHeader(name, value);
        }

        var outcome = await verifier.VerifyAsync(file, ArrangeAsync);

        Assert.True(outcome.Passed, outcome.Report);
    }

    /// <summary>Starts the system and says where it listens.</summary>
    protected abstract Task<Uri> StartAsync();

    /// <summary>Brings the system into the state that a call needs. An unknown state is an error: throw.</summary>
    protected abstract Task ArrangeAsync(string state, JsonObject parameters);

    /// <summary>Headers that only a running system can give, such as a fresh token.</summary>
    protected virtual Task<IReadOnlyDictionary<string, string>> HeadersAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
