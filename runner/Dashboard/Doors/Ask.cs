using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Harness.Sync.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Harness.Dashboard.Doors;

/// <summary>Who asks what: one request, whether it came from a form or from a program.</summary>
public sealed class Ask
{
    private readonly Dictionary<string, string[]> _values;

    private Ask(HttpContext context, Office office, Dictionary<string, string[]> values)
    {
        (Http, Office, _values) = (context, office, values);
        Integration = office.Integration(Text("integration"));
    }

    public HttpContext Http { get; }

    public Office Office { get; }

    public OfficeIntegration Integration { get; }

    public CancellationToken Ct => Http.RequestAborted;

    public string Who => Http.User.Identity?.Name ?? "nobody";

    public string? Email => Http.User.FindFirstValue(ClaimTypes.Email) is { Length: > 0 } email ? email : null;

    public Role Role => Enum.TryParse<Role>(Http.User.FindFirstValue(ClaimTypes.Role), out var role) ? role : Role.Viewer;

    public string Path => Http.Request.Path.Value ?? "/";

    public long Id => Number("id") ?? 0;

    public static async Task<Ask> OfAsync(HttpContext context, Office office)
    {
        var values = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in context.Request.Query)
        {
            values[name] = [.. value.OfType<string>()];
        }

        if (context.Request.HasFormContentType)
        {
            foreach (var (name, value) in await context.Request.ReadFormAsync(context.RequestAborted))
            {
                values[name] = [.. value.OfType<string>()];
            }
        }
        else if (context.Request.HasJsonContentType())
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 8 }, context.RequestAborted);
            foreach (var property in body.RootElement.ValueKind == JsonValueKind.Object ? body.RootElement.EnumerateObject() : default)
            {
                values[property.Name] = property.Value.ValueKind == JsonValueKind.Array ? [.. property.Value.EnumerateArray().Select(one => one.ToString())] : [property.Value.ToString()];
            }
        }

        foreach (var (name, value) in context.GetRouteData().Values)
        {
            values[name] = [$"{value}"];
        }

        return new Ask(context, office, values);
    }

    /// <summary>Null where nothing was given.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out var given) && given.Length > 0 && given[0].Trim() is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> Texts(string name) => _values.GetValueOrDefault(name) ?? [];

    public IEnumerable<string> Names => _values.Keys;

    public long? Number(string name) => long.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    public T? Word<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(Text(name), ignoreCase: true, out var word) && Enum.IsDefined(word) ? word : null;

    /// <summary>Is the person who asks also the one who wanted it?</summary>
    public bool Is(string? person) => person is not null
        && (string.Equals(person, Who, StringComparison.OrdinalIgnoreCase) || (Email is not null && string.Equals(person, Email, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>What became of it.</summary>
/// <param name="To">The page that shows it.</param>
/// <param name="Status">200, or why not: 400 asked wrongly, 403 not yours to do, 404, 409 somebody was quicker.</param>
public sealed record Answer(string Message, string To, int Status = 200)
{
    public bool IsDone => Status == 200;

    public static Answer Wrong(string message, string to) => new(message, to, 400);

    public static Answer NotYours(string message, string to) => new(message, to, 403);

    public static Answer TooLate(string message, string to) => new(message, to, 409);
}
