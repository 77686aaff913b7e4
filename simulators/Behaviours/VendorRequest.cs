namespace Harness.Simulators.Behaviours;

/// <summary>One HTTP call as a vendor sees it, without the socket it came through.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Percent-encoded path as sent, without the query.</param>
/// <param name="Query">Decoded query parameters; the last one wins where a name repeats.</param>
/// <param name="Headers">Names compare without case; several values are joined with a comma.</param>
/// <param name="Body">The raw text, empty where there was none.</param>
/// <param name="Url">The absolute URL as sent: what an OAuth 1.0a signature covers and what a Location header starts with.</param>
public sealed record VendorRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    Uri Url)
{
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
