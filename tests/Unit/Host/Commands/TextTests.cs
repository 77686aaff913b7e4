using Harness.Host.Commands;

namespace Harness.Unit.Host.Commands;

public sealed class TextTests
{
    private const string Reason = "Billing country is missing, and customer needs it: fill it in.";

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void A_table_never_is_wider_than_the_terminal(int width)
    {
        var lines = TextTable.Lines(["item", "record", "why"], [["1", "東京商事株式会社", $"{Reason} {Reason}"], ["12", "Acme", "東京商事株式会社東京商事株式会社東京商事株式会社東京商事株式会社"]], width).ToList();

        lines.ShouldAllBe(line => TextLines.ColumnsOf(line) <= width);
        string.Join(' ', lines).ShouldContain("fill");
    }

    [Fact]
    public void Columns_stay_in_line_beside_wide_characters()
    {
        var lines = TextTable.Lines(["name", "n"], [["東京", "1"], ["Acme GmbH", "22"]]).ToList();

        lines.Skip(2).Select(TextLines.ColumnsOf).ShouldBe([13, 13]);
    }

    [Fact]
    public void A_column_that_leaves_no_room_puts_the_last_one_under_the_row()
    {
        var lines = TextTable.Lines(["record", "why"], [[new string('x', 50), Reason]], 60).ToList();

        lines[2].ShouldBe(new string('x', 50));
        lines[3].ShouldStartWith("    Billing");
    }

    [Fact]
    public void Without_a_terminal_a_record_stays_on_one_line() =>
        TextTable.Lines(["item", "why"], [["1", $"{Reason} {Reason}"]]).Count().ShouldBe(3);

    [Fact]
    public void What_was_typed_into_a_record_cannot_steer_the_terminal() =>
        TextLines.Fit("Acme\u001b[2J\r\u202egnp.exe", 80).ShouldHaveSingleItem().ShouldBe("Acme [2J gnp.exe");

    [Fact]
    public void Lines_break_between_words_and_hang() =>
        TextLines.Fit("  one two three", 12).ShouldBe(["  one two", "      three"]);
}
