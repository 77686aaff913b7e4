namespace Harness.Simulation.Kernel;

/// <summary>
/// Whether a process lives. What a dead one had begun never goes on; what a frozen one had begun goes on when it thaws,
/// and finds that the world has moved.
/// </summary>
internal sealed class Pulse
{
    private TaskCompletionSource? _frozen;

    public bool IsBeating => _frozen is null;

    /// <summary>Every call of the process to the world outside waits for it.</summary>
    public Task Beat => _frozen?.Task ?? Task.CompletedTask;

    public void Stop() => _frozen ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw()
    {
        var frozen = _frozen;
        _frozen = null;
        frozen?.SetResult();
    }
}
