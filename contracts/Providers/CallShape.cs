using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Contracts.Providers;

/// <summary>A call without what varies: the method, the path with its ids, keys and types left open, the names of its query parameters.</summary>
internal static partial class CallShape
{
    public static string Of(HttpRequestMessage request) => Of(
        request.Method.Method,
        request.RequestUri!.AbsolutePath,
        request.RequestUri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]));

    public static string Of(JsonObject interaction)
    {
        var request = interaction["request"]!;
        return Of(request["method"]!.GetValue<string>(), request["path"]!.GetValue<string>(), request["query"] is JsonObject query ? query.Select(pair => pair.Key) : []);
    }

    private static string Of(string method, string path, IEnumerable<string> queryNames) =>
        $"{method} {Variable().Replace(Uri.UnescapeDataString(path).TrimEnd('/'), "*")} {string.Join(',', queryNames.Order(StringComparer.Ordinal))}".TrimEnd();

    [GeneratedRegex(@"(?<=/)(?:eid:[^/]+|\d+|[A-Za-z0-9]{18}|0r8\w+-\d+)(?=/|$)|(?<=/metadata-catalog/)\w+|(?<=/composite/sobjects/)\w+")]
    private static partial Regex Variable();
}

/// <summary>Notes what passes.</summary>
internal sealed class CallRecorder(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    private readonly SortedSet<string> shapes = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Shapes
    {
        get
        {
            lock (shapes)
            {
                return [.. shapes];
            }
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (shapes)
        {
            shapes.Add(CallShape.Of(request));
        }

        return base.SendAsync(request, cancellationToken);
    }
}
