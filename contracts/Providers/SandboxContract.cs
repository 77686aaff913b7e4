using System.Text.Json.Nodes;
using Harness.Contracts.Pact;

namespace Harness.Contracts.Providers;

/// <summary>
/// The calls that only read ("reading ..."), replayed against a sandbox of the vendor. The records that they need must be
/// there: a state looks for one and never makes it.
/// </summary>
public abstract class SandboxContract(string provider)
{
    private const string ReadOnly = "^reading ";

    [Fact]
    public async Task Answers_every_call_that_only_reads()
    {
        var name = $"HARNESS_CONTRACT_{provider.ToUpperInvariant()}";
        var (url, token) = (Environment.GetEnvironmentVariable($"{name}_URL"), Environment.GetEnvironmentVariable($"{name}_TOKEN"));
        Assert.SkipWhen(
            string.IsNullOrEmpty(url) || string.IsNullOrEmpty(token), $"Set {name}_URL and {name}_TOKEN (a sandbox's address and an access token) to replay the calls that only read.");
        using var api = new VendorApi(new Uri(url)) { Token = token };

        await ReplayAsync(api);
    }

    private protected async Task ReplayAsync(VendorApi api)
    {
        var outcome = await new PactVerifier(provider, api.Root).VerifyAsync(ConsumerContract.FileOf(provider), async (state, _) =>
        {
            var told = await FindAsync(api, state);
            told.TryAdd("token", api.Token);
            return told;
        }, ReadOnly);

        Assert.True(outcome.Passed, outcome.Report);
    }

    private protected abstract Task<JsonObject> FindAsync(VendorApi api, string state);

    private protected static JsonObject First(JsonNode answer, string list, string state) => answer[list]!.AsArray() is [JsonObject row, ..]
        ? row
        : throw new InvalidOperationException($"The sandbox does not have {state}.");

    private protected static InvalidOperationException Unknown(string state) => new($"No sandbox can be brought into the state '{state}'.");
}
