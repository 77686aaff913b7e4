using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Harness.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PeoplesSide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "pattern",
                table: "work_item",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "stopped_at",
                table: "work_item",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "requested_by",
                table: "decision",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "acknowledged_at",
                table: "alert",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "acknowledged_by",
                table: "alert",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "alert_delivery",
                columns: table => new
                {
                    alert_id = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    trouble = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_delivery", x => new { x.alert_id, x.channel });
                });

            migrationBuilder.CreateTable(
                name: "case_file",
                columns: table => new
                {
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    flow = table.Column<string>(type: "TEXT", nullable: false),
                    object_type = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    assignee = table.Column<string>(type: "TEXT", nullable: true),
                    severity = table.Column<string>(type: "TEXT", nullable: false),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    known_issue = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    written_by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_file", x => new { x.integration, x.flow, x.object_type, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "choice",
                columns: table => new
                {
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_choice", x => new { x.integration, x.name });
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    key_hash = table.Column<string>(type: "TEXT", nullable: true),
                    stamp = table.Column<string>(type: "TEXT", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    is_disabled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "record_value",
                columns: table => new
                {
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    entity = table.Column<string>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    term = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_value", x => new { x.integration, x.entity, x.side, x.record_id, x.field });
                });

            migrationBuilder.CreateTable(
                name: "run_note",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: false),
                    found = table.Column<int>(type: "INTEGER", nullable: false),
                    synced = table.Column<int>(type: "INTEGER", nullable: false),
                    stopped = table.Column<int>(type: "INTEGER", nullable: false),
                    waiting = table.Column<int>(type: "INTEGER", nullable: false),
                    trouble = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run_note", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_work_item_stopped",
                table: "work_item",
                columns: new[] { "integration", "stopped_at" },
                filter: "stopped_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_intent_created",
                table: "intent",
                columns: new[] { "integration", "entity", "id" },
                filter: "record_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_audit_action",
                table: "audit",
                columns: new[] { "integration", "action", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_actor",
                table: "audit",
                columns: new[] { "integration", "actor", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_alert_delivery_due",
                table: "alert_delivery",
                columns: new[] { "channel", "due_at" },
                filter: "sent_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_record_value_term",
                table: "record_value",
                columns: new[] { "integration", "term" });

            migrationBuilder.CreateIndex(
                name: "IX_run_note_newest",
                table: "run_note",
                columns: new[] { "integration", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_delivery");

            migrationBuilder.DropTable(
                name: "case_file");

            migrationBuilder.DropTable(
                name: "choice");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "record_value");

            migrationBuilder.DropTable(
                name: "run_note");

            migrationBuilder.DropIndex(
                name: "IX_work_item_stopped",
                table: "work_item");

            migrationBuilder.DropIndex(
                name: "IX_intent_created",
                table: "intent");

            migrationBuilder.DropIndex(
                name: "IX_audit_action",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "IX_audit_actor",
                table: "audit");

            migrationBuilder.DropColumn(
                name: "pattern",
                table: "work_item");

            migrationBuilder.DropColumn(
                name: "stopped_at",
                table: "work_item");

            migrationBuilder.DropColumn(
                name: "requested_by",
                table: "decision");

            migrationBuilder.DropColumn(
                name: "acknowledged_at",
                table: "alert");

            migrationBuilder.DropColumn(
                name: "acknowledged_by",
                table: "alert");
        }
    }
}
