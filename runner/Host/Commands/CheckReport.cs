using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Port;

namespace Harness.Host.Commands;

/// <summary>What check found.</summary>
/// <param name="Access">By system: what its login may do beside what it needs.</param>
internal sealed record CheckReport(
    IReadOnlyList<SystemDescription> Systems, IReadOnlyList<MatrixProblem> Problems, IReadOnlyList<FieldProvision> Fields, IReadOnlyList<string> Usage,
    IReadOnlyDictionary<string, AccessReview> Access)
{
    /// <summary>Where the least that each login needs was written, and what an administrator does with it.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [];

    public bool IsClean => Problems.Count == 0 && Fields.All(one => one.State != FieldProvisionState.MustBeCreatedByHand)
        && Access.Values.All(review => review.Missing.Count == 0);

    public IEnumerable<string> Lines()
    {
        foreach (var system in Systems)
        {
            yield return $"{system.Vendor} {system.ApiVersion}, account {system.AccountId}, {(system.MultiCurrency ? "several currencies" : "one currency")}, "
                + $"base {system.BaseCurrency ?? "unknown"}, time zone {system.TimeZone ?? "unknown"}";
            foreach (var note in system.Notes)
            {
                yield return $"  note: {note}";
            }
        }

        foreach (var line in Usage)
        {
            yield return line;
        }

        foreach (var (system, review) in Access)
        {
            foreach (var missing in review.Missing)
            {
                yield return $"{system}: {missing}";
            }

            foreach (var excess in review.Excess)
            {
                yield return $"{system}: warning: {excess}";
            }
        }

        foreach (var written in Grants)
        {
            yield return written;
        }

        foreach (var field in Fields)
        {
            yield return field.State switch
            {
                FieldProvisionState.Present => $"field {field.Field.ObjectType}.{field.Field.Path} is there",
                FieldProvisionState.Created => $"field {field.Field.ObjectType}.{field.Field.Path} created",
                FieldProvisionState.MustBeCreatedByHand => $"field {field.Field.ObjectType}.{field.Field.Path}: {field.Instruction}",
            };
        }

        foreach (var problem in Problems)
        {
            yield return problem.ToString();
        }

        yield return IsClean ? "Everything that can be checked is in order." : "Mend the above; nothing has been synced.";
    }

    public JsonObject ToJson() => new()
    {
        ["clean"] = IsClean,
        ["systems"] = new JsonArray([.. Systems.Select(system => (JsonNode)new JsonObject
        {
            ["vendor"] = system.Vendor, ["version"] = system.ApiVersion, ["account"] = system.AccountId, ["several_currencies"] = system.MultiCurrency, ["base_currency"] = system.BaseCurrency,
            ["time_zone"] = system.TimeZone, ["notes"] = new JsonArray([.. system.Notes.Select(note => (JsonNode)note)]),
        })]),
        ["usage"] = new JsonArray([.. Usage.Select(line => (JsonNode)line)]),
        ["access"] = new JsonObject(Access.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, new JsonObject
        {
            ["missing"] = new JsonArray([.. one.Value.Missing.Select(line => (JsonNode)line)]),
            ["excess"] = new JsonArray([.. one.Value.Excess.Select(line => (JsonNode)line)]),
        }))),
        ["grants"] = new JsonArray([.. Grants.Select(line => (JsonNode)line)]),
        ["problems"] = new JsonArray([.. Problems.Select(problem => (JsonNode)problem.ToString())]),
        ["fields"] = new JsonArray([.. Fields.Select(field => (JsonNode)new JsonObject
        {
            ["object"] = field.Field.ObjectType, ["field"] = field.Field.Path, ["state"] = field.State.ToString(), ["instruction"] = field.Instruction,
        })]),
    };
}
