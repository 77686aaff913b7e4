namespace Harness.Core.Mapping.Iso;

/// <summary>Phone numbers as E.164 where they can be read for certain; anything else stays exactly as it was typed.</summary>
public static class PhoneNumbers
{
    private const string Punctuation = " -./()\u00a0\u2010\u2011\u2012\u2013";

    /// <param name="country">Alpha-2 of the country in which a number without a prefix was typed; null where it is not known.</param>
    public static string Normalise(string text, string? country)
    {
        var typed = text.Trim();
        // "+49 (0)228": the trunk prefix is for callers at home and not part of the number.
        var number = typed.StartsWith('+') || typed.StartsWith("00", StringComparison.Ordinal)
            ? typed.Replace("(0)", "", StringComparison.Ordinal)
            : typed;
        var digits = string.Concat(number.Where(c => !Punctuation.Contains(c, StringComparison.Ordinal)));
        if (digits.StartsWith('+'))
        {
            return International(digits[1..]) ?? typed;
        }

        if (!digits.All(char.IsAsciiDigit))
        {
            return typed;
        }

        var home = country is null ? null : Countries.Find(country);
        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            return International(digits[2..]) ?? typed;
        }

        return (home is null ? null : National(digits, home)) ?? typed;
    }

    private static string? International(string digits) =>
        digits.Length is >= 7 and <= 15 && digits[0] != '0' && digits.All(char.IsAsciiDigit) ? "+" + digits : null;

    private static string? National(string digits, Country home)
    {
        if (home.CallingCode.Length == 0)
        {
            return null;
        }

        var number = home.TrunkPrefix.Length > 0 && digits.StartsWith(home.TrunkPrefix, StringComparison.Ordinal)
            ? digits[home.TrunkPrefix.Length..]
            : digits;
        // Where a trunk prefix is the rule, a number without it may be a local one that lacks its area code.
        var certain = home.TrunkPrefix.Length == 0 || home.CallingCode == "1" || number.Length < digits.Length;
        return certain && number.Length >= Math.Max(home.ShortestNumber, 5) && number.Length <= home.LongestNumber
            ? International(home.CallingCode + number)
            : null;
    }
}
