using Harness.House.Rules;

namespace Harness.House;

public sealed class DependencyTests
{
    [Fact]
    public void Projects_reference_what_the_table_allows() => ProjectReferences.Breaches(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("runner/Connectors/Salesforce/Harness.Connectors.Salesforce.csproj", "../../Core/Harness.Core.csproj", "runner/Connectors/Salesforce must not reference runner/Core")]
    [InlineData("simulators/Harness.Simulators.csproj", "../runner/Port/Harness.Port.csproj", "simulators must not reference runner/Port")]
    [InlineData("runner/Host/Harness.Host.csproj", "../../simulators/Harness.Simulators.csproj", "runner/Host must not reference simulators")]
    [InlineData("runner/Port/Harness.Port.csproj", "../Core/Harness.Core.csproj", "runner/Port must not reference runner/Core")]
    [InlineData("runner/Sync/Harness.Sync.csproj", "..\\Store\\Harness.Store.csproj", "runner/Sync must not reference runner/Store")]
    public void A_reference_against_the_table_is_found(string project, string reference, string breach) =>
        ProjectReferences.Breaches(Project(project, $"""<ProjectReference Include="{reference}" />""")).ShouldBe([breach]);

    [Fact]
    public void The_host_may_build_the_simulators_first_and_nobody_else_may()
    {
        const string BuildFirst = """<ProjectReference Include="../../simulators/Harness.Simulators.csproj" ReferenceOutputAssembly="false" />""";

        ProjectReferences.Breaches(Project("runner/Host/Harness.Host.csproj", BuildFirst)).ShouldBeEmpty();
        ProjectReferences.Breaches(Project("runner/Flows/Harness.Flows.csproj", BuildFirst)).ShouldBe(["runner/Flows must not build after simulators"]);
    }

    [Fact]
    public void A_project_that_the_table_does_not_know_is_found() =>
        ProjectReferences.Breaches(Project("runner/Common/Harness.Common.csproj", "")).ShouldHaveSingleItem();

    [Fact]
    public void Simulators_know_none_of_the_runners_code()
    {
        Independence.SimulatorsThatKnowTheRunner(SourceTree.Repository).ShouldBeEmpty();
        Independence.SimulatorsThatKnowTheRunner(SourceTree.Of("simulators/Odoo/Rules.cs", "using Harness.Core.Records;")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Those_who_make_up_histories_know_none_of_the_runners_code()
    {
        Independence.HistoriesThatKnowTheRunner(SourceTree.Repository).ShouldBeEmpty();
        Independence.HistoriesThatKnowTheRunner(SourceTree.Of("tests/Simulation/Histories/Act.cs", "using Harness.Sync.Ledger;")).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_runner_knows_no_simulator()
    {
        Independence.RunnerThatKnowsSimulators(SourceTree.Repository).ShouldBeEmpty();
        Independence.RunnerThatKnowsSimulators(SourceTree.Of("runner/Host/Demo/Day.cs", "using Harness.Simulators.World;")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Only_the_simulators_see_the_referee()
    {
        Independence.RefereeOutsideSimulators(SourceTree.Repository).ShouldBeEmpty();
        Independence.RefereeOutsideSimulators(SourceTree.Of("features/Steps/Steps.cs", "using Harness.Simulators.Referee;")).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_top_of_the_repository_is_as_agreed()
    {
        string[] Names(IEnumerable<string> paths) => [.. paths.Select(path => Path.GetFileName(path))];

        Layout.Breaches(Names(Directory.EnumerateDirectories(Repository.Root)), Names(Directory.EnumerateFiles(Repository.Root))).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_or_file_that_nobody_agreed_to_is_found() =>
        Layout.Breaches(["runner", "scripts"], ["README.md", "NOTES.md"]).ShouldBe(["scripts", "NOTES.md"]);

    private static SourceTree Project(string path, string items) => SourceTree.Of(path, $"<Project><ItemGroup>{items}</ItemGroup></Project>");
}
