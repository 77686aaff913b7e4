namespace Harness.Host.Commands;

/// <summary>Columns as wide as their widest cell; numbers to the right.</summary>
internal static class TextTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = head.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToList();
        yield return Line(head, widths);
        yield return string.Join("  ", widths.Select(width => new string('-', width)));
        foreach (var row in rows)
        {
            yield return Line(row, widths);
        }
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths) => string.Join("  ", cells.Select((cell, column) =>
        cell.Length > 0 && char.IsAsciiDigit(cell[0]) && cell.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '%' or ' ')
            ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
}
