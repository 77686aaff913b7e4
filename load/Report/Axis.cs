namespace Harness.Load.Report;

/// <summary>Round numbers from zero to a little above the largest value.</summary>
internal sealed record Axis(double Step, double End)
{
    private const int AboutTicks = 5;

    public static Axis UpTo(double largest)
    {
        var rough = Math.Max(largest, 1e-6) / AboutTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * power).First(candidate => candidate >= rough * 0.999);
        return new Axis(step, step * Math.Max(1, Math.Ceiling(largest / step - 1e-9)));
    }

    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round(End / Step) + 1).Select(number => number * Step);

    public static string Text(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.###");
}
