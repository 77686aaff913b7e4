namespace Harness.Host.Building;

/// <summary>One source of chance for every connector and schedule; a bare <see cref="Random"/> breaks when two threads ask at once.</summary>
internal sealed class LockedRandom(int? seed) : Random
{
    private readonly Lock _lock = new();
    private readonly Random _random = seed is { } given ? new Random(given) : new Random();

    public override int Next()
    {
        lock (_lock)
        {
            return _random.Next();
        }
    }

    public override int Next(int minValue, int maxValue)
    {
        lock (_lock)
        {
            return _random.Next(minValue, maxValue);
        }
    }

    public override int Next(int maxValue) => Next(0, maxValue);

    public override double NextDouble()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        lock (_lock)
        {
            _random.NextBytes(buffer);
        }
    }

    protected override double Sample() => NextDouble();
}
