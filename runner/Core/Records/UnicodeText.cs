using System.Globalization;
using System.Text;

namespace Harness.Core.Records;

/// <summary>
/// Unicode normalisation from a table of our own: with InvariantGlobalization, string.Normalize returns its input
/// unchanged, and "é" typed on a Mac would not equal "é" typed on Windows.
/// </summary>
public static class UnicodeText
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Vowels = 21, Tails = 28, HangulCount = 19 * Vowels * Tails;

    private static readonly Dictionary<int, int> Classes = [];
    private static readonly Dictionary<int, int[]> Canonical = [];
    private static readonly Dictionary<int, int[]> Compatible = [];
    private static readonly Dictionary<(int, int), int> Composed = [];

    static UnicodeText()
    {
        foreach (var row in DataTable.Rows("unicode.tsv"))
        {
            var code = Hex(row[0]);
            if (row.Length > 1 && row[1].Length > 0)
            {
                Classes[code] = int.Parse(row[1], CultureInfo.InvariantCulture);
            }

            if (row.Length < 4)
            {
                continue;
            }

            int[] parts = [.. row[3].Split(' ').Select(Hex)];
            (row[2] == "k" ? Compatible : Canonical)[code] = parts;
            if (row[2] == "c")
            {
                Composed[(parts[0], parts[1])] = code;
            }
        }
    }

    /// <summary>NFC. A lone surrogate stays what it is.</summary>
    public static string Nfc(string text) => IsPlain(text) ? text : ToText(Compose(Decompose(text, compatible: false)));

    /// <summary>NFKD: compatibility forms (full-width letters, ligatures) become ordinary ones, marks stand alone.</summary>
    public static string Nfkd(string text) => Ascii.IsValid(text) ? text : ToText(Decompose(text, compatible: true));

    /// <summary>NUL and other controls that no vendor stores, half a character, or the mark of one that was lost: such text is stopped, never cut.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] == '\ufffd' || (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }

    // No code point below U+0300 combines, and none of them is a decomposed form.
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange('\0', '\u02ff');

    private static List<int> Decompose(string text, bool compatible)
    {
        var codes = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            Expand(pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i], compatible, codes);
        }

        Order(codes);
        return codes;
    }

    private static void Expand(int code, bool compatible, List<int> into)
    {
        if (code - HangulBase is >= 0 and < HangulCount and var syllable)
        {
            into.Add(LeadBase + (syllable / (Vowels * Tails)));
            into.Add(VowelBase + (syllable % (Vowels * Tails) / Tails));
            if (syllable % Tails > 0)
            {
                into.Add(TailBase + (syllable % Tails));
            }
        }
        else if (Canonical.TryGetValue(code, out var parts) || (compatible && Compatible.TryGetValue(code, out parts)))
        {
            foreach (var part in parts)
            {
                Expand(part, compatible, into);
            }
        }
        else
        {
            into.Add(code);
        }
    }

    // Marks of one letter stand in the order of their classes; marks of the same class keep theirs.
    private static void Order(List<int> codes)
    {
        for (var i = 1; i < codes.Count; i++)
        {
            var mark = Class(codes[i]);
            for (var j = i; mark > 0 && j > 0 && Class(codes[j - 1]) > mark; j--)
            {
                (codes[j - 1], codes[j]) = (codes[j], codes[j - 1]);
            }
        }
    }

    private static List<int> Compose(List<int> codes)
    {
        var result = new List<int>(codes.Count);
        var starter = -1;
        foreach (var code in codes)
        {
            var mark = Class(code);
            var blocked = starter < 0 || (result.Count - 1 > starter && Class(result[^1]) >= mark);
            if (!blocked && Pair(result[starter], code) is { } composed)
            {
                result[starter] = composed;
                continue;
            }

            if (mark == 0)
            {
                starter = result.Count;
            }

            result.Add(code);
        }

        return result;
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < 19 and var lead && second - VowelBase is >= 0 and < Vowels and var vowel)
        {
            return HangulBase + (((lead * Vowels) + vowel) * Tails);
        }

        if (first - HangulBase is >= 0 and < HangulCount and var syllable && syllable % Tails == 0 && second - TailBase is > 0 and < Tails and var tail)
        {
            return HangulBase + syllable + tail;
        }

        return Composed.TryGetValue((first, second), out var code) ? code : null;
    }

    private static int Class(int code) => Classes.GetValueOrDefault(code);

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string ToText(List<int> codes)
    {
        var text = new StringBuilder(codes.Count + 4);
        foreach (var code in codes)
        {
            if (code > 0xFFFF)
            {
                text.Append(char.ConvertFromUtf32(code));
            }
            else
            {
                text.Append((char)code);
            }
        }

        return text.ToString();
    }
}
