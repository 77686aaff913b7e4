using System.Data.Common;
using System.Text.Json;
using Harness.Core.Records;
using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>Links and the claims on match keys that keep two creations of one thing apart.</summary>
internal static class LinkSql
{
    private const string Columns =
        "l.integration, l.entity, l.crm_id, l.erp_id, l.baseline, l.matrix_version, l.how, l.linked_at, l.synced_at, "
        + "CASE WHEN l.synced_at < h.restored_at THEN h.behind_since END";

    public static Task<List<Link>> ReadAsync(
        SqlSession session, string integration, string entity, SystemRole side, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var id = side == SystemRole.Crm ? "crm_id" : "erp_id";
        return session.QueryAsync(
            $"""
            SELECT {Columns} FROM (SELECT DISTINCT text FROM ({session.Dialect.Texts("@ids")}) t) v
            CROSS JOIN link l
            CROSS JOIN ledger_head h
            WHERE l.integration = @integration AND l.entity = @entity AND l.{id} = v.text
            ORDER BY l.id
            """,
            [("@ids", JsonRows.Of(ids)), ("@integration", integration), ("@entity", entity)],
            Read,
            ct);
    }

    public static async Task UpsertAsync(
        SqlSession session, string integration, IReadOnlyList<Link> links, CancellationToken ct)
    {
        if (links.Count == 0)
        {
            return;
        }

        if (links.FirstOrDefault(link => link.Integration != integration) is { } foreign)
        {
            throw new InvalidOperationException($"A link of {foreign.Integration} cannot be recorded for {integration}.");
        }

        var rows = session.Dialect.Rows(
            "@rows",
            "entity text, crm_id text, erp_id text, baseline text, matrix_version text, how text, linked_at bigint, "
            + "synced_at bigint");
        await LinkChangeSql.GiveWayAsync(session, integration, session.Dialect.Rows("@rows", "entity text, crm_id text, erp_id text"), JsonRows.Of(links, (row, link) =>
        {
            row.Text(link.Entity);
            row.Text(link.CrmId);
            row.Text(link.ErpId);
        }), ct);
        await RefuseSecondLinksAsync(session, integration, links, ct);
        await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({rows})
            INSERT INTO link (integration, entity, crm_id, erp_id, baseline, matrix_version, how, linked_at, synced_at)
            SELECT @integration, entity, crm_id, erp_id, baseline, matrix_version, how, linked_at, synced_at
            FROM v WHERE true ORDER BY ordinal
            ON CONFLICT (integration, entity, crm_id, erp_id) DO UPDATE
            SET baseline = excluded.baseline, matrix_version = excluded.matrix_version, synced_at = excluded.synced_at,
                how = CASE WHEN link.how LIKE 'ended:%' THEN excluded.how ELSE link.how END
            """,
            [("@rows", JsonRows.Of(links, Write)), ("@integration", integration)],
            ct);
    }

    public static async Task<IReadOnlyDictionary<string, string>> ClaimKeysAsync(
        SqlSession session,
        string integration,
        string entity,
        IReadOnlyDictionary<string, string> subjectByKey,
        DateTimeOffset at,
        CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({session.Dialect.Rows("@rows", "match_key text, subject text")})
            INSERT INTO key_claim (integration, entity, match_key, subject, at)
            SELECT @integration, @entity, match_key, subject, @at FROM v WHERE true ORDER BY ordinal
            ON CONFLICT (integration, entity, match_key) DO NOTHING
            """,
            [
                ("@rows", JsonRows.Of(subjectByKey, (row, claim) =>
                {
                    row.Text(claim.Key);
                    row.Text(claim.Value);
                })),
                ("@integration", integration),
                ("@entity", entity),
                ("@at", at.UtcTicks),
            ],
            ct);
        var held = await session.QueryAsync(
            $"""
            SELECT k.match_key, k.subject FROM ({session.Dialect.Texts("@keys")}) v
            CROSS JOIN key_claim k
            WHERE k.integration = @integration AND k.entity = @entity AND k.match_key = v.text
            """,
            [("@keys", JsonRows.Of([.. subjectByKey.Keys])), ("@integration", integration), ("@entity", entity)],
            reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)),
            ct);
        return held.ToDictionary();
    }

    /// <summary>The unique indexes are the guard; this finds the ids, for the message, before they are hit.</summary>
    private static async Task RefuseSecondLinksAsync(SqlSession session, string integration, IReadOnlyList<Link> links, CancellationToken ct)
    {
        var rows = session.Dialect.Rows("@rows", "entity text, crm_id text, erp_id text");
        var linked = await session.QueryAsync(
            $"""
            WITH v AS MATERIALIZED ({rows})
            SELECT l.entity, l.crm_id, l.erp_id FROM v CROSS JOIN link l
            WHERE l.integration = @integration AND l.entity = v.entity AND l.crm_id = v.crm_id
            UNION
            SELECT l.entity, l.crm_id, l.erp_id FROM v CROSS JOIN link l
            WHERE l.integration = @integration AND l.entity = v.entity AND l.erp_id = v.erp_id
            """,
            [
                ("@rows", JsonRows.Of(links, (row, link) =>
                {
                    row.Text(link.Entity);
                    row.Text(link.CrmId);
                    row.Text(link.ErpId);
                })),
                ("@integration", integration),
            ],
            reader => (Entity: reader.GetString(0), Crm: reader.GetString(1), Erp: reader.GetString(2)),
            ct);
        var byCrm = new Dictionary<(string, string), string>();
        var byErp = new Dictionary<(string, string), string>();
        foreach (var (entity, crm, erp) in linked.Concat(links.Select(link => (Entity: link.Entity, Crm: link.CrmId, Erp: link.ErpId))))
        {
            if (!byCrm.TryAdd((entity, crm), erp) && byCrm[(entity, crm)] != erp)
            {
                throw new InvalidOperationException($"CRM {entity} {crm} cannot be linked to ERP {erp}: it is linked to ERP {byCrm[(entity, crm)]}.");
            }

            if (!byErp.TryAdd((entity, erp), crm) && byErp[(entity, erp)] != crm)
            {
                throw new InvalidOperationException($"ERP {entity} {erp} cannot be linked to CRM {crm}: it is linked to CRM {byErp[(entity, erp)]}.");
            }
        }
    }

    private static void Write(Utf8JsonWriter row, Link link)
    {
        row.Text(link.Entity);
        row.Text(link.CrmId);
        row.Text(link.ErpId);
        row.Text(link.Baseline);
        row.Text(link.MatrixVersion);
        row.Text(link.How);
        row.Time(link.LinkedAt);
        row.Time(link.SyncedAt);
    }

    private static Link Read(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.TimeAt(7),
        reader.TimeAt(8))
    {
        DoubtedSince = reader.TimeOrNullAt(9),
    };
}
