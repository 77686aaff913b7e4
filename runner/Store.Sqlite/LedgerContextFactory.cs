using Harness.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Harness.Store.Sqlite;

/// <summary>For <c>dotnet ef migrations add</c> alone; the runner opens its ledger elsewhere.</summary>
internal sealed class LedgerContextFactory : IDesignTimeDbContextFactory<LedgerContext>
{
    public LedgerContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<LedgerContext>()
        .UseSqlite("Data Source=:memory:", sqlite => sqlite.MigrationsAssembly("Harness.Store.Sqlite"))
        .Options);
}
