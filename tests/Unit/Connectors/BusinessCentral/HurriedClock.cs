namespace Harness.Unit.Connectors.BusinessCentral;

/// <summary>Back-offs end at once; time limits, which are longer, stay what they are.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan longestBackoff = TimeSpan.FromSeconds(25);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= longestBackoff ? TimeSpan.Zero : dueTime, period);
}
