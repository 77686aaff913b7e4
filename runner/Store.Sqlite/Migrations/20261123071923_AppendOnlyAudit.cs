using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Harness.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AppendOnlyAudit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                "CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit "
                + "BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit "
                + "BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER audit_never_changes;");
            migrationBuilder.Sql("DROP TRIGGER audit_never_shrinks;");
        }
    }
}
