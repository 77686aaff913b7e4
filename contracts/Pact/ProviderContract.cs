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

        var outcome = await new PactVerifier(provider, await StartAsync()).VerifyAsync(file, ArrangeAsync);

        Assert.True(outcome.Passed, outcome.Report);
    }

    /// <summary>Starts the system and says where it listens.</summary>
    protected abstract Task<Uri> StartAsync();

    /// <summary>
    /// Brings the system into the state that a call needs, and says the values that the call takes from it (a token, an
    /// id). An unknown state is an error: throw.
    /// </summary>
    protected abstract Task<JsonObject> ArrangeAsync(string state, JsonObject parameters);
}
