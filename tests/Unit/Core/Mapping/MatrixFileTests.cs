using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Unit.Core.Mapping;

/// <summary>A wrong file is refused with its place, what is wrong and the nearest right name.</summary>
public sealed class MatrixFileTests : IDisposable
{
    private const string Head = """
        entity: account
        objects: { salesforce: Account, netsuite: customer, odoo: res.partner }
        creates: [erp]
        fields:
          - field: name
            salesforce: Name
            netsuite: companyName
            odoo: name
            direction: both
            owner: crm

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("matrix").FullName;

    [Fact]
    public void A_right_file_is_loaded_for_the_pair_that_is_asked_for()
    {
        Problems(Head).ShouldBeEmpty();
        Load("odoo").Matrix!.Entities["account"].Rows[0].PathIn(SystemRole.Erp).ShouldBe("name");
    }

    [Fact]
    public void A_row_without_a_path_for_one_of_the_pair_is_kept_as_one_sided()
    {
        Write(Head + "  - { field: odoo_only, odoo: ref, salesforce: Ref__c, direction: both, owner: crm }\n");

        Load("netsuite").Matrix!.Entities["account"].Rows[1].TravelsTo(SystemRole.Erp).ShouldBeFalse();
        Load("odoo").Matrix!.Entities["account"].Rows[1].TravelsTo(SystemRole.Erp).ShouldBeTrue();
    }

    [Theory]
    [InlineData("  - { field: phone, salesforce: Phone, netsuite: phone, directoin: both, owner: crm }", "matrix/account.yaml:11: A row has the unknown key 'directoin'. Did you mean 'direction'?")]
    [InlineData("  - { field: phone, salesforce: Phone, netsuite: phone, direction: boht, owner: crm }", "'direction' cannot be 'boht': it is one of both, crm_to_erp, erp_to_crm, none. Did you mean 'both'?")]
    [InlineData("  - { field: phone, salesforce: Phone, netsuite: phone, direction: both }", "A row needs 'owner': one of crm, erp.")]
    [InlineData("  - { field: phone, salesforce: Phone, netsuite: phone, direction: both, owner: crm, transform: fone }", "There is no transform 'fone'. Did you mean 'phone'?")]
    [InlineData("  - { field: phone, kind: number, salesforce: Phone, netsuite: phone, direction: both, owner: crm, transform: phone }", "The transform 'phone' makes text, but 'phone' is of kind number.")]
    [InlineData("  - { field: phone, salesforce: Phone, netsuite: phone, direction: both, owner: crm, values: terms }", "There is no value map values/terms.yaml.")]
    [InlineData("  - { field: phone, salesforce: Phone, netsuite: phone, direction: both, owner: crm, required: perhaps }", "'required' cannot be 'perhaps': it is one of true, false.")]
    [InlineData("  - { field: name, salesforce: Name2, netsuite: name2, direction: both, owner: crm }", "The field 'name' has a row already.")]
    [InlineData("  - { field: other, salesforce: Name, netsuite: other, direction: both, owner: crm }", "'Name' is written by the row of 'name' already.")]
    [InlineData("  - { field: Phone, salesforce: Phone }", "'Phone' is not a field name")]
    [InlineData("  - { field: phone, salesforce: 'Phone + 1' }", "'Phone + 1' is not a path")]
    [InlineData("  - { field: phone, salesforce: [[Phone]] }", "'salesforce' must list words or texts.")]
    [InlineData("  - { field: owner_id, salesforce: OwnerId, reference: acount }", "'owner_id' refers to the entity 'acount', which has no file. Did you mean 'account'?")]
    [InlineData("  - { field: terms, salesforce: T, netsuite: t, direction: crm_to_erp, owner: erp, conflict: owner_always }", "'terms' cannot be owner_always")]
    [InlineData("  - { field: day, kind: date, salesforce: D, transform: date_in_zone }", "The transform 'date_in_zone' needs 'zone'")]
    [InlineData("  - { field: day, kind: date, salesforce: D, transform: date_in_zone, zone: Mars/Base }", "'Mars/Base' is not a time zone")]
    [InlineData("  - { field: amount, kind: money, salesforce: A, default: 5 }", "'5' cannot be the default of a money field.")]
    [InlineData("  - just a word", "A row must hold 'key: value' pairs.")]
    [InlineData("match: [[nmae]]", "'match' names the field 'nmae', which has no row. Did you mean 'name'?")]
    [InlineData("matches: [[name]]", "The matrix has the unknown key 'matches'. Did you mean 'match'?")]
    [InlineData("rollup: [{ target: acount, field: name, aggregate: join, salesforce: X__c }]", "The roll-up of 'name' has the unknown target 'acount'. Did you mean 'account'?")]
    [InlineData("entity: account", "This is not valid YAML")]
    [InlineData("lines: { direction: both, owner: crm, salesforce: { path: Lines }, fields: [] }", "'salesforce' needs 'key'.")]
    public void Whatever_is_wrong_is_named_with_its_place(string line, string expected) =>
        Problems(Head + line + "\n").ShouldContain(problem => problem.Contains(expected) && problem.StartsWith("matrix/account.yaml:"), expected);

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("just text")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("a: [1, 2\n")]
    [InlineData("\t\t:::")]
    public void What_is_no_matrix_at_all_is_a_problem_and_never_a_crash(string text) => Problems(text).ShouldNotBeEmpty();

    [Fact]
    public void A_folder_without_a_matrix_says_how_to_get_one() =>
        MappingMatrix.Load(Path.Combine(_folder, "nowhere"), "salesforce", "netsuite").Problems.ShouldHaveSingleItem().Message.ShouldContain("harness init");

    [Fact]
    public void A_value_map_that_says_two_things_for_one_spelling_is_refused()
    {
        Values("terms", "Net 30: { salesforce: Net 30 }\nThirty: { salesforce: [T, net 30] }\nX: { salseforce: X }\n");

        var problems = Problems(Head);
        problems.ShouldContain("values/terms.yaml:2: 'net 30' of salesforce cannot mean both 'Net 30' and 'Thirty'.");
        problems.ShouldContain("values/terms.yaml:3: 'X' has the unknown key 'salseforce'. Did you mean 'salesforce'?");
    }

    [Fact]
    public void The_version_changes_with_a_cell_and_not_with_the_line_endings()
    {
        Write(Head);
        var version = Load("netsuite").Matrix!.Version;
        Write(Head.ReplaceLineEndings("\r\n"));
        Load("netsuite").Matrix!.Version.ShouldBe(version);
        Write(Head.Replace("owner: crm", "owner: erp"));
        Load("netsuite").Matrix!.Version.ShouldNotBe(version);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IReadOnlyList<string> Problems(string text)
    {
        Write(text);
        return [.. Load("netsuite").Problems.Select(problem => problem.ToString())];
    }

    private MatrixLoad Load(string erp) => MappingMatrix.Load(_folder, "salesforce", erp);

    private void Write(string text) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "matrix")).FullName, "account.yaml"), text);

    private void Values(string name, string text) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "values")).FullName, name + ".yaml"), text);
}
