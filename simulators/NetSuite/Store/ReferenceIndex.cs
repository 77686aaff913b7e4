namespace Harness.Simulators.NetSuite.Store;

/// <summary>Records by the ids that they name.</summary>
internal sealed class ReferenceIndex(Func<NsRecord, IEnumerable<string>> keysOf)
{
    private readonly Dictionary<string, List<NsRecord>> byKey = [];

    public IReadOnlyList<NsRecord> Find(string key) => byKey.TryGetValue(key, out var found) ? found : [];

    public void Add(NsRecord record)
    {
        foreach (var key in keysOf(record).Distinct())
        {
            if (!byKey.TryGetValue(key, out var list))
            {
                byKey[key] = list = [];
            }

            list.Add(record);
        }
    }

    public void Remove(NsRecord record)
    {
        foreach (var key in keysOf(record).Distinct())
        {
            byKey.GetValueOrDefault(key)?.Remove(record);
        }
    }
}
