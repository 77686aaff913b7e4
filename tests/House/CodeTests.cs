using Harness.House.Rules;

namespace Harness.House;

public sealed class CodeTests
{
    [Fact]
    public void There_are_three_ports_and_no_interface_with_one_implementation() => Interfaces.Breaches(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("runner/Sync/IClockwork.cs", "public interface IClockwork;")]
    [InlineData("runner/Core/ILedger.cs", "public interface ILedger;")]
    [InlineData("runner/Core/IRule.cs", "internal interface IRule; sealed class Only : IRule;")]
    [InlineData("simulators/ITable.cs", "interface ITable; sealed class Table(int size) : Base(size), ITable;")]
    [InlineData("runner/Connectors/Odoo/OdooClient.cs", "using Refit;\npublic interface IOdooClient;")]
    public void An_interface_that_nobody_needs_is_found(string path, string code) => Interfaces.Breaches(SourceTree.Of(path, code)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("runner/Port/IConnector.cs", "public interface IConnector;")]
    [InlineData("runner/Connectors/Odoo/OdooClient.cs", "using Refit;\ninternal interface IOdooClient;")]
    [InlineData("simulators/ITable.cs", "interface ITable; record Small : ITable; record Large : ITable;")]
    public void An_interface_with_a_reason_passes(string path, string code) => Interfaces.Breaches(SourceTree.Of(path, code)).ShouldBeEmpty();

    [Fact]
    public void Types_have_names_that_a_stakeholder_would_say() => Names.Breaches(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("sealed class AccountSyncManager")]
    [InlineData("static class StringUtils")]
    [InlineData("record DateHelper(int Days)")]
    public void A_name_of_a_layer_is_found(string code) => Names.Breaches(SourceTree.Of("runner/Sync/X.cs", code)).ShouldHaveSingleItem();

    [Fact]
    public void Nothing_catches_everything() => Catches.Breaches(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("try { } catch (Exception ex) { }", 1)]
    [InlineData("try { } catch (Exception) { }", 1)]
    [InlineData("try { } catch\n{ }", 1)]
    [InlineData("try { } catch (Exception ex) when (ex is IOException) { }", 0)]
    [InlineData("try { } catch (Exception ex)\n    when (ex is IOException) { }", 0)]
    [InlineData("try { } catch (IOException) { }", 0)]
    [InlineData("// a bare catch { } in a comment", 0)]
    public void A_handler_of_everything_is_found(string code, int found) =>
        Catches.Breaches(SourceTree.Of("runner/Sync/X.cs", code)).Count().ShouldBe(found);

    [Fact]
    public void A_handler_of_everything_with_a_reason_passes() => Catches
        .Breaches(SourceTree.Of("runner/Sync/X.cs", "try { } catch { }"), new Dictionary<string, string> { ["runner/Sync/X.cs"] = "the reason" }).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_over() => Leftovers.Words(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("#re" + "gion Fields")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    public void A_left_over_is_found(string code) => Leftovers.Words(SourceTree.Of("runner/Sync/X.cs", code)).ShouldHaveSingleItem();

    [Fact]
    public void No_file_is_too_long_to_know_ones_way_in() => Leftovers.LongFiles(SourceTree.Repository).ShouldBeEmpty();

    [Fact]
    public void A_long_file_is_found() => Leftovers.LongFiles(SourceTree.Of("runner/Sync/X.cs", new string('\n', 301))).ShouldHaveSingleItem();

    [Fact]
    public void No_warning_is_switched_off() => Leftovers.SilencedWarnings(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("runner/Sync/X.cs", "#pragma warning disable CA1031")]
    [InlineData("runner/Sync/X.cs", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Design\", \"CA1031\")]")]
    [InlineData("runner/Sync/Harness.Sync.csproj", "<Project><PropertyGroup><NoWarn>CA1031</NoWarn></PropertyGroup></Project>")]
    public void A_warning_that_is_switched_off_is_found(string path, string text) => Leftovers.SilencedWarnings(SourceTree.Of(path, text)).ShouldHaveSingleItem();

    [Fact]
    public void Tests_do_not_sleep() => HonestTests.Sleeps(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("await Task.Delay(100, TimeProvider.System, ct);", 1)]
    [InlineData("Thread.Sleep(10);", 1)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1));", 1)]
    [InlineData("await Task.Delay(Timeout.InfiniteTimeSpan, Clock, ct);", 0)]
    public void A_test_that_sleeps_is_found(string code, int found) => HonestTests.Sleeps(SourceTree.Of("tests/Unit/X.cs", code)).Count().ShouldBe(found);

    [Fact]
    public void A_test_that_does_not_run_says_why() => HonestTests.SkipsWithoutReason(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("[Fact(Sk" + "ip = \"\")]", 1)]
    [InlineData("[Fact(Sk" + "ip = \"later\")]", 1)]
    [InlineData("[Fact(Expl" + "icit = true)]", 1)]
    [InlineData("[Fact(Sk" + "ip = \"NetSuite's sandbox has no kits\")]", 0)]
    public void A_test_switched_off_without_a_reason_is_found(string code, int found) =>
        HonestTests.SkipsWithoutReason(SourceTree.Of("tests/Unit/X.cs", code)).Count().ShouldBe(found);
}
