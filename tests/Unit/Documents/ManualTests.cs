using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Documents.Manuals;
using Harness.Documents.Paper;
using Harness.Host.Commands;
using Harness.Host.Settings;
using Harness.Host.Vendors;

namespace Harness.Unit.Documents;

public sealed class ManualTests : IDisposable
{
    private static readonly (string Cell, Func<MappingRow, MappingRow> Change)[] Cells =
    [
        ("field", row => row with { Field = row.Field + "_too" }),
        ("crm path", row => row with { CrmPath = "Changed__c" }),
        ("erp path", row => row with { ErpPath = "custentity_changed" }),
        ("direction", row => row with { Direction = row.Direction == Direction.Both ? Direction.CrmToErp : Direction.Both }),
        ("owner", row => row with { Owner = row.Owner.Other() }),
        ("conflict", row => row with { Conflict = row.Conflict == ConflictRule.Steward ? ConflictRule.OwnerWins : ConflictRule.Steward }),
        ("transform", row => row with { Transform = row.Transform == "upper" ? "lower" : "upper", TransformOnly = null }),
        ("values", row => row with { Values = row.Values is null ? "units" : null }),
        ("required", row => row with { Required = !row.Required }),
        ("pii", row => row with { Pii = !row.Pii }),
        ("default", row => row with { Default = row.Default is null ? "something" : null }),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("manuals").FullName;

    public static TheoryData<string, string> Pairs => [.. KnownVendors.Pairs];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_same_configuration_gives_the_same_bytes(string crm, string erp) => Written(Setup(crm, erp)).ShouldBe(Written(Setup(crm, erp)));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_link_between_the_manuals_leads_somewhere(string crm, string erp)
    {
        var pages = Library.Of(Setup(crm, erp), []).ToDictionary(page => $"{page.File}.html", page => HtmlWriter.Write(page.Document));

        foreach (var (page, html) in pages)
        {
            foreach (var address in html.Split("href=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"')]))
            {
                var parts = address.Split('#');
                pages.ShouldContainKey(parts[0].Length == 0 ? page : parts[0]);
                (parts.Length == 1 || pages[parts[0].Length == 0 ? page : parts[0]].Contains($"id=\"{parts[1]}\"")).ShouldBeTrue($"{page} leads to {address}");
            }
        }
    }

    [Fact]
    public void A_cell_that_changes_changes_the_manuals_in_every_row()
    {
        var setup = Setup("salesforce", "netsuite");
        var before = Written(setup);

        foreach (var (entity, row) in setup.Matrix.Entities.Values.SelectMany(entity => entity.Rows.Select(row => (entity, row))))
        {
            // What lives in one system only does not travel, and what does not travel cannot collide.
            var shared = row.CrmPath is not null && row.ErpPath is not null;
            foreach (var (cell, change) in Cells.Where(one => one.Cell switch
            {
                "direction" or "owner" => shared,
                "conflict" => shared && row.Direction != Direction.None,
                _ => true,
            }))
            {
                (Written(With(setup, entity, row, change(row))) == before).ShouldBeFalse($"{entity.Entity}.{row.Field}: {cell}");
            }
        }
    }

    [Fact]
    public void Every_reason_has_its_page_and_an_owner()
    {
        var page = HtmlWriter.Write(Library.Of(Setup("salesforce", "netsuite"), []).Single(one => one.File == "troubleshooting").Document);

        foreach (var reason in Setup("salesforce", "netsuite").Reasons)
        {
            page.ShouldContain($"id=\"{Anchors.Of(reason.Title)}\"");
            reason.Owner.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void A_secret_that_the_process_knows_is_in_no_manual()
    {
        InitCommand.Write(Path.Combine(_folder, "secret"), "salesforce", "netsuite", new DateOnly(2026, 1, 1));
        var folder = SettingsFolder.Open(Path.Combine(_folder, "secret"), new Dictionary<string, string?> { ["Systems:salesforce:Login:PrivateKeyPem"] = "canary-4711" });

        Written(DocsCommand.SetupOf(folder, "main", TimeProvider.System)).ShouldNotContain("canary-4711");
    }

    [Fact]
    public void The_training_names_the_companys_own_fields()
    {
        var setup = Setup("salesforce", "netsuite");
        var renamed = With(setup, setup.Matrix.Entities["account"], Row(setup, "payment_terms"), Row(setup, "payment_terms") with { CrmPath = "Zahlungsziel__c" });

        MarkdownWriter.Write(Library.Of(renamed, []).Single(one => one.File == "training-sales").Document).ShouldContain(@"Zahlungsziel\_\_c");
    }

    private static MappingRow Row(Setup setup, string field) => setup.Matrix.Entities["account"].Rows.Single(row => row.Field == field);

    private static Setup With(Setup setup, EntityMatrix entity, MappingRow before, MappingRow after)
    {
        var changed = entity with { Rows = [.. entity.Rows.Select(row => row == before ? after : row)] };
        return setup with { Matrix = setup.Matrix with { Entities = setup.Matrix.Entities.ToDictionary(one => one.Key, one => one.Value == entity ? changed : one.Value) } };
    }

    private static string Written(Setup setup) => string.Concat(Library.Of(setup, []).Select(page => HtmlWriter.Write(page.Document) + MarkdownWriter.Write(page.Document)));

    private Setup Setup(string crm, string erp)
    {
        var folder = Path.Combine(_folder, $"{crm}+{erp}");
        if (!Directory.Exists(folder))
        {
            InitCommand.Write(folder, crm, erp, new DateOnly(2026, 1, 1));
        }

        return DocsCommand.SetupOf(SettingsFolder.Open(folder), "main", TimeProvider.System);
    }
}
