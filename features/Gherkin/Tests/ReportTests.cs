using System.Text.Json;

namespace Harness.Features.Gherkin.Tests;

public sealed class ReportTests
{
    private const string Feature = """
        Feature: Report, of "all"
          @smoke @order
          Scenario: good
            Given it works
          Scenario: </script><b>bad
            Given it fails
            Given it works
          Scenario: unknown
            When nobody defines it
        """;

    [Fact]
    public async Task The_messages_name_every_scenario_with_its_result()
    {
        var messages = await MessagesAsync();

        messages.Count(message => message.TryGetProperty("testCaseFinished", out _)).ShouldBe(3);
        messages.Where(message => message.TryGetProperty("testStepFinished", out _))
            .Select(message => message.GetProperty("testStepFinished").GetProperty("testStepResult").GetProperty("status").GetString())
            .ShouldBe(["PASSED", "FAILED", "SKIPPED", "UNDEFINED"]);
        messages[^1].GetProperty("testRunFinished").GetProperty("success").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Every_id_that_a_message_refers_to_exists()
    {
        var text = string.Join('\n', (await MessagesAsync()).Select(message => message.GetRawText()));
        var pickles = (await MessagesAsync()).Where(message => message.TryGetProperty("pickle", out _))
            .Select(message => message.GetProperty("pickle").GetProperty("id").GetString()!);

        pickles.ShouldAllBe(id => text.Contains($"\"pickleId\":\"{id}\""));
    }

    [Fact]
    public async Task A_scenario_cannot_close_the_script_it_is_written_into()
    {
        var lines = (await MessagesAsync()).Select(message => message.GetRawText());
        var html = HtmlReport.Of(lines, Path.Combine(AppContext.BaseDirectory, "html-report"));

        html.ShouldContain("window.CUCUMBER_MESSAGES = [{");
        html.ShouldNotContain("</script><b>bad");
        JsonDocument.Parse(HtmlReport.Embeddable("""{"a":"</script>"}""")).RootElement.GetProperty("a").GetString().ShouldBe("</script>");
    }

    [Fact]
    public async Task The_tracking_sheet_has_a_row_for_each_scenario()
    {
        var rows = TrackingSheet.Of(await BinderFixture.RunAsync<Steps>(Feature)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        rows[1].ShouldStartWith("\"Report, of \"\"all\"\"\",good,smoke order,passed,0.");
        rows[2].ShouldEndWith(",it fails,'=1+1 is not a formula here");
        rows[3].ShouldContain(",unknown,,undefined,");
    }

    private static async Task<IReadOnlyList<JsonElement>> MessagesAsync()
    {
        var results = await BinderFixture.RunAsync<Steps>(Feature);
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return [.. CucumberMessages.Of(results, BinderFixture.Catalogue<Steps>(), at, at)
            .Select(message => JsonDocument.Parse(CucumberMessages.ToJson(message)).RootElement)];
    }

    private sealed class Steps
    {
        [Given("it works")]
        public static void Works() => Assert.True(true);

        [Given("it fails")]
        public static void Fails() => throw new InvalidOperationException("=1+1 is not a formula here");
    }
}
