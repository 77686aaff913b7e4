using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Catalog;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>A request to the record service, taken apart.</summary>
internal sealed class RecordCall(VendorRequest request)
{
    private const string NameHeader = "X-NetSuite-PropertyNameValidation";

    private readonly string[] segments =
        [.. request.Path[(RecordReader.Root.Length + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    public VendorRequest Request { get; } = request;

    public string Host => Request.Url.GetLeftPart(UriPartial.Authority);

    public RecordType Type => TypeNamed(segments[0]);

    public string Id => segments[1];

    public IReadOnlyList<string> Rest => segments[2..];

    public bool IsAsync => Prefers("respond-async");

    /// <summary>Null for all, as expandSubResources=true asks for.</summary>
    public IReadOnlySet<string>? Expand => Same(Query("expandSubResources"), "true") ? null : List("expand");

    public IReadOnlySet<string>? Only => Query("fields") is null ? null : List("fields");

    public WriteMode Mode(Action<string> onUnknown) => new(
        NamesAreErrors(),
        List("replace"),
        Same(Query("replaceSelectedFields"), "true"),
        false)
    {
        OnUnknown = onUnknown,
    };

    public string? Query(string name) => Request.Query.GetValueOrDefault(name);

    public int Number(string name, int otherwise, int most)
    {
        if (Query(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, out var number) && number >= 0 && number <= most
            ? number
            : throw NsError.Parameter($"Invalid value for the query parameter {name}. Provide a valid value.", name);
    }

    public bool Prefers(string preference) => (Request.Header("Prefer") ?? "")
        .Split([',', ';'], StringSplitOptions.TrimEntries).Any(p => Same(p, preference));

    public JsonObject Body()
    {
        if (Request.Body.Length == 0)
        {
            throw new NsError(400, "INVALID_CONTENT", "Error while accessing a resource. The request body is empty.");
        }

        return Parse(Request.Body);
    }

    public JsonObject BodyOrNothing() => Request.Body.Trim().Length == 0 ? [] : Parse(Request.Body);

    public static RecordType TypeNamed(string name) => RecordTypes.Find(name)
        ?? throw new NsError(404, "NONEXISTENT_TYPE", $"Record type '{name}' does not exist.", name, "o:urlPath");

    private static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject
                ?? throw new NsError(400, "INVALID_CONTENT", "Error while accessing a resource. The request body must be a JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new NsError(400, "INVALID_CONTENT", $"Error while accessing a resource. Invalid content in the request body: {wrong.Message}");
        }
    }

    private bool NamesAreErrors() => Request.Header(NameHeader) is { } wish
        ? Same(wish, "Error") || (Same(wish, "Warning") || Same(wish, "Ignore")
            ? Same(wish, "Error")
            : throw NsError.Header($"Invalid value '{wish}'. Use Error, Warning or Ignore.", NameHeader))
        : false;

    private HashSet<string> List(string name) =>
        new((Query(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
