using System.Globalization;
using System.Text;

namespace Harness.Host.Commands;

/// <summary>Text for a terminal: nothing in it moves the cursor, wide characters take two columns, long lines break between words.</summary>
internal static class TextLines
{
    private const int Hanging = 4;

    // East Asian wide and full-width blocks and the emoji planes (Unicode Standard Annex 11, W and F).
    private static readonly (int From, int To)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F),
        (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Control characters become spaces, and direction marks go: what somebody typed into a CRM must not steer a terminal.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                plain.Append(' ');
            }
            else if (rune.Value is not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069))
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }

    public static int ColumnsOf(string text) => text.EnumerateRunes().Sum(ColumnsOf);

    public static string PadRight(string text, int columns) => text + new string(' ', Math.Max(0, columns - ColumnsOf(text)));

    public static string PadLeft(string text, int columns) => new string(' ', Math.Max(0, columns - ColumnsOf(text))) + text;

    /// <summary>The line as it is where it fits; else broken, the rest indented under it.</summary>
    public static IEnumerable<string> Fit(string line, int? width)
    {
        foreach (var part in line.Split('\n').Select(part => Plain(part.TrimEnd('\r'))))
        {
            var indent = new string(' ', part.Length - part.TrimStart().Length + Hanging);
            foreach (var (piece, index) in Wrap(part, width ?? int.MaxValue, Hanging).Select((piece, index) => (piece, index)))
            {
                yield return index == 0 ? piece : indent + piece.TrimStart();
            }
        }
    }

    /// <summary>Broken between words; a word that is longer than the line is cut. Every line but the first is shorter by the indent.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width, int indent = 0)
    {
        var lines = new List<string>();
        var rest = text;
        while (ColumnsOf(rest) > width - (lines.Count > 0 ? indent : 0))
        {
            var cut = CutAt(rest, width - (lines.Count > 0 ? indent : 0));
            lines.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        lines.Add(rest);
        return lines;
    }

    private static int CutAt(string text, int width)
    {
        var (columns, place, space) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            columns += ColumnsOf(rune);
            if (columns > width)
            {
                break;
            }

            place += rune.Utf16SequenceLength;
            space = rune.Value == ' ' && text[..place].Trim().Length > 0 ? place : space;
        }

        return place < text.Length && text[place] == ' ' ? place : space > 0 ? space : Math.Max(place, 1);
    }

    private static int ColumnsOf(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        ? 0
        : Array.Exists(Wide, block => rune.Value >= block.From && rune.Value <= block.To) ? 2 : 1;
}
