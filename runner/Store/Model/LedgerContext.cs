using System.Text;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Harness.Store.Model;

/// <summary>
/// The one model of every provider: times are UTC ticks, closed lists are their names, documents are text, nothing is
/// an array, a schema or a vendor type. What differs between the providers stands in ConfigureConventions alone.
/// </summary>
internal sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    public DbSet<WorkItemRow> WorkItems => Set<WorkItemRow>();

    public DbSet<IntentRow> Intents => Set<IntentRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<StatusNoteRow> Notes => Set<StatusNoteRow>();

    public DbSet<RaisedAlertRow> Alerts => Set<RaisedAlertRow>();

    public DbSet<AlertDeliveryRow> Deliveries => Set<AlertDeliveryRow>();

    public DbSet<CaseFileRow> CaseFiles => Set<CaseFileRow>();

    public DbSet<RecordValueRow> RecordValues => Set<RecordValueRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<RunNoteRow> Runs => Set<RunNoteRow>();

    public DbSet<ChoiceRow> Choices => Set<ChoiceRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<SystemRole>().HaveConversion<string>();
        configurationBuilder.Properties<ItemState>().HaveConversion<string>();
        configurationBuilder.Properties<FaultKind>().HaveConversion<string>();
        configurationBuilder.Properties<WorkTrigger>().HaveConversion<string>();
        configurationBuilder.Properties<IntentOutcome>().HaveConversion<string>();
        configurationBuilder.Properties<DecisionKind>().HaveConversion<string>();
        configurationBuilder.Properties<Verdict>().HaveConversion<string>();
        configurationBuilder.Properties<Severity>().HaveConversion<string>();
        configurationBuilder.Properties<Role>().HaveConversion<string>();
        if (Database.IsNpgsql())
        {
            // SQLite compares texts byte by byte; a server's own locale would sort otherwise, and changes with its system libraries.
            configurationBuilder.Properties<string>().UseCollation("C");
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WorkItemRow>(Describe);
        modelBuilder.Entity<IntentRow>(Describe);
        modelBuilder.Entity<LinkRow>(Describe);
        modelBuilder.Entity<DecisionRow>(Describe);
        modelBuilder.Entity<AuditRow>(row =>
        {
            row.ToTable("audit").HasKey(a => a.Seq);
            row.Property(a => a.Seq).ValueGeneratedNever();
            row.HasIndex(a => new { a.Integration, a.RecordId });
            row.HasIndex(a => new { a.Integration, a.Action, a.Seq }, "IX_audit_action");
            row.HasIndex(a => new { a.Integration, a.Actor, a.Seq }, "IX_audit_actor");
        });
        modelBuilder.Entity<AuditHeadRow>(row =>
        {
            row.ToTable("audit_head").HasKey(h => h.Id);
            row.Property(h => h.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<StatusNoteRow>(row =>
        {
            row.ToTable("status_note").HasKey(n => new { n.Integration, n.System, n.ObjectType, n.RecordId });
            row.HasIndex(n => new { n.Integration, n.At });
        });
        modelBuilder.Entity<RaisedAlertRow>(row =>
        {
            row.ToTable("alert").HasKey(a => a.Id);
            row.HasIndex(a => new { a.Integration, a.DedupeKey, a.At });
            row.HasIndex(a => a.Id, "IX_alert_unsent").HasFilter("sent_at IS NULL");
        });
        modelBuilder.Entity<CursorRow>().ToTable("cursor").HasKey(c => new { c.Integration, c.System, c.Source });
        modelBuilder.Entity<LeaseRow>(row =>
        {
            row.ToTable("lease").HasKey(l => l.Id);
            row.Property(l => l.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<LedgerHeadRow>(row =>
        {
            row.ToTable("ledger_head").HasKey(h => h.Id);
            row.Property(h => h.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<AlertDeliveryRow>(row =>
        {
            row.ToTable("alert_delivery").HasKey(d => new { d.AlertId, d.Channel });
            row.HasIndex(d => new { d.Channel, d.DueAt }, "IX_alert_delivery_due").HasFilter("sent_at IS NULL");
        });
        modelBuilder.Entity<CaseFileRow>().ToTable("case_file").HasKey(c => new { c.Integration, c.Flow, c.ObjectType, c.RecordId });
        modelBuilder.Entity<RecordValueRow>(row =>
        {
            row.ToTable("record_value").HasKey(v => new { v.Integration, v.Entity, v.Side, v.RecordId, v.Field });
            row.HasIndex(v => new { v.Integration, v.Term }, "IX_record_value_term");
        });
        modelBuilder.Entity<PersonRow>().ToTable("person").HasKey(p => p.Name);
        modelBuilder.Entity<RunNoteRow>(row =>
        {
            row.ToTable("run_note").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Integration, r.Id }, "IX_run_note_newest");
        });
        modelBuilder.Entity<ChoiceRow>().ToTable("choice").HasKey(c => new { c.Integration, c.Name });
        modelBuilder.Entity<KeyClaimRow>().ToTable("key_claim").HasKey(k => new { k.Integration, k.Entity, k.MatchKey });
        modelBuilder.Entity<CallCountRow>().ToTable("call_count").HasKey(c => new { c.System, c.Day });

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static void Describe(EntityTypeBuilder<WorkItemRow> row)
    {
        row.ToTable("work_item").HasKey(i => i.Id);
        row.HasIndex(i => new { i.Integration, i.Flow, i.Side, i.ObjectType, i.RecordId, i.Version }).IsUnique();
        row.HasIndex(i => new { i.Integration, i.Flow, i.Priority, i.Id }, "IX_work_item_pending").HasFilter("state = 'Pending'");
        row.HasIndex(i => new { i.Integration, i.DueAt }, "IX_work_item_due").HasFilter("state = 'Waiting'");
        row.HasIndex(i => new { i.Integration, i.WaitsOn }, "IX_work_item_waits_on").HasFilter("waits_on IS NOT NULL");
        row.HasIndex(i => new { i.Integration, i.State, i.Flow, i.Fault, i.ChangedAt }, "IX_work_item_status");
        row.HasIndex(i => new { i.Integration, i.RecordId }, "IX_work_item_record");
        row.HasIndex(i => new { i.Integration, i.StoppedAt }, "IX_work_item_stopped").HasFilter("stopped_at IS NOT NULL");
    }

    private static void Describe(EntityTypeBuilder<IntentRow> row)
    {
        row.ToTable("intent").HasKey(i => i.Id);
        row.HasOne<WorkItemRow>().WithMany().HasForeignKey(i => i.ItemId).OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(i => i.ItemId);
        row.HasIndex(i => new { i.ItemId, i.Integration }, "IX_intent_open").HasFilter("outcome IS NULL");
        row.HasIndex(i => new { i.Integration, i.Entity, i.Id }, "IX_intent_created").HasFilter("record_id IS NULL");
    }

    private static void Describe(EntityTypeBuilder<LinkRow> row)
    {
        row.ToTable("link").HasKey(l => l.Id);
        row.HasIndex(l => new { l.Integration, l.Entity, l.CrmId, l.ErpId }).IsUnique();
        row.HasIndex(l => new { l.Integration, l.Entity, l.CrmId }, "IX_link_crm").IsUnique();
        row.HasIndex(l => new { l.Integration, l.Entity, l.ErpId }, "IX_link_erp").IsUnique();
    }

    private static void Describe(EntityTypeBuilder<DecisionRow> row)
    {
        row.ToTable("decision").HasKey(d => d.Id);
        row.HasIndex(d => new { d.Integration, d.Flow, d.Kind, d.Side, d.ObjectType, d.RecordId, d.ContentHash }, "IX_decision_open")
            .IsUnique().HasFilter("verdict = 'Open'");
        row.HasIndex(d => new { d.Integration, d.Flow, d.RecordId }, "IX_decision_subject");
        row.HasIndex(d => new { d.Integration, d.Kind, d.Verdict }, "IX_decision_list");
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
