namespace Harness.Simulators.Behaviours;

/// <summary>Nine answers in ten take between the two; a few are quicker, a few much slower.</summary>
public sealed record LatencyBand(TimeSpan Low, TimeSpan High)
{
    public static readonly LatencyBand Reads = Milliseconds(80, 250);
    public static readonly LatencyBand Writes = Milliseconds(150, 450);

    public static LatencyBand Milliseconds(int low, int high) =>
        new(TimeSpan.FromMilliseconds(low), TimeSpan.FromMilliseconds(high));
}

/// <summary>Seeded log-normal draws: the same seed and order of calls give the same waits.</summary>
public sealed class Latency
{
    /// <summary>The normal deviate that leaves a twentieth on each side.</summary>
    private const double Deviates = 1.645;

    public static readonly Latency None = new(null);

    private readonly Lock gate = new();
    private readonly Random? random;

    private Latency(Random? random) => this.random = random;

    public static Latency Vendor(int seed) => new(new Random(seed));

    public static Latency Of(string profile, int seed) => profile switch
    {
        "none" => None,
        "vendor" => Vendor(seed),
        _ => throw new ArgumentException($"There is no latency profile \"{profile}\": none, vendor.", nameof(profile)),
    };

    public TimeSpan Draw(LatencyBand band)
    {
        if (random is null)
        {
            return TimeSpan.Zero;
        }

        var (low, high) = (Math.Log(band.Low.TotalMilliseconds), Math.Log(band.High.TotalMilliseconds));
        var drawn = Math.Exp(((low + high) / 2) + (Normal() * (high - low) / (2 * Deviates)));
        return TimeSpan.FromMilliseconds(
            Math.Clamp(drawn, band.Low.TotalMilliseconds / 2, band.High.TotalMilliseconds * 3));
    }

    private double Normal()
    {
        lock (gate)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random!.NextDouble()));
            return radius * Math.Cos(2 * Math.PI * random.NextDouble());
        }
    }
}
