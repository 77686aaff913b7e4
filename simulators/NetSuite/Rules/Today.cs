namespace Harness.Simulators.NetSuite.Rules;

/// <summary>The vendor's moment to the second, and the account's calendar day.</summary>
internal sealed class Today(TimeProvider clock, NetSuiteOptions options)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    public DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        }
    }

    public DateOnly Date => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);
}
