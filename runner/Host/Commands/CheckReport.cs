using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Port;

namespace Harness.Host.Commands;

/// <summary>What check found.</summary>
internal sealed record CheckReport(
    IReadOnlyList<SystemDescription> Systems, IReadOnlyList<MatrixProblem> Problems, IReadOnlyList<FieldProvision> Fields, IReadOnlyList<string> Usage)
{
    public bool IsClean => Problems.Count == 0 && Fields.All(one => one.State != FieldProvisionState.MustBeCreatedByHand);

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
        ["problems"] = new JsonArray([.. Problems.Select(problem => (JsonNode)problem.ToString())]),
        ["fields"] = new JsonArray([.. Fields.Select(field => (JsonNode)new JsonObject
        {
            ["object"] = field.Field.ObjectType, ["field"] = field.Field.Path, ["state"] = field.State.ToString(), ["instruction"] = field.Instruction,
        })]),
    };
}
