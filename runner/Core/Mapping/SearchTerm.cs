using System.Security.Cryptography;
using System.Text;
using Harness.Core.Mapping.Iso;

namespace Harness.Core.Mapping;

/// <summary>What a value is found by: its letters and digits, without case and marks.</summary>
public static class SearchTerm
{
    private const int Longest = 80;

    public static string Of(string text)
    {
        var folded = TextFold.Key(text);
        return folded.Length <= Longest ? folded : folded[..Longest];
    }

    /// <summary>A personal value is found whole or not at all, and cannot be read back.</summary>
    public static string Hashed(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(text))))}";
}
