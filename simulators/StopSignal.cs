using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Harness.Simulators;

/// <summary>Ends on SIGTERM, SIGINT and, where a parent is named, when that process is gone. The end of stdin is no signal.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignal() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
    ];

    public async Task WaitAsync(int? parentPid, TimeProvider time)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var isUp = true;
        while (isUp && (parentPid is not { } pid || IsRunning(pid)))
        {
            try
            {
                isUp = await timer.WaitForNextTickAsync(stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                isUp = false;
            }
        }
    }

    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        stopping.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        stopping.Cancel();
    }

    private static bool IsRunning(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
