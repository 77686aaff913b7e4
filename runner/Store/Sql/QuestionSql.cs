using System.Text.Json;
using Harness.Core.Records;
using Harness.Port;
using Harness.Store.Model;
using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

internal static class QuestionSql
{
    private const string Columns = "flow text, kind text, side text, system text, object_type text, record_id text, content_hash text, "
        + "question text, evidence text, item_id bigint";

    /// <summary>
    /// One open question for one content. Where a person has answered while the item was in hand, nothing is asked
    /// again and the item goes on with the answer.
    /// </summary>
    public static async Task AskAsync(
        SqlSession session, string integration, IReadOnlyList<NewQuestion> questions, DateTimeOffset at, CancellationToken ct)
    {
        if (questions.Count == 0)
        {
            return;
        }

        var json = JsonRows.Of(questions, Write);
        var answered = await session.QueryAsync(
            $"""
            SELECT DISTINCT v.item_id FROM ({session.Dialect.Rows("@rows", Columns)}) v
            CROSS JOIN decision d
            WHERE {SameContent("d")} AND d.verdict <> 'Open'
            """,
            [("@rows", json), ("@integration", integration)],
            reader => reader.GetInt64(0),
            ct);
        await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({session.Dialect.Rows("@rows", Columns)})
            INSERT INTO decision (integration, item_id, flow, kind, side, system, object_type, record_id, content_hash,
                question, evidence, verdict, asked_at)
            SELECT @integration, item_id, flow, kind, side, system, object_type, record_id, content_hash, question, evidence, 'Open', @at
            FROM v WHERE NOT EXISTS (SELECT 1 FROM decision d WHERE {SameContent("d")} AND d.verdict <> 'Open')
            ORDER BY ordinal
            ON CONFLICT (integration, flow, kind, side, object_type, record_id, content_hash) WHERE verdict = 'Open'
            DO UPDATE SET item_id = excluded.item_id
            """,
            [("@rows", json), ("@integration", integration), ("@at", at.UtcTicks)],
            ct);
        await OutcomeSql.LetGoAsync(session, answered, at, ct);
    }

    /// <summary>An override is a question that its answer asks.</summary>
    public static Task<int> KeepOverrideAsync(
        SqlSession session, WorkItemRow item, FaultKind fault, string by, string why, DateTimeOffset at, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO decision (integration, item_id, flow, kind, side, system, object_type, record_id, content_hash,
                question, evidence, verdict, decided_by, why, asked_at, decided_at)
            VALUES (@integration, @item, @flow, 'Override', @side, @system, @object, @record, @fault,
                @question, '{}', 'Approved', @by, @why, @at, @at)
            """,
            [
                ("@integration", item.Integration),
                ("@item", item.Id),
                ("@flow", item.Flow),
                ("@side", $"{item.Side}"),
                ("@system", item.System),
                ("@object", item.ObjectType),
                ("@record", item.RecordId),
                ("@fault", $"{fault}"),
                ("@question", item.Reason ?? $"{fault}"),
                ("@by", by),
                ("@why", why),
                ("@at", at.UtcTicks),
            ],
            ct);

    private static string SameContent(string decision) =>
        $"{decision}.integration = @integration AND {decision}.flow = v.flow AND {decision}.record_id = v.record_id "
        + $"AND {decision}.kind = v.kind AND {decision}.side = v.side AND {decision}.object_type = v.object_type "
        + $"AND {decision}.content_hash = v.content_hash";

    private static void Write(Utf8JsonWriter row, NewQuestion question)
    {
        row.Text(question.Flow);
        row.Name<DecisionKind>(question.Kind);
        row.Name<SystemRole>(question.Side);
        row.Text(question.Subject.System);
        row.Text(question.Subject.ObjectType);
        row.Text(question.Subject.Id);
        row.Text(question.ContentHash);
        row.Text(question.Question);
        row.Text(question.Evidence);
        row.WriteNumberValue(question.ItemId);
    }
}
