using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Mapping.Files;
using Harness.Host;
using Harness.Host.Commands;
using Harness.Host.Vendors;
using Harness.Host.Settings;

namespace Harness.Unit.Host.Commands;

/// <summary>Every pair gets a folder of its own that loads as it is, without a word about other vendors.</summary>
public sealed class InitTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("harness-init-").FullName, "company");

    public static TheoryData<string, string> Pairs => [.. KnownVendors.Pairs];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task The_matrix_of_a_pair_loads_and_has_its_two_columns_only(string crm, string erp)
    {
        (await InitAsync(crm, erp)).ShouldBe(ExitCode.Ok);

        var load = MappingMatrix.Load(_folder, crm, erp);
        load.Problems.Select(problem => problem.ToString()).ShouldBeEmpty();
        load.Matrix!.Entities.Keys.ShouldBe(["account", "contact", "invoice", "product", "sales_order"], ignoreOrder: true);
        foreach (var other in Vocabulary.Vendors.Except([crm, erp]))
        {
            Files.ShouldAllBe(text => !text.Contains($"{other}:", StringComparison.Ordinal), other);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_pair_keeps_every_row_that_the_preset_has_for_it(string crm, string erp)
    {
        await InitAsync(crm, erp);

        var preset = MappingMatrix.Load(Repository.At("runner", "Host"), crm, erp).Matrix!;
        var own = MappingMatrix.Load(_folder, crm, erp).Matrix!;
        foreach (var (name, entity) in preset.Entities)
        {
            own.Entities[name].Rows.Select(Cells).ShouldBe(entity.Rows.Select(Cells).Where(cells => cells != (cells.Field, null, null)), name);
            var known = entity.Rows.Where(row => row.CrmPath is not null || row.ErpPath is not null).Select(row => row.Field).ToHashSet();
            own.Entities[name].Rollups.Select(row => (row.Target, row.Path))
                .ShouldBe(entity.Rollups.Where(row => known.Contains(row.Field)).Select(row => (row.Target, row.Path)), name);
            own.Entities[name].Sources.ShouldBe(entity.Sources, name);
            own.Entities[name].Status.ShouldBe(entity.Status, name);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task The_settings_ask_for_the_logins_of_the_pair_and_hold_no_secret(string crm, string erp)
    {
        await InitAsync(crm, erp);

        var systems = SettingsFolder.Open(_folder).Settings.Systems;
        systems.ShouldSatisfyAllConditions(
            () => systems.Keys.ShouldBe([crm, erp], ignoreOrder: true), () => systems[crm].Vendor.ShouldBe(crm), () => systems[erp].Vendor.ShouldBe(erp));
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "appsettings.json"), Company.Ct))!["Systems"]!;
        foreach (var vendor in new[] { crm, erp }.Select(name => KnownVendors.All[name]))
        {
            written[vendor.Name]!["Login"]!.AsObject().Select(setting => setting.Key).ShouldBe(vendor.Login.Select(row => row.Setting));
            vendor.Secrets.ShouldAllBe(secret => Secrets.IsSecret(secret));
        }
    }

    [Fact]
    public async Task The_secrets_of_both_systems_are_named()
    {
        using var output = new StringWriter();
        await InitAsync("salesforce", "netsuite", output);

        output.ToString().ShouldContain("HARNESS__Systems__salesforce__Login__PrivateKeyPem, HARNESS__Systems__netsuite__Login__PrivateKeyPem");
    }

    [Fact]
    public async Task The_pair_of_the_preset_comes_with_the_comments_of_its_rows()
    {
        await InitAsync("salesforce", "netsuite");

        (await File.ReadAllTextAsync(Path.Combine(_folder, "matrix", "product.yaml"), Company.Ct)).ShouldContain("  # NetSuite and Business Central keep the flag the other way round.\n  - field: active\n");
    }

    [Theory]
    [InlineData("--crm", "netsuite")]
    [InlineData("--erp", "sap")]
    public async Task A_vendor_that_is_none_is_refused_and_the_known_ones_are_named(string option, string vendor)
    {
        using var messages = new StringWriter();
        using var output = new StringWriter();

        (await CommandLine.RunAsync(new Shell(output, messages, Company.Clock), ["init", "--to", _folder, option, vendor], Company.Ct)).ShouldBe(ExitCode.Usage);
        messages.ToString().ShouldContain(option == "--crm" ? "salesforce" : "netsuite");
        Directory.Exists(_folder).ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private IEnumerable<string> Files => Directory.EnumerateFiles(_folder, "*.yaml", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static (string Field, string? Crm, string? Erp) Cells(MappingRow row) => (row.Field, row.CrmPath, row.ErpPath);

    private async Task<int> InitAsync(string crm, string erp, StringWriter? told = null)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        return await CommandLine.RunAsync(new Shell(told ?? output, messages, Company.Clock), ["init", "--to", _folder, "--crm", crm, "--erp", erp], Company.Ct);
    }
}
