using Harness.Store.Age;

namespace Harness.Store.Sql;

/// <summary>Where a ledger lives: how its transactions are opened, and what keeps a second runner out besides the lease.</summary>
internal abstract class LedgerDatabase : IAsyncDisposable
{
    /// <summary>The location as a person would name it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// True: while this process is the running one, no other process of this machine can be. A lease that a process of
    /// this machine left behind is then void at once; elsewhere it has to run out.
    /// </summary>
    public abstract bool KeepsOthersOut { get; }

    /// <summary>Says outside of the ledger how far it has come; null where nobody would look.</summary>
    public LedgerMark? Mark { get; set; }

    /// <summary>True: a commit leaves nothing beside the ledger that could be lost without it.</summary>
    public abstract bool IsAlwaysWhole { get; }

    /// <summary>Makes this process the running one. False: another process is.</summary>
    public abstract bool TryEnter();

    public abstract void Leave();

    /// <summary>One durable transaction, or nothing of it.</summary>
    public abstract Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct);

    /// <summary>Reads that see one moment of the ledger.</summary>
    public abstract Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
