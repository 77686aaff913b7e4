namespace Harness.Contracts.Pact;

/// <summary>
/// The calls of one connector: a test describes a call, makes it with the real connector code, and the call must be the one that is committed.
/// HARNESS_PIN_PACTS=1 commits what the tests say instead; the difference is then read in the change.
/// </summary>
public abstract class ConsumerContract(string provider)
{
    private const string Consumer = "harness";
    private static readonly bool Pinning = Environment.GetEnvironmentVariable("HARNESS_PIN_PACTS") == "1";

    public static string PactsFolder => Repository.At("contracts", "Pacts");

    public static string FileOf(string provider) => new PinnedPacts(PactsFolder, Consumer, provider).Path;

    private protected async Task InteractAsync(Action<PactBuilder> describe, Func<Uri, Task> calls)
    {
        using var pact = new PactBuilder(Consumer, provider);
        describe(pact);
        var outcome = await pact.PlayAsync(calls);
        if (outcome.Pact is null)
        {
            Assert.Fail($"The connector's calls are not the ones described:\n{outcome.Mismatches}");
        }

        var pinned = new PinnedPacts(PactsFolder, Consumer, provider);
        if (Pinning)
        {
            pinned.Pin(outcome.Pact, ConsumerSources.Mention);
        }
        else if (pinned.DifferenceOf(outcome.Pact) is { Length: > 0 } difference)
        {
            Assert.Fail($"{Path.GetFileName(pinned.Path)} does not have these calls. Is the change meant? Then run the tests with HARNESS_PIN_PACTS=1.\n{difference}");
        }
    }
}
