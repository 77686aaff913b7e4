using System.Diagnostics;

namespace Harness.Load.Scenarios;

/// <summary>The runner's working set twice a second; the simulators live in another process and do not show.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private const double Megabyte = 1024 * 1024;

    private readonly Process _process = Process.GetCurrentProcess();
    private readonly List<(DateTimeOffset At, double Megabytes)> _samples = [];
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;

    public MemoryWatch(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(_ => Sample(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    public IReadOnlyList<(DateTimeOffset At, double Megabytes)> Stop()
    {
        Sample();
        _timer.Dispose();
        lock (_samples)
        {
            return [.. _samples];
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _process.Dispose();
    }

    private void Sample()
    {
        lock (_samples)
        {
            _process.Refresh();
            _samples.Add((_clock.GetUtcNow(), _process.WorkingSet64 / Megabyte));
        }
    }
}
