using System.Text;
using Harness.Core.Records;

namespace Harness.Core.Mapping.Iso;

/// <summary>Text reduced to what a reader would call the same: letters and digits in lower case, without marks, "ß" as "ss".</summary>
public static class TextFold
{
    /// <summary>"Zürich (Stadt)" becomes "zurichstadt".</summary>
    public static string Key(string text) => Fold(text, keepSpaces: false);

    /// <summary>"Müller &amp; Söhne GmbH" becomes "muller sohne gmbh".</summary>
    public static string Words(string text) => Fold(text, keepSpaces: true);

    private static string Fold(string text, bool keepSpaces)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in UnicodeText.Nfkd(text).EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (Spelled(lower.Value) is { } spelled)
            {
                folded.Append(spelled);
            }
            else if (Rune.IsLetterOrDigit(lower))
            {
                folded.Append(lower.ToString());
            }
            else if (keepSpaces && !IsMarkOrApostrophe(lower) && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    private static string? Spelled(int code) => code switch
    {
        'ß' or 'ẞ' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => null,
    };

    private static bool IsMarkOrApostrophe(Rune rune) => rune.Value is '\'' or '’' or '.' or 'ʼ' or '`'
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.Format;
}
