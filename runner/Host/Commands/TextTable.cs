namespace Harness.Host.Commands;

/// <summary>Columns as wide as their widest cell; numbers to the right; the last column breaks into lines where the terminal ends.</summary>
internal static class TextTable
{
    private const string Gap = "  ";
    private const int NarrowestLast = 24;
    private const int Indent = 4;

    public static IEnumerable<string> Lines(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows, int? width = null)
    {
        IReadOnlyList<string>[] plain = [.. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(TextLines.Plain)])];
        var widths = head.Select((title, column) => plain.Select(row => TextLines.ColumnsOf(row[column])).Append(title.Length).Max()).ToList();
        var before = widths.Take(widths.Count - 1).Sum(column => column + Gap.Length);
        var last = (width ?? int.MaxValue) - before;
        var isBelow = last < NarrowestLast && last < widths[^1];
        widths[^1] = isBelow ? head[^1].Length : Math.Min(widths[^1], last);
        yield return Line(head, widths);
        yield return string.Join(Gap, widths.Select(column => new string('-', column)));
        foreach (var row in plain)
        {
            foreach (var line in isBelow ? Below(row, widths, width!.Value) : Beside(row, widths, before))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Beside(IReadOnlyList<string> row, List<int> widths, int before)
    {
        var pieces = TextLines.Wrap(row[^1], widths[^1]);
        yield return Line([.. row.SkipLast(1), pieces[0]], widths);
        foreach (var piece in pieces.Skip(1))
        {
            yield return new string(' ', before) + piece;
        }
    }

    // Too narrow for a last column: it gets lines of its own.
    private static IEnumerable<string> Below(IReadOnlyList<string> row, List<int> widths, int width)
    {
        yield return Line([.. row.SkipLast(1), string.Empty], widths);
        foreach (var piece in TextLines.Wrap(row[^1], width - Indent))
        {
            yield return new string(' ', Indent) + piece;
        }
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths) => string.Join(Gap, cells.Select((cell, column) =>
        IsNumber(cell) ? TextLines.PadLeft(cell, widths[column]) : TextLines.PadRight(cell, widths[column]))).TrimEnd();

    private static bool IsNumber(string cell) => cell.Length > 0 && char.IsAsciiDigit(cell[0]) && cell.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '%' or ' ');
}
