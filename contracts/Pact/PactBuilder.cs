using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Harness.Contracts.Pact;

/// <summary>A pact (V4) between this consumer and one provider: describe the calls, then make them against the mock server.</summary>
internal sealed class PactBuilder : IDisposable
{
    private readonly PactCore.PactHandle _pact;

    public PactBuilder(string consumer, string provider)
    {
        _pact = PactCore.NewPact(consumer, provider);
        PactCore.WithSpecification(_pact, PactCore.SpecificationV4);
    }

    public InteractionBuilder UponReceiving(string description) => new(PactCore.NewInteraction(_pact, description));

    /// <summary>Runs the calls against a mock server.</summary>
    /// <returns>The pact; or what did not match, call by call.</returns>
    public async Task<PactOutcome> PlayAsync(Func<Uri, Task> calls)
    {
        var port = PactCore.CreateMockServer(_pact, "127.0.0.1", 0, "http", null);
        if (port <= 0)
        {
            throw new InvalidOperationException($"The Pact core could not start a mock server ({port}).");
        }

        try
        {
            var playing = PlayAllAsync();
            await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var mismatches = PactCore.MockServerMatched(port) ? null : Marshal.PtrToStringUTF8(PactCore.MockServerMismatches(port));
            if (mismatches is null or "[]")
            {
                // A call that matched and an assertion that failed afterwards is the test's own trouble.
                await playing;
                return new PactOutcome(Write(), null);
            }

            return new PactOutcome(null, $"{Pretty(mismatches)}{(playing.Exception is { } thrown ? $"\n{thrown.InnerException!.Message}" : "")}");
        }
        finally
        {
            PactCore.CleanupMockServer(port);
        }

        async Task PlayAllAsync() => await calls(new Uri($"http://127.0.0.1:{port}"));
    }

    public void Dispose() => _ = PactCore.FreePact(_pact);

    private JsonObject Write()
    {
        var folder = Directory.CreateTempSubdirectory("harness-pact-");
        try
        {
            var result = PactCore.WriteFile(_pact, folder.FullName, overwrite: true);
            return result == 0
                ? JsonNode.Parse(File.ReadAllText(folder.GetFiles("*.json").Single().FullName))!.AsObject()
                : throw new InvalidOperationException($"The Pact core could not write the pact ({result}).");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(PinnedPacts.Indented);
}

/// <summary>Exactly one of the two is null.</summary>
internal sealed record PactOutcome(JsonObject? Pact, string? Mismatches);
