namespace Harness.Connectors.HubSpot;

/// <summary>What this process wrote lately, by object: searches may not show it yet.</summary>
internal sealed class HubSpotRecent(TimeProvider clock)
{
    // The vendor says "a few moments"; minutes were seen on busy days.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Type, string Id), DateTimeOffset> written = [];

    public void Wrote(string type, string id)
    {
        lock (gate)
        {
            written[(type, id)] = clock.GetUtcNow();
        }
    }

    public IReadOnlyList<string> Of(string type)
    {
        var since = clock.GetUtcNow() - Longest;
        lock (gate)
        {
            foreach (var old in written.Where(one => one.Value < since).Select(one => one.Key).ToList())
            {
                written.Remove(old);
            }

            return [.. written.Keys.Where(key => key.Type == type).Select(key => key.Id)];
        }
    }
}
