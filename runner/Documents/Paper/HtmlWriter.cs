using System.Net;
using System.Text;

namespace Harness.Documents.Paper;

/// <summary>A document as one HTML file that needs nothing else: no script, no other file, fit for paper.</summary>
public static class HtmlWriter
{
    public static string Write(Document document)
    {
        var sections = document.Anchored().ToList();
        var html = new StringBuilder();
        html.Append(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{Text(document.Title)}</title>
            <style>
            {StyleSheet()}</style>
            </head>
            <body>
            <a class="skip" href="#content">To the content</a>
            <header>
            <h1>{Text(document.Title)}</h1>
            <p class="summary">{Inline(document.Summary)}</p>

            """);
        if (document.About is { } about)
        {
            html.Append($"<p class=\"about\">{Text(about)}</p>\n");
        }

        html.Append("</header>\n");
        WriteContents(html, sections);
        html.Append("<main id=\"content\">\n");
        foreach (var (section, anchor, level) in sections)
        {
            html.Append($"<h{level} id=\"{Text(anchor)}\"{(section.NewPage ? " class=\"page\"" : string.Empty)}>{Text(section.Title)}</h{level}>\n");
            foreach (var block in section.Blocks)
            {
                BlockHtml.Write(html, block);
            }
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    internal static string Inline(Phrase phrase) => string.Concat(phrase.Spans.Select(span => span.Mark switch
    {
        Mark.Strong => $"<strong>{Text(span.Text)}</strong>",
        Mark.Quiet => $"<span class=\"quiet\">{Text(span.Text)}</span>",
        Mark.Code => $"<code>{Breakable(Text(span.Text))}</code>",
        Mark.Link => IsSafe(span.Address!) ? $"<a href=\"{Text(span.Address!)}\">{Text(span.Text)}</a>" : Text(span.Text),
        Mark.Badge => $"<span class=\"badge {Of(span.Tone)}\">{Text(span.Text)}</span>",
        Mark.None => Text(span.Text),
    }));

    internal static string Of(Tone tone) => tone.ToString().ToLowerInvariant();

    // A path breaks where a reader would break it; a name never.
    private static string Breakable(string path) => path.Replace(".", ".<wbr>").Replace("[", "<wbr>[").Replace("__", "__<wbr>");

    // A link comes from a file that people edit: only where a reader expects to be led.
    private static bool IsSafe(string address) =>
        address.StartsWith('#') || address.StartsWith("https://", StringComparison.Ordinal) || !address.Contains(':');

    private static void WriteContents(StringBuilder html, List<(Section Section, string Anchor, int Level)> sections)
    {
        var shown = sections.Where(section => section.Level <= 3).ToList();
        if (shown.Count < 3)
        {
            return;
        }

        html.Append("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ul>\n");
        foreach (var (section, anchor, level) in shown)
        {
            html.Append($"<li class=\"level{level}\"><a href=\"#{Text(anchor)}\">{Text(section.Title)}</a></li>\n");
        }

        html.Append("</ul>\n</nav>\n");
    }

    private static string StyleSheet()
    {
        using var sheet = typeof(HtmlWriter).Assembly.GetManifestResourceStream("paper.css") ?? throw new InvalidOperationException("The style sheet was not built in.");
        using var reader = new StreamReader(sheet);
        return reader.ReadToEnd();
    }
}
