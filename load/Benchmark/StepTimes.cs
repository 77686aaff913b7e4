namespace Harness.Load.Benchmark;

/// <summary>Time by name, summed.</summary>
internal sealed class StepTimes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimeSpan> _times = new(StringComparer.Ordinal);

    public void Add(string name, TimeSpan time)
    {
        lock (_lock)
        {
            _times[name] = _times.GetValueOrDefault(name) + time;
        }
    }

    public TimeSpan this[string name]
    {
        get
        {
            lock (_lock)
            {
                return _times.GetValueOrDefault(name);
            }
        }
    }

    public IReadOnlyDictionary<string, TimeSpan> All
    {
        get
        {
            lock (_lock)
            {
                return _times.ToDictionary();
            }
        }
    }
}
