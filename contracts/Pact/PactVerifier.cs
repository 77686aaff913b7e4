using System.Text.Json.Nodes;

namespace Harness.Contracts.Pact;

/// <summary>Replays a pact file's calls against a running provider.</summary>
internal sealed class PactVerifier(string provider, Uri url)
{
    private readonly Dictionary<string, string> _headers = [];

    /// <summary>Sets the header on every call that is replayed, in place of the example in the pact.</summary>
    public PactVerifier WithHeader(string name, string value)
    {
        _headers[name] = value;
        return this;
    }

    /// <param name="arrange">Brings the provider into the state of that name with those parameters before a call, and says what the call must name.</param>
    /// <param name="description">A regular expression over the calls' descriptions, or null for all calls.</param>
    public async Task<VerificationOutcome> VerifyAsync(string file, Func<string, JsonObject, Task<JsonObject>> arrange, string? description = null)
    {
        await using var states = await ProviderStates.StartAsync(arrange);
        var verifier = VerifierCore.New("harness-contracts", "1");
        VerifierCore.SetProviderInfo(verifier, provider, url.Scheme, url.Host, (ushort)url.Port, url.AbsolutePath);
        VerifierCore.SetProviderState(verifier, states.Url.AbsoluteUri, teardown: 0, asBody: 1);
        _ = VerifierCore.SetVerificationOptions(verifier, disableTlsVerification: 0, requestTimeoutMilliseconds: 30_000);
        _ = VerifierCore.SetColouredOutput(verifier, 0);
        VerifierCore.AddFileSource(verifier, file);
        if (description is not null)
        {
            VerifierCore.SetFilter(verifier, description, null, 0);
        }

        foreach (var (name, value) in _headers)
        {
            VerifierCore.AddCustomHeader(verifier, name, value);
        }

        // The core blocks its thread until the last call is verified.
        var result = await Task.Run(() => VerifierCore.Execute(verifier));
        var output = PactCore.TakeString(VerifierCore.Output(verifier, 1));
        VerifierCore.Shutdown(verifier);
        return new VerificationOutcome(result == 0 && states.Trouble is null, states.Trouble is { } trouble ? $"{trouble}\n{output}" : output);
    }
}

internal sealed record VerificationOutcome(bool Passed, string Report);
