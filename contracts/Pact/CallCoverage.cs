using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Refit;

namespace Harness.Contracts.Pact;

/// <summary>A vendor call as the connector declares it: the method and the path, with its variables in braces.</summary>
internal sealed record DeclaredCall(string Method, string Path)
{
    public bool IsCatchAll => Path.Contains("{**", StringComparison.Ordinal);

    public static IEnumerable<DeclaredCall> Of(Assembly connector) =>
        from type in connector.GetTypes()
        where type.IsInterface
        from method in type.GetMethods()
        let http = method.GetCustomAttribute<HttpMethodAttribute>()
        where http is not null
        select new DeclaredCall(http.Method.Method, http.Path);

    /// <summary>The path may stand behind a base address that the declaration does not know.</summary>
    public bool IsMadeBy(JsonObject interaction)
    {
        var request = interaction["request"]!;
        var path = string.Concat(Regex.Split(Path.Split('?')[0].Trim('/'), @"(\{[^}]*\})")
            .Select(part => part.StartsWith("{**", StringComparison.Ordinal) ? ".+" : part.StartsWith('{') ? "[^/]+" : Regex.Escape(part)));
        return request["method"]!.GetValue<string>() == Method
            && Regex.IsMatch(request["path"]!.GetValue<string>().TrimEnd('/'), $"(^|/){path}$", RegexOptions.CultureInvariant);
    }
}

internal static class CallCoverage
{
    /// <summary>The calls that a connector declares and that no committed interaction makes. An interaction counts for its closest declaration only.</summary>
    public static IEnumerable<DeclaredCall> Uncovered(IEnumerable<DeclaredCall> declared, IReadOnlyList<JsonObject> interactions)
    {
        var calls = declared.Distinct().OrderBy(call => call.IsCatchAll).ToList();
        var made = interactions.Select(interaction => calls.FirstOrDefault(call => call.IsMadeBy(interaction))).ToHashSet();
        return calls.Where(call => !made.Contains(call));
    }
}
