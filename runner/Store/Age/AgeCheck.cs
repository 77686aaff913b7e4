using Harness.Store.Sql;
using Harness.Sync.Ledger;

namespace Harness.Store.Age;

/// <summary>Compares a ledger with its mark when it is opened, and keeps the mark from then on.</summary>
internal static class AgeCheck
{
    /// <summary>Whoever opens the ledger first notices; the others are told as well.</summary>
    private static readonly TimeSpan SaidFor = TimeSpan.FromDays(1);

    /// <summary>Throws where a ledger has lost its tail; nothing has been written by then.</summary>
    public static void RefuseLost(string path, LedgerHead? found, MarkedHead? marked)
    {
        if (marked is null)
        {
            return;
        }

        if (found is null && !File.Exists(path))
        {
            throw new LedgerRefusedException(
                $"The ledger {path} is gone: its mark says that it held {marked.Commits} transactions. Put the file back, or restore a back-up with "
                + $"\"harness restore --from FILE\". Only to begin with nothing known, delete {path}.mark as well.");
        }

        if (found is not null && LedgerAges.Judge(found, marked, unmarkedIsOld: true) == LedgerAge.LostItsTail)
        {
            throw new LedgerRefusedException(
                $"The ledger {path} has lost its tail: {marked.Commits} transactions were acknowledged and it holds {found.Commits}. Its last runner was cut off, and the "
                + $"{Path.GetFileName(path)}-wal file that belongs to it is missing or not the one it was written with. It is left as it is: put that file back beside it; "
                + $"if it cannot be had, \"harness restore --from {path}\" goes on from what is there, and \"harness restore --from FILE\" from a back-up.");
        }
    }

    /// <returns>Null: the ledger is as far as it ever was, and has been for a while.</returns>
    public static async Task<Restoration?> MarkAsync(LedgerDatabase database, string markPath, bool unmarkedIsOld, TimeProvider clock, CancellationToken ct)
    {
        // The mark first: it never says more than the ledger held at that moment.
        var marked = LedgerMark.Read(markPath);
        var found = await database.ReadAsync(session => HeadSql.ReadAsync(session, ct), ct);
        database.Mark = new LedgerMark(markPath);
        if (LedgerAges.Judge(found, marked, unmarkedIsOld) == LedgerAge.Current)
        {
            if (marked is null || marked.Commits < found.Commits)
            {
                database.Mark.Reached(found, whole: database.IsAlwaysWhole);
            }
            else
            {
                database.Mark.Found(found);
            }

            return found.RestoredAt > clock.GetUtcNow() - SaidFor ? new Restoration(null, found.BehindSince!.Value) : null;
        }

        long? missing = marked is not null && marked.Ledger == found.Ledger ? marked.Commits - found.Commits : null;
        return await database.WriteAsync(session => HeadSql.RestoreAsync(session, found, missing, clock.GetUtcNow(), ct), ct);
    }
}
