using System.Text.RegularExpressions;

namespace Harness.Sync.Desk;

/// <summary>A reason without what is the record's own, so that ten thousand records with one trouble are one line.</summary>
public static partial class Pattern
{
    private const int Longest = 240;

    public static string? Of(string? reason)
    {
        if (reason is null)
        {
            return null;
        }

        var pattern = Ids().Replace(Quoted().Replace(reason, "…"), "…");
        return pattern.Length <= Longest ? pattern : pattern[..Longest];
    }

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|“[^”]*”")]
    private static partial Regex Quoted();

    // A word with a digit in it: an id, a number, an amount, a date.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}_])[\p{L}\p{Nd}_@#/:.,+-]*\p{Nd}[\p{L}\p{Nd}_@#/:+-]*(?:[.,]\p{Nd}+)*")]
    private static partial Regex Ids();
}
