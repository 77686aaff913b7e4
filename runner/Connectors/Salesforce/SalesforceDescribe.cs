using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>Describes the org: the served API versions, the objects with what paths reach, stages and currencies.</summary>
internal sealed class SalesforceDescribe(string system, string version, SalesforceAuth auth, SalesforceMetadata metadata)
{
    private static readonly string[] Catalogues =
    [
        "SELECT ApiName,IsWon FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder",
        "SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true",
        "SELECT TimeZoneSidKey FROM Organization",
    ];

    // A version goes only after years of notice; every call would say so.
    private volatile bool isServed;

    public async Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct)
    {
        await RefuseUnservedVersionAsync(ct).ConfigureAwait(false);
        var session = await auth.SessionAsync(ct).ConfigureAwait(false);
        var (described, rows) = await metadata.ReadAsync(SalesforceObjects.WithReached(objectTypes), Catalogues, ct).ConfigureAwait(false);
        described = await WithCustomParentsAsync(described, ct).ConfigureAwait(false);
        var fields = new SalesforceFieldList(described);
        var objects = objectTypes.Where(described.ContainsKey).Select(fields.Of).ToList();
        var wonStages = rows[0].Where(stage => stage.Flag("IsWon")).Select(stage => stage.Text("ApiName")).OfType<string>().ToList();
        return new SystemDescription(
            "Salesforce",
            version,
            session.Organisation,
            First(rows[2], "TimeZoneSidKey"),
            First(rows[1], "IsoCode"),
            objects.Any(found => found.Fields.Any(field => field.Path == "CurrencyIsoCode")),
            [.. objects.Select(found => WithStages(found, rows[0]))],
            [.. Notes(objectTypes, described, objects, wonStages)]);
    }

    private async Task RefuseUnservedVersionAsync(CancellationToken ct)
    {
        if (isServed)
        {
            return;
        }

        var versions = await metadata.VersionsAsync(ct).ConfigureAwait(false);
        if (!versions.Contains(version))
        {
            throw new ConnectorException(system, new Fault(
                FaultKind.MappingBroken, $"Salesforce does not serve API version {version} to this org. Set ApiVersion to one of its versions (newest: {(versions.Count > 0 ? versions[^1] : "none")})."));
        }

        isServed = true;
    }

    private static string? First(IReadOnlyList<JsonObject> rows, string name) => rows is [var row, ..] ? row.Text(name) : null;

    // Standard parents come with the first call; what an administrator related is known only from its answer.
    private async Task<IReadOnlyDictionary<string, JsonObject>> WithCustomParentsAsync(IReadOnlyDictionary<string, JsonObject> described, CancellationToken ct)
    {
        var missing = described.Values
            .SelectMany(found => found.List("fields") ?? [])
            .Where(field => field.Flag("custom"))
            .SelectMany(field => field.List("referenceTo") is [JsonValue only] ? [only.ToString()] : Array.Empty<string>())
            .Where(type => !described.ContainsKey(type))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (missing.Count == 0)
        {
            return described;
        }

        var (parents, _) = await metadata.ReadAsync(missing, [], ct).ConfigureAwait(false);
        return described.Concat(parents).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static ObjectDescription WithStages(ObjectDescription found, IReadOnlyList<JsonObject> stages)
    {
        var names = stages.Select(stage => stage.Text("ApiName")).OfType<string>().ToList();
        return names.Count == 0
            ? found
            : found with { Fields = [.. found.Fields.Select(field => field is { Path: "StageName", Values.Count: 0 } ? field with { Values = names } : field)] };
    }

    private static IEnumerable<string> Notes(
        IEnumerable<string> asked, IReadOnlyDictionary<string, JsonObject> described, IReadOnlyList<ObjectDescription> objects, List<string> wonStages)
    {
        foreach (var missing in asked.Where(type => !described.ContainsKey(type)))
        {
            yield return $"Object {missing} is not there, or the integration user may not see it.";
        }

        foreach (var loose in objects.Where(found => found.Fields.Any(field => field is { Path: SalesforceObjects.ExternalKey, Unique: false })))
        {
            yield return $"{loose.Name}.{SalesforceObjects.ExternalKey} is not unique: tick Unique and External ID, or a record may be made twice.";
        }

        if (objects.Any(found => found.Fields.Any(field => field.Path == "IsPersonAccount")))
        {
            yield return "Person accounts are on: their Name is made of FirstName and LastName and cannot be written.";
        }

        if (wonStages.Count > 0)
        {
            yield return $"Stages that count as won: {string.Join(", ", wonStages)}.";
        }
    }
}
