using System.Text;

namespace Harness.Documents.Paper;

/// <summary>A document as Markdown, for a wiki or a repository. Pictures are given by what they say.</summary>
public static class MarkdownWriter
{
    private const string Special = @"\`*_[]<>#|~";

    public static string Write(Document document)
    {
        var text = new StringBuilder($"# {Plain(document.Title)}\n\n{Inline(document.Summary)}\n");
        if (document.About is { } about)
        {
            text.Append($"\n*{Plain(about)}*\n");
        }

        foreach (var (section, _, level) in document.Anchored())
        {
            text.Append($"\n{new string('#', Math.Min(level, 6))} {Plain(section.Title)}\n");
            foreach (var block in section.Blocks)
            {
                text.Append('\n').Append(Of(block)).Append('\n');
            }
        }

        return text.ToString();
    }

    internal static string Plain(string text)
    {
        var safe = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            safe.Append(Special.Contains(letter) ? $"\\{letter}" : letter);
        }

        return safe.ToString();
    }

    private static string Of(Block block) => block switch
    {
        Paragraph paragraph => Inline(paragraph.Text),
        Bullets bullets => string.Join('\n', bullets.Items.Select((item, index) => bullets.Numbered ? $"{index + 1}. {Inline(item)}" : $"- {Inline(item)}")),
        Grid grid => Table(grid),
        Callout callout => $"> {Inline(callout.Text)}",
        Tiles tiles => string.Join('\n', tiles.Items.Select(tile => $"- **{Plain(tile.Value)}** {Plain(tile.Meaning)}")),
        Figure figure => $"**{Plain(figure.Name)}:** {Plain(figure.Alternative)}",
        Listing listing => $"{Fence(listing.Text)}\n{listing.Text}\n{Fence(listing.Text)}",
        Blanks blanks => string.Join('\n', blanks.Labels.Select(label => $"- {Plain(label)}: ________________")),
        _ => throw new InvalidOperationException($"{block.GetType().Name} cannot be written as Markdown."),
    };

    private static string Table(Grid grid)
    {
        var rule = grid.Heads.Select((_, column) => grid.Numbers.Contains(column) ? "---:" : "---");
        IEnumerable<string> lines = [Row(grid.Heads.Select(Plain)), Row(rule), .. grid.Rows.Select(row => Row(row.Select(Inline)))];
        return (grid.Caption is { } caption ? $"{Plain(caption)}\n\n" : string.Empty) + string.Join('\n', lines);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Inline(Phrase phrase) => string.Concat(phrase.Spans.Select(span => span.Mark switch
    {
        Mark.Strong or Mark.Badge => span.Text.Length == 0 ? string.Empty : $"**{Plain(span.Text)}**",
        Mark.Code => $"`{span.Text.Replace('`', '\'').ReplaceLineEndings(" ").Replace("|", "\\|")}`",
        Mark.Link => $"[{Plain(span.Text)}]({span.Address!.Replace(" ", "%20").Replace(")", "%29")})",
        Mark.Quiet or Mark.None => Plain(span.Text),
    }));

    // Longer than the longest run of back-ticks inside.
    private static string Fence(string text)
    {
        var longest = text.Split('\n').Select(line => line.TakeWhile(letter => letter == '`').Count()).DefaultIfEmpty(0).Max();
        return new string('`', Math.Max(3, longest + 1));
    }
}
