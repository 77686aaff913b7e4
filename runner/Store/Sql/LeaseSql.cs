using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

internal sealed record LeaseHolder(Lease Lease, string Machine, int ProcessId, DateTimeOffset TakenAt);

internal static class LeaseSql
{
    public static async Task<LeaseHolder?> ReadAsync(SqlSession session, CancellationToken ct)
    {
        var held = await session.QueryAsync(
            "SELECT owner, epoch, until, machine, process_id, taken_at FROM lease WHERE id = 1",
            [],
            reader => new LeaseHolder(
                new Lease(reader.GetString(0), reader.GetInt64(1), reader.TimeAt(2)), reader.GetString(3), reader.GetInt32(4), reader.TimeAt(5)),
            ct);
        return held.Count == 0 ? null : held[0];
    }

    public static Task<int> WriteAsync(SqlSession session, LeaseHolder holder, CancellationToken ct) => session.ExecuteAsync(
        """
        INSERT INTO lease (id, owner, epoch, until, machine, process_id, taken_at)
        VALUES (1, @owner, @epoch, @until, @machine, @process, @taken)
        ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch, until = excluded.until,
            machine = excluded.machine, process_id = excluded.process_id, taken_at = excluded.taken_at
        """,
        [
            ("@owner", holder.Lease.Owner),
            ("@epoch", holder.Lease.Epoch),
            ("@until", holder.Lease.Until.UtcTicks),
            ("@machine", holder.Machine),
            ("@process", holder.ProcessId),
            ("@taken", holder.TakenAt.UtcTicks),
        ],
        ct);

    /// <returns>False: another runner has taken the lease.</returns>
    public static async Task<bool> ExtendAsync(SqlSession session, long epoch, DateTimeOffset until, CancellationToken ct) =>
        await session.ExecuteAsync(
            "UPDATE lease SET until = @until WHERE id = 1 AND epoch = @epoch", [("@until", until.UtcTicks), ("@epoch", epoch)], ct) == 1;
}
