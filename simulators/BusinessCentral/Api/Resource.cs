using System.Text.RegularExpressions;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Api;

/// <summary>What a path leads to inside the company.</summary>
/// <param name="Parent">The record in front of a navigation.</param>
internal sealed record Resource(EntitySet? Set, string? Id, BcRecord? Parent, Navigation? Navigation, string? Action);

internal sealed partial class ResourcePath(CompanyStore store, Guid company)
{
    private const string ActionPrefix = "Microsoft.NAV.";

    public Resource Resolve(ApiCall call)
    {
        var segments = call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        var named = segments.Count > 0 ? Key(segments[0], "companies") : null;
        var inQuery = call.Query.GetValueOrDefault("company");
        if (named is not null)
        {
            segments.RemoveAt(0);
        }
        else if (inQuery is null)
        {
            throw BcError.Bad("You must choose a company. The request must name it: companies(id)/, or ?company=.");
        }

        if (!Guid.TryParse(named ?? inQuery, out var id) || id != company)
        {
            throw new BcError(404, "Internal_CompanyNotFound", $"Cannot find company {named ?? inQuery}.");
        }

        return segments.Count == 0 ? new Resource(null, null, null, null, null) : Walk(segments);
    }

    public static string? Key(string segment, string set)
    {
        var match = Segment().Match(segment);
        return match.Success && match.Groups["name"].Value == set && match.Groups["key"].Success ? match.Groups["key"].Value.Trim('\'') : null;
    }

    private Resource Walk(List<string> segments)
    {
        var (set, id) = Split(segments[0]);
        if (segments.Count == 1)
        {
            return new Resource(set, id, null, null, null);
        }

        var next = segments[1];
        if (id is not null && next.StartsWith(ActionPrefix, StringComparison.Ordinal))
        {
            return new Resource(set, id, null, null, next[ActionPrefix.Length..]);
        }

        var parent = store.Find(set.Name, id) ?? throw BcError.NotFound($"The {set.Entity} {id}");
        var match = Segment().Match(next);
        var navigation = set.Navigation(match.Groups["name"].Value) ?? throw BcError.NoResource(next);
        var key = match.Groups["key"];
        return new Resource(Entities.All[navigation.Set], key.Success ? key.Value : null, parent, navigation, null);
    }

    private static (EntitySet Set, string? Id) Split(string segment)
    {
        var match = Segment().Match(segment);
        return match.Success && Entities.All.TryGetValue(match.Groups["name"].Value, out var set)
            ? (set, match.Groups["key"] is { Success: true } key ? key.Value : null)
            : throw BcError.NoResource(segment);
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z$]+)(\((?<key>[^)]+)\))?$")]
    private static partial Regex Segment();
}
