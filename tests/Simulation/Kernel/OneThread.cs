namespace Harness.Simulation.Kernel;

/// <summary>
/// A process of one processor whose thread pool has one thread: whatever awaits, however it is configured, continues on
/// that thread, one piece after the other, in the order in which it became ready. So a seed decides everything.
/// </summary>
internal static class OneThread
{
    /// <summary>What a child process is started with; the runtime reads it before any code of ours runs.</summary>
    public const string Processors = "DOTNET_PROCESSOR_COUNT";

    public static Task<T> RunAsync<T>(Func<Task<T>> simulation) => Environment.ProcessorCount == 1 && ThreadPool.SetMaxThreads(1, 1)
        ? Task.Run(simulation)
        : throw new InvalidOperationException($"A simulation needs a process of its own with {Processors}=1.");

    /// <summary>Returns when nothing else is ready to run: what is left waits for the clock.</summary>
    public static async Task SettleAsync()
    {
        do
        {
            await Task.Yield();
        }
        while (ThreadPool.PendingWorkItemCount > 0);
    }
}
