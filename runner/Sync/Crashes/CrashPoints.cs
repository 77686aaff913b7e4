using System.Collections.Concurrent;

namespace Harness.Sync.Crashes;

/// <summary>Told at every crash point that a run comes by. What the action gives back is awaited: one that never ends stops the run there.</summary>
/// <param name="entityOfFlow">By the flow's name.</param>
public sealed class CrashPoints(IReadOnlyDictionary<string, string> entityOfFlow, Func<CrashPoint, Task> reached)
{
    private readonly ConcurrentDictionary<string, string> _entityOfWrite = new(StringComparer.Ordinal);

    public Task ReachAsync(string step, string subject) => reached(new CrashPoint(step, subject));

    public string EntityOf(string flow) => entityOfFlow[flow];

    /// <summary>Null for a position that is of no flow, such as a pause of a system.</summary>
    public string? EntityOfSource(string source) => entityOfFlow.GetValueOrDefault(source.Split('/')[0]);

    /// <summary>A write's key says nothing of its entity; the intent does, before the write is sent.</summary>
    public void Intended(string key, string entity) => _entityOfWrite[key] = entity;

    /// <summary>Null for a status note: the note in the ledger is its own intent.</summary>
    public string? EntityOfWrite(string key) => _entityOfWrite.GetValueOrDefault(key);
}
