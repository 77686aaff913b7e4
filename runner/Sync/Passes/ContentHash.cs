using System.Security.Cryptography;
using System.Text;

namespace Harness.Sync.Passes;

public static class ContentHash
{
    /// <summary>The first 16 bytes of SHA-256, in lower-case hexadecimal: names content, guards nothing.</summary>
    public static string Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));
}
