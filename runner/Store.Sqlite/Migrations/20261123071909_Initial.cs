using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Harness.Store.Sqlite.Migrations
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    dedupe_key = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    flow = table.Column<string>(type: "TEXT", nullable: false),
                    system = table.Column<string>(type: "TEXT", nullable: true),
                    object_type = table.Column<string>(type: "TEXT", nullable: true),
                    record_id = table.Column<string>(type: "TEXT", nullable: true),
                    details = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "call_count",
                columns: table => new
                {
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_count", x => new { x.system, x.day });
                });

            migrationBuilder.CreateTable(
                name: "cursor",
                columns: table => new
                {
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    moved_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cursor", x => new { x.integration, x.system, x.source });
                });

            migrationBuilder.CreateTable(
                name: "decision",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    item_id = table.Column<long>(type: "INTEGER", nullable: false),
                    flow = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", nullable: false),
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    object_type = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", nullable: false),
                    choice = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "key_claim",
                columns: table => new
                {
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    entity = table.Column<string>(type: "TEXT", nullable: false),
                    match_key = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_claim", x => new { x.integration, x.entity, x.match_key });
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    machine = table.Column<string>(type: "TEXT", nullable: false),
                    process_id = table.Column<int>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lease", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "link",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    entity = table.Column<string>(type: "TEXT", nullable: false),
                    crm_id = table.Column<string>(type: "TEXT", nullable: false),
                    erp_id = table.Column<string>(type: "TEXT", nullable: false),
                    baseline = table.Column<string>(type: "TEXT", nullable: false),
                    matrix_version = table.Column<string>(type: "TEXT", nullable: false),
                    how = table.Column<string>(type: "TEXT", nullable: false),
                    linked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    synced_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "status_note",
                columns: table => new
                {
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    object_type = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    flow = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    erp_id = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_status_note", x => new { x.integration, x.system, x.object_type, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "work_item",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    flow = table.Column<string>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", nullable: false),
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    object_type = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: true),
                    content_hash = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    fault = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    waits_on = table.Column<string>(type: "TEXT", nullable: true),
                    triggered_by = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    claimed_epoch = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "intent",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    item_id = table.Column<long>(type: "INTEGER", nullable: false),
                    entity = table.Column<string>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", nullable: false),
                    object_type = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: true),
                    intent_key = table.Column<string>(type: "TEXT", nullable: false),
                    external_key = table.Column<string>(type: "TEXT", nullable: true),
                    request_hash = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    outcome_record_id = table.Column<string>(type: "TEXT", nullable: true),
                    fault = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                name: "IX_work_item_integration_flow_side_object_type_record_id_version",
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
                name: "link");

            migrationBuilder.DropTable(
                name: "status_note");

            migrationBuilder.DropTable(
                name: "work_item");
        }
    }
}
