namespace Harness.Simulators.Salesforce.Records;

/// <summary>Record ids: 15 characters that tell letters apart by case, or 18 whose last three say which are capitals.</summary>
internal static class RecordIds
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Check = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public static string Mint(string keyPrefix, long number)
    {
        Span<char> id = stackalloc char[15];
        keyPrefix.CopyTo(id);
        "dZ".CopyTo(id[3..]);
        for (var position = 14; position >= 5; position--)
        {
            id[position] = Digits[(int)(number % 62)];
            number /= 62;
        }

        return To18(new string(id));
    }

    /// <summary>The 18-character form, or null when the text is no id at all.</summary>
    public static string? Normalise(string? text) => text switch
    {
        { Length: 15 } when text.All(char.IsAsciiLetterOrDigit) => To18(text),
        { Length: 18 } when text.All(char.IsAsciiLetterOrDigit) => Restore(text),
        _ => null,
    };

    private static string To18(string id)
    {
        Span<char> suffix = stackalloc char[3];
        for (var block = 0; block < 3; block++)
        {
            var bits = 0;
            for (var position = 0; position < 5; position++)
            {
                bits |= char.IsAsciiLetterUpper(id[(block * 5) + position]) ? 1 << position : 0;
            }

            suffix[block] = Check[bits];
        }

        return string.Concat(id, suffix);
    }

    // An 18-character id is case-insensitive: the suffix gives the capitals back.
    private static string? Restore(string id)
    {
        Span<char> restored = stackalloc char[15];
        for (var block = 0; block < 3; block++)
        {
            var bits = Check.IndexOf(char.ToUpperInvariant(id[15 + block]));
            if (bits < 0)
            {
                return null;
            }

            for (var position = 0; position < 5; position++)
            {
                var letter = id[(block * 5) + position];
                restored[(block * 5) + position] =
                    (bits & (1 << position)) != 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter);
            }
        }

        return To18(new string(restored));
    }
}
