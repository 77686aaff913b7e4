using System.Text;
using static Harness.Documents.Paper.HtmlWriter;

namespace Harness.Documents.Paper;

internal static class BlockHtml
{
    public static void Write(StringBuilder html, Block block) => html.Append(block switch
    {
        Paragraph paragraph => $"<p>{Inline(paragraph.Text)}</p>\n",
        Bullets bullets => List(bullets),
        Grid grid => Table(grid),
        Callout callout => $"<p class=\"callout {Of(callout.Tone)}\">{Inline(callout.Text)}</p>\n",
        Tiles tiles => $"<div class=\"tiles\">{string.Concat(tiles.Items.Select(Tile))}</div>\n",
        Figure figure => $"<figure role=\"img\" aria-label=\"{Text(figure.Alternative)}\">{figure.Svg}<figcaption>{Text(figure.Name)}</figcaption></figure>\n",
        Listing listing => $"<pre tabindex=\"0\"><code>{Text(listing.Text)}</code></pre>\n",
        Blanks blanks => $"<div class=\"blanks\">{string.Concat(blanks.Labels.Select(label => $"<div><span>{Text(label)}</span></div>"))}</div>\n",
        _ => throw new InvalidOperationException($"{block.GetType().Name} cannot be written as HTML."),
    });

    private static string List(Bullets bullets)
    {
        var element = bullets.Numbered ? "ol" : "ul";
        return $"<{element}>\n{string.Concat(bullets.Items.Select(item => $"<li>{Inline(item)}</li>\n"))}</{element}>\n";
    }

    private static string Tile(Tile tile) =>
        $"<div class=\"tile {Of(tile.Tone)}\"><b>{Text(tile.Value)}</b><span>{Text(tile.Meaning)}</span></div>";

    private static string Table(Grid grid)
    {
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
        html.Append($" aria-label=\"{Text(grid.Caption ?? $"Table: {string.Join(", ", grid.Heads)}")}\"><table>");
        if (grid.Caption is { } caption)
        {
            html.Append($"<caption>{Text(caption)}</caption>");
        }

        html.Append($"<thead><tr>{string.Concat(grid.Heads.Select((head, column) => $"<th scope=\"col\"{Align(column)}>{Text(head)}</th>"))}</tr></thead>\n<tbody>\n");
        foreach (var row in grid.Rows)
        {
            html.Append($"<tr>{string.Concat(row.Select((cell, column) => column == 0 ? $"<th scope=\"row\"{Align(column)}>{Inline(cell)}</th>" : $"<td{Align(column)}>{Inline(cell)}</td>"))}</tr>\n");
        }

        return html.Append("</tbody></table></div>\n").ToString();

        string Align(int column) => grid.Numbers.Contains(column) ? " class=\"number\"" : string.Empty;
    }
}
