namespace Harness.Simulators.Referee;

/// <summary>A system that keeps codes in capitals loses the letter case of a CRM's id; the last three of its 18 characters tell it.</summary>
internal static class CapitalKeys
{
    private const string Check = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private const int Block = 5;

    /// <summary>A key that ends with such an id, with the id as the CRM writes it; any other as it is.</summary>
    public static string? Restore(string? key)
    {
        if (key is null)
        {
            return null;
        }

        var start = key.LastIndexOf('-') + 1;
        var id = key[start..];
        return id.Length == 18 && id.All(char.IsAsciiLetterOrDigit) && id[15..].All(letter => Check.Contains(letter)) ? key[..start] + Cased(id) : key;
    }

    private static string Cased(string id)
    {
        var letters = id.ToCharArray();
        for (var i = 0; i < 15; i++)
        {
            var isCapital = (Check.IndexOf(id[15 + (i / Block)]) & (1 << (i % Block))) != 0;
            letters[i] = isCapital ? char.ToUpperInvariant(id[i]) : char.ToLowerInvariant(id[i]);
        }

        return new string(letters);
    }
}
