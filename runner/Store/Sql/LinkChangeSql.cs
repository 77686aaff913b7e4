using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>Links that end, come back or move to another record. Few, so one statement each.</summary>
internal static class LinkChangeSql
{
    private const string Ended = $"how LIKE '{Link.EndedMark}%'";

    public static async Task ApplyAsync(SqlSession session, string integration, IReadOnlyList<LinkChange> changes, CancellationToken ct)
    {
        foreach (var (from, to) in changes)
        {
            (string, object?)[] values =
            [
                ("@integration", integration), ("@entity", from.Entity), ("@from_crm", from.CrmId), ("@from_erp", from.ErpId),
                ("@to_crm", to.CrmId), ("@to_erp", to.ErpId), ("@how", to.How), ("@baseline", to.Baseline),
            ];
            await session.ExecuteAsync(
                $"""
                DELETE FROM link WHERE integration = @integration AND entity = @entity AND {Ended} AND (crm_id = @to_crm OR erp_id = @to_erp)
                AND NOT (crm_id = @from_crm AND erp_id = @from_erp)
                """,
                values[..6],
                ct);
            await session.ExecuteAsync(
                """
                UPDATE link SET crm_id = @to_crm, erp_id = @to_erp, how = @how, baseline = @baseline
                WHERE integration = @integration AND entity = @entity AND crm_id = @from_crm AND erp_id = @from_erp
                """,
                values,
                ct);
        }
    }

    /// <param name="rows">A SELECT of entity, crm_id and erp_id of the links that are about to be made.</param>
    public static Task<int> GiveWayAsync(SqlSession session, string integration, string rows, string json, CancellationToken ct) => session.ExecuteAsync(
        $"""
        WITH v AS MATERIALIZED ({rows})
        DELETE FROM link WHERE id IN (
            SELECT l.id FROM v CROSS JOIN link l
            WHERE l.integration = @integration AND l.entity = v.entity AND l.crm_id = v.crm_id AND l.erp_id <> v.erp_id AND l.{Ended}
            UNION
            SELECT l.id FROM v CROSS JOIN link l
            WHERE l.integration = @integration AND l.entity = v.entity AND l.erp_id = v.erp_id AND l.crm_id <> v.crm_id AND l.{Ended})
        """,
        [("@rows", json), ("@integration", integration)],
        ct);
}
