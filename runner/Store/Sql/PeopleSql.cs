using System.Text.Json;
using Harness.Store.Model;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Sql;

/// <summary>Accounts, choices and runs.</summary>
internal static class PeopleSql
{
    public static Task<int> NoteRunAsync(SqlSession session, RunNote run, CancellationToken ct) => session.ExecuteAsync(
        """
        INSERT INTO run_note (integration, started_at, ended_at, found, synced, stopped, waiting, trouble)
        VALUES (@integration, @started, @ended, @found, @synced, @stopped, @waiting, @trouble)
        """,
        [
            ("@integration", run.Integration), ("@started", run.StartedAt.UtcTicks), ("@ended", run.EndedAt.UtcTicks), ("@found", run.Found),
            ("@synced", run.Synced), ("@stopped", run.Stopped), ("@waiting", run.Waiting), ("@trouble", run.Trouble),
        ],
        ct);

    public static async Task<bool> KeepPersonAsync(SqlSession session, Person person, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        var before = (await session.Model.People.AsNoTracking().SingleOrDefaultAsync(p => p.Name == person.Name, ct))?.ToPerson();
        await session.ExecuteAsync(
            """
            INSERT INTO person (name, email, role, password_hash, key_hash, stamp, failures, locked_until, is_disabled)
            VALUES (@name, @email, @role, @password, @key, @stamp, @failures, @locked, @disabled)
            ON CONFLICT (name) DO UPDATE SET email = excluded.email, role = excluded.role, password_hash = excluded.password_hash,
                key_hash = excluded.key_hash, stamp = excluded.stamp, failures = excluded.failures, locked_until = excluded.locked_until,
                is_disabled = excluded.is_disabled
            """,
            [
                ("@name", person.Name), ("@email", person.Email), ("@role", $"{person.Role}"), ("@password", person.PasswordHash), ("@key", person.KeyHash),
                ("@stamp", person.Stamp), ("@failures", person.Failures), ("@locked", person.LockedUntil?.UtcTicks), ("@disabled", person.IsDisabled),
            ],
            ct);
        if (before is null || before with { Failures = person.Failures, LockedUntil = person.LockedUntil } != person)
        {
            var details = JsonSerializer.Serialize(new
            {
                person = person.Name,
                before = before is null ? null : new { role = $"{before.Role}", disabled = before.IsDisabled },
                after = new { role = $"{person.Role}", disabled = person.IsDisabled },
                password = before?.PasswordHash != person.PasswordHash ? "changed" : "unchanged",
                key = before?.KeyHash != person.KeyHash ? "changed" : "unchanged",
                why,
            });
            await AuditChain.AppendAsync(session, string.Empty, [new AuditEntry(at, by, "account", string.Empty, null, details)], ct);
        }

        return true;
    }

    public static async Task<bool> KeepChoiceAsync(
        SqlSession session, string integration, string name, string? value, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        var before = await session.Model.Choices.Where(c => c.Integration == integration && c.Name == name).Select(c => c.Value).SingleOrDefaultAsync(ct);
        await session.ExecuteAsync(
            value is null
                ? "DELETE FROM choice WHERE integration = @integration AND name = @name"
                : """
                  INSERT INTO choice (integration, name, value, at) VALUES (@integration, @name, @value, @at)
                  ON CONFLICT (integration, name) DO UPDATE SET value = excluded.value, at = excluded.at
                  """,
            value is null
                ? [("@integration", integration), ("@name", name)]
                : [("@integration", integration), ("@name", name), ("@value", value), ("@at", at.UtcTicks)],
            ct);
        var details = JsonSerializer.Serialize(new { setting = name, before, after = value, why });
        await AuditChain.AppendAsync(session, integration, [new AuditEntry(at, by, "set", string.Empty, null, details)], ct);
        return true;
    }

    /// <summary>What records are searched by; a row is written only where it says something new.</summary>
    public static async Task KeepValuesAsync(SqlSession session, string integration, IReadOnlyList<RecordValue> values, CancellationToken ct)
    {
        if (values.Count == 0)
        {
            return;
        }

        await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({session.Dialect.Rows("@rows", "entity text, side text, record_id text, field text, value text, term text")})
            INSERT INTO record_value (integration, entity, side, record_id, field, value, term)
            SELECT @integration, entity, side, record_id, field, value, term FROM v WHERE true
            ON CONFLICT (integration, entity, side, record_id, field) DO UPDATE SET value = excluded.value, term = excluded.term
            WHERE record_value.term <> excluded.term
            """,
            [
                ("@rows", JsonRows.Of(values, (row, one) =>
                {
                    row.Text(one.Entity);
                    row.Text($"{one.Side}");
                    row.Text(one.RecordId);
                    row.Text(one.Field);
                    row.Text(one.Value);
                    row.Text(one.Term);
                })),
                ("@integration", integration),
            ],
            ct);
    }
}
