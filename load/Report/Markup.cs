using System.Net;

namespace Harness.Load.Report;

/// <summary>The few pieces that the page is made of.</summary>
internal static class Markup
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, string style = "") =>
        $"<div class=\"scroll\"><table class=\"{style}\"><thead><tr>{string.Concat(heads.Select(head => $"<th scope=\"col\">{Text(head)}</th>"))}</tr></thead><tbody>"
        + string.Concat(rows.Select(row => $"<tr><th scope=\"row\">{Text(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{Text(cell)}</td>"))}</tr>"))
        + "</tbody></table></div>";

    public static string Figure(string title, string body, string table) =>
        $"<figure><h3>{Text(title)}</h3>{body}<details><summary>The same as numbers</summary>{table}</details></figure>";

    public static string Figure(LineChart chart, string table) => Figure(chart.Name, chart.Legend() + chart.Svg(), table);

    public static string Figure(BarChart chart, string table) => Figure(chart.Name, chart.Svg(), table);

    public static string Tiles(params (string Value, string Meaning)[] tiles) =>
        $"<div class=\"tiles\">{string.Concat(tiles.Select(tile => $"<div class=\"tile\"><b>{Text(tile.Value)}</b><span>{Text(tile.Meaning)}</span></div>"))}</div>";

    public static string Seconds(double seconds) => seconds < 9.95 ? $"{seconds:0.0} s" : $"{seconds:0} s";
}
