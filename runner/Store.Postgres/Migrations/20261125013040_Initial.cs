using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Harness.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alert",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dedupe_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    sent_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    system = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    object_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    details = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "call_count",
                columns: table => new
                {
                    system = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<int>(type: "integer", nullable: false),
                    calls = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_count", x => new { x.system, x.day });
                });

            migrationBuilder.CreateTable(
                name: "cursor",
                columns: table => new
                {
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    system = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    moved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cursor", x => new { x.integration, x.system, x.source });
                });

            migrationBuilder.CreateTable(
                name: "decision",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    flow = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false),
                    side = table.Column<string>(type: "text", nullable: false),
                    system = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    object_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    question = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    evidence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    choice = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    why = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "key_claim",
                columns: table => new
                {
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entity = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    match_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_claim", x => new { x.integration, x.entity, x.match_key });
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    machine = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    process_id = table.Column<int>(type: "integer", nullable: false),
                    taken_at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lease", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    ledger = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    commits = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    restored_at = table.Column<long>(type: "bigint", nullable: true),
                    behind_since = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "link",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entity = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    crm_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    erp_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    baseline = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    matrix_version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    how = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    linked_at = table.Column<long>(type: "bigint", nullable: false),
                    synced_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "status_note",
                columns: table => new
                {
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    system = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    object_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    erp_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_status_note", x => new { x.integration, x.system, x.object_type, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "work_item",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    side = table.Column<string>(type: "text", nullable: false),
                    system = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    object_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    waits_on = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    triggered_by = table.Column<string>(type: "text", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    claimed_epoch = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "intent",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    entity = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    target = table.Column<string>(type: "text", nullable: false),
                    object_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    intent_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    external_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    request_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    outcome_record_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fault = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_intent", x => x.id);
                    table.ForeignKey(
                        name: "FK_intent_work_item_item_id",
                        column: x => x.item_id,
                        principalTable: "work_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_alert_integration_dedupe_key_at",
                table: "alert",
                columns: new[] { "integration", "dedupe_key", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_alert_unsent",
                table: "alert",
                column: "id",
                filter: "sent_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_audit_integration_record_id",
                table: "audit",
                columns: new[] { "integration", "record_id" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_list",
                table: "decision",
                columns: new[] { "integration", "kind", "verdict" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_open",
                table: "decision",
                columns: new[] { "integration", "flow", "kind", "side", "object_type", "record_id", "content_hash" },
                unique: true,
                filter: "verdict = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_decision_subject",
                table: "decision",
                columns: new[] { "integration", "flow", "record_id" });

            migrationBuilder.CreateIndex(
                name: "IX_intent_item_id",
                table: "intent",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_intent_open",
                table: "intent",
                columns: new[] { "item_id", "integration" },
                filter: "outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_link_crm",
                table: "link",
                columns: new[] { "integration", "entity", "crm_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_link_erp",
                table: "link",
                columns: new[] { "integration", "entity", "erp_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_link_integration_entity_crm_id_erp_id",
                table: "link",
                columns: new[] { "integration", "entity", "crm_id", "erp_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_status_note_integration_at",
                table: "status_note",
                columns: new[] { "integration", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_work_item_due",
                table: "work_item",
                columns: new[] { "integration", "due_at" },
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_work_item_integration_flow_side_object_type_record_id_versi~",
                table: "work_item",
                columns: new[] { "integration", "flow", "side", "object_type", "record_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_work_item_pending",
                table: "work_item",
                columns: new[] { "integration", "flow", "priority", "id" },
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_work_item_record",
                table: "work_item",
                columns: new[] { "integration", "record_id" });

            migrationBuilder.CreateIndex(
                name: "IX_work_item_status",
                table: "work_item",
                columns: new[] { "integration", "state", "flow", "fault", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_work_item_waits_on",
                table: "work_item",
                columns: new[] { "integration", "waits_on" },
                filter: "waits_on IS NOT NULL");

            migrationBuilder.Sql("INSERT INTO ledger_head (id, ledger, commits, at) VALUES (1, replace(gen_random_uuid()::text, '-', ''), 0, 0);");
            migrationBuilder.Sql(
                "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
                + "$$ BEGIN RAISE EXCEPTION 'The audit log is never changed.'; END $$;");
            migrationBuilder.Sql(
                "CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();");
            migrationBuilder.Sql(
                "CREATE TRIGGER audit_never_shrinks BEFORE DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropTable(
                name: "call_count");

            migrationBuilder.DropTable(
                name: "cursor");

            migrationBuilder.DropTable(
                name: "decision");

            migrationBuilder.DropTable(
                name: "intent");

            migrationBuilder.DropTable(
                name: "key_claim");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "ledger_head");

            migrationBuilder.DropTable(
                name: "link");

            migrationBuilder.DropTable(
                name: "status_note");

            migrationBuilder.DropTable(
                name: "work_item");

            migrationBuilder.Sql("DROP FUNCTION refuse_audit_change();");
        }
    }
}
