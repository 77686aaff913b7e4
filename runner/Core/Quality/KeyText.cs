using Harness.Core.Records;

namespace Harness.Core.Quality;

/// <summary>Which values identify a company at all, and how other people may have typed them.</summary>
internal static class KeyText
{
    // Domains that many companies share say nothing about which company it is.
    private static readonly HashSet<string> SharedDomains = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "yahoo.de", "yahoo.fr", "yahoo.co.uk",
        "yahoo.co.jp", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de",
        "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "libero.it", "bluewin.ch", "protonmail.com", "proton.me", "mail.ru", "yandex.ru",
        "qq.com", "163.com", "naver.com", "facebook.com", "instagram.com", "linkedin.com", "x.com", "twitter.com", "youtube.com", "google.com",
        "sites.google.com", "example.com", "localhost",
    };

    private static readonly string[] WebPrefixes = ["", "www.", "https://", "https://www.", "http://", "http://www."];

    public static string Plain(string text) => UnicodeText.Nfc(text).Trim().ToUpperInvariant();

    public static bool IsOwnDomain(string host) => host.Contains('.', StringComparison.Ordinal) && !SharedDomains.Contains(host);

    /// <summary>"N/A", "0000000" and "pending" are no tax ids.</summary>
    public static bool IsTaxId(string text) => text.Count(char.IsAsciiDigit) >= 5 && text.Where(char.IsAsciiDigit).Distinct().Count() > 1;

    /// <summary>The spellings of a normalised tax id that are in use: "DE123456789", "DE 123456789", "12-3456789", "CHE-123.456.789".</summary>
    public static IReadOnlyList<string> TaxIdSpellings(string taxId)
    {
        var letters = taxId.Length - taxId.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()).Length;
        var digits = taxId[letters..];
        var spellings = new List<string> { taxId };
        if (letters > 0)
        {
            spellings.Add($"{taxId[..letters]} {digits}");
            spellings.Add($"{taxId[..letters]}-{digits}");
        }

        if (letters == 0 && taxId.Length == 9)
        {
            spellings.Add($"{taxId[..2]}-{taxId[2..]}");
        }

        if (taxId.StartsWith("CHE", StringComparison.Ordinal) && digits.Length >= 9)
        {
            var dotted = $"{digits[..3]}.{digits[3..6]}.{digits[6..9]}";
            var rest = digits.Length > 9 ? $" {digits[9..]}" : "";
            spellings.Add($"CHE-{dotted}{rest}");
            spellings.Add($"CHE {dotted}{rest}");
        }

        return spellings;
    }

    /// <summary>How a host may stand in a field for web addresses.</summary>
    public static IReadOnlyList<string> WebSpellings(string host) =>
        [.. WebPrefixes.SelectMany(prefix => new[] { prefix + host, $"{prefix}{host}/" })];
}
