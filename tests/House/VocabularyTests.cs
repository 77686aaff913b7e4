using Harness.House.Rules;

namespace Harness.House;

public sealed class VocabularyTests
{
    private const string Matrix = "- field: payment_terms\n  salesforce: Payment_Terms__c\n  netsuite: terms.refName\n- field: tax_id\n  netsuite: tax_id\n";

    [Fact]
    public void Only_the_mapping_looks_a_field_up_by_text() => CanonicalFields.LookedUpByText(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("runner/Flows/Accounts/AccountFlow.cs", "var terms = account.ValueOf(\"payment_terms\");")]
    [InlineData("runner/Core/Quality/Rules.cs", "if (account.HasValue(name)) { }")]
    [InlineData("runner/Core/Quality/Rules.cs", "account.Get(new Field<string>(name));")]
    [InlineData("runner/Core/Records/FieldSet.cs", "public object? this[string name] => _values[name];")]
    [InlineData("runner/Core/Records/FieldSet.cs", "public object? Value(string name) => _values[name];")]
    [InlineData("runner/Core/Harness.Core.csproj", "<Project><InternalsVisibleTo Include=\"Harness.Sync\" /></Project>")]
    public void A_field_looked_up_by_text_is_found(string path, string text) => CanonicalFields.LookedUpByText(SourceTree.Of(path, text)).ShouldHaveSingleItem();

    [Fact]
    public void What_a_row_of_the_matrix_names_may_be_looked_up() =>
        CanonicalFields.LookedUpByText(SourceTree.Of("runner/Core/Quality/Rules.cs", "matrix.Rows.Select(row => fields.ValueOf(row.Field));")).ShouldBeEmpty();

    [Fact]
    public void Connectors_do_not_know_the_canonical_names() => CanonicalFields.InConnectors(SourceTree.Repository).ShouldBeEmpty();

    [Fact]
    public void A_canonical_name_in_a_connector_is_found_unless_a_vendor_has_the_same_path() => CanonicalFields.InConnectors(SourceTree.Of(
        ("runner/Host/matrix/account.yaml", Matrix),
        ("runner/Connectors/NetSuite/NetSuitePaths.cs", "var a = \"payment_terms\";\nvar b = \"tax_id\";")))
        .ShouldBe(["runner/Connectors/NetSuite/NetSuitePaths.cs:1 \"payment_terms\""]);

    [Fact]
    public void Every_banned_symbol_exists_and_says_what_to_do_instead()
    {
        BannedSymbols.Unknown(List).ShouldBeEmpty();
        BannedSymbols.WithoutAdvice(List).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("P:System.DateTime.Nowadays;Ask the clock")]
    [InlineData("M:System.Threading.Tasks.Task.Delay(System.String);Pass the clock")]
    [InlineData("T:System.Web.HttpContext;Not here")]
    public void A_banned_symbol_that_does_not_exist_is_found(string line) => BannedSymbols.Unknown(new SourceFile("BannedSymbols.txt", line)).ShouldHaveSingleItem();

    [Fact]
    public void A_ban_without_advice_is_found() => BannedSymbols.WithoutAdvice(new SourceFile("BannedSymbols.txt", "M:System.Guid.NewGuid")).ShouldHaveSingleItem();

    [Fact]
    public void A_banned_symbol_fails_the_build() => BannedSymbols.NotEnforced(SourceTree.Repository).ShouldBeEmpty();

    [Fact]
    public void A_list_that_no_build_reads_is_found() => BannedSymbols.NotEnforced(SourceTree.Of(
        ("Directory.Build.props", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>"),
        ("tests/.editorconfig", "dotnet_diagnostic.RS0030.severity = none"))).Count().ShouldBe(4);

    [Fact]
    public void Every_feature_file_runs() => BoundFeatures.Unbound(SourceTree.Repository).ShouldBeEmpty();

    [Fact]
    public void A_feature_file_that_never_runs_is_found() => BoundFeatures.Unbound(SourceTree.Of(
        ("features/Orders/Orders.feature", "Feature: Orders"),
        ("features/Orders/Lines.feature", "Feature: Lines"),
        ("features/Orders/OrdersFeature.cs", "[Feature(\"Orders/Orders.feature\")]\npublic sealed class OrdersFeature : FeatureTests;"))).ShouldBe(["features/Orders/Lines.feature"]);

    [Theory]
    [InlineData("tests/House/VocabularyTests.cs")]
    [InlineData("runner/Port/IConnector.cs")]
    [InlineData("simulators/Harness.Simulators.csproj")]
    [InlineData(".editorconfig")]
    public void The_rules_read_the_whole_repository(string path) => SourceTree.Repository.Files.ShouldContain(file => file.Path == path);

    private static SourceFile List => SourceTree.Repository.Files.Single(file => file.Path == "BannedSymbols.txt");
}
