using Harness.Documents.Paper;

namespace Harness.Unit.Documents;

public sealed class PaperTests
{
    private const string Hostile = "<img src=x onerror=alert(1)> | `x` *y* \"";

    [Fact]
    public void Text_is_never_markup_in_either_form()
    {
        var document = new Document(Hostile, Hostile,
        [
            new Section(Hostile, [new Paragraph(Hostile), new Grid([Hostile], [[Hostile]]) { Caption = Hostile }, new Bullets([Hostile]), new Callout(Tone.Bad, Hostile), new Tiles([new Tile(Hostile, Hostile)]), new Listing(Hostile)]),
        ]);

        HtmlWriter.Write(document).ShouldNotContain("<img");
        MarkdownWriter.Write(document).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ShouldAllBe(line => line.Replace("\\|", "").Count(letter => letter == '|') == 2);
    }

    [Theory]
    [InlineData("https://example.org/a?b=1&c=2", true)]
    [InlineData("#orders", true)]
    [InlineData("matrix.html#account", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    public void A_link_leads_only_where_a_reader_expects(string address, bool isLink) =>
        HtmlWriter.Write(new Document("A", Phrase.Link("here", address), [])).Contains("<a href=\"" + address.Replace("&", "&amp;")).ShouldBe(isLink);

    [Fact]
    public void Sections_of_one_name_have_anchors_of_their_own()
    {
        var page = HtmlWriter.Write(new Document("A", "B", [new Section("Orders", []), new Section("Orders", []), new Section("Ordérs!", [])]));

        page.ShouldContain("id=\"orders\"");
        page.ShouldContain("id=\"orders-2\"");
        page.ShouldContain("href=\"#ord-rs\"");
    }

    [Fact]
    public void An_empty_document_has_no_table_of_contents() => HtmlWriter.Write(new Document("A", "B", [])).ShouldNotContain("<nav");

    [Fact]
    public void A_listing_cannot_end_its_own_fence() => MarkdownWriter.Write(new Document("A", "B", [new Section("C", [new Listing("```\nx")])])).ShouldContain("````\n```\nx\n````");
}
