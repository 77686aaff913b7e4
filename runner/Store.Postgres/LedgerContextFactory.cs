using Harness.Store.Model;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Harness.Store.Postgres;

/// <summary>For <c>dotnet ef migrations add</c> alone; the runner opens its ledger elsewhere.</summary>
internal sealed class LedgerContextFactory : IDesignTimeDbContextFactory<LedgerContext>
{
    public LedgerContext CreateDbContext(string[] args) => PostgresDatabase.OpenContext(new NpgsqlConnection());
}
