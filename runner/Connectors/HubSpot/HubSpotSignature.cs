using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// Whether a webhook comes from HubSpot: version 3 of its signature, over method, public address, raw body and time. The
/// body is what arrived, byte for byte; a signature older than five minutes may be a replay ("Request validation").
/// </summary>
public static class HubSpotSignature
{
    public const string SignatureHeader = "X-HubSpot-Signature-v3";
    public const string TimestampHeader = "X-HubSpot-Request-Timestamp";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private static readonly (string Escape, string Plain)[] Decoded =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("), ("%29", ")"),
        ("%2A", "*"), ("%2C", ","), ("%3B", ";"), ("%20", " "),
    ];

    /// <param name="publicUrl">As HubSpot called it: behind a proxy the address outside, with its query.</param>
    public static bool IsGenuine(string clientSecret, string method, string publicUrl, ReadOnlySpan<byte> body, string? timestamp, string? signature, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || Math.Abs((now - DateTimeOffset.UnixEpoch).TotalMilliseconds - milliseconds) > Window.TotalMilliseconds
            || string.IsNullOrEmpty(signature))
        {
            return false;
        }

        var given = new byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature, given, out var length) || length != given.Length)
        {
            return false;
        }

        // Sources differ on whether escapes are decoded before signing: either form is genuine, nothing else is.
        return Matches(clientSecret, method, publicUrl, body, timestamp, given) | Matches(clientSecret, method, Decode(publicUrl), body, timestamp, given);
    }

    private static bool Matches(string secret, string method, string url, ReadOnlySpan<byte> body, string timestamp, byte[] given)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(method.ToUpperInvariant() + url), .. body, .. Encoding.UTF8.GetBytes(timestamp)];
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed), given);
    }

    private static string Decode(string url) => Decoded.Aggregate(url, (text, pair) => text.Replace(pair.Escape, pair.Plain, StringComparison.OrdinalIgnoreCase));
}
