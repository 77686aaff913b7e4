using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Calls within a call: finds the operation, fills in @{references}, runs it.</summary>
internal sealed partial class SubRequests(Func<IReadOnlyList<Operation>> operations)
{
    private List<(Operation Operation, Regex Path)>? _routes;

    private List<(Operation Operation, Regex Path)> Routes =>
        _routes ??= [.. operations().Where(each => !each.Name.StartsWith("composite", StringComparison.Ordinal))
            .Select(each => (each, new Regex(each.PathPattern, RegexOptions.CultureInvariant)))];

    public VendorResponse Run(VendorRequest outer, string method, string url, JsonNode? body, JsonObject? headers)
    {
        var cut = url.IndexOf('?', StringComparison.Ordinal);
        var path = cut < 0 ? url : url[..cut];
        var request = outer with
        {
            Method = method.ToUpperInvariant(),
            Path = path,
            Query = cut < 0 ? new Dictionary<string, string>() : Parameters(url[(cut + 1)..]),
            Body = body?.ToJsonString() ?? "",
            Headers = Merge(outer.Headers, headers),
            Url = new Uri(LoginEndpoints.Base(outer) + (path.StartsWith('/') ? "" : "/") + path),
        };
        var served = Routes.FindAll(route => route.Path.IsMatch(path));
        return served.Find(route => route.Operation.Method == request.Method).Operation is { } operation
            ? operation.Handle(request)
            : served.Count > 0
                ? ApiErrors.Answer(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{method}' not allowed. Allowed are {string.Join(",", served.Select(route => route.Operation.Method))}")
                : ApiErrors.NotFound();
    }

    public bool IsBulky(string method, string url) => Routes.Exists(route =>
        route.Operation.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && route.Path.IsMatch(url.Split('?')[0]) &&
        (route.Operation.Name.StartsWith("collections", StringComparison.Ordinal) || route.Operation.Name.StartsWith("query", StringComparison.Ordinal)));

    /// <summary>@{order.id} becomes the value in an earlier answer; a value that is not there is the vendor's complaint.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, JsonNode?> answers) => Reference().Replace(text, match =>
    {
        var (name, path) = (match.Groups[1].Value, match.Groups[2].Value);
        var node = answers.GetValueOrDefault(name);
        foreach (var step in Step().Matches(path).Select(step => step.Value))
        {
            node = node switch
            {
                JsonArray array when int.TryParse(step, out var index) => index < array.Count ? array[index] : null,
                JsonObject map => map.FirstOrDefault(pair => pair.Key.Equals(step, StringComparison.OrdinalIgnoreCase)).Value,
                _ => null,
            };
        }

        return node?.ToString() ?? throw new VendorRuleException(
            "PROCESSING_HALTED", $"Invalid reference specified. No value for {name}.{path} found in {name}");
    });

    private static Dictionary<string, string> Parameters(string query)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            parameters[Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : "";
        }

        return parameters;
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> outer, JsonObject? inner)
    {
        var headers = new Dictionary<string, string>(outer, StringComparer.OrdinalIgnoreCase);
        foreach (var conditional in headers.Keys.Where(name => name.StartsWith("If-", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            headers.Remove(conditional);
        }

        foreach (var (name, value) in inner ?? [])
        {
            headers[name] = value?.ToString() ?? "";
        }

        return headers;
    }

    [GeneratedRegex(@"@\{([A-Za-z0-9_]+)\.([^}]+)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"[^.\[\]]+")]
    private static partial Regex Step();
}
