using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>Creates the properties that the matrix needs, in a group of their own, all of an object in one call.</summary>
internal sealed class HubSpotFields(string system, HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls, HubSpotMetadata metadata)
{
    private const string Group = "harness";
    private const string Taken = "OBJECT_ALREADY_EXISTS";

    public async Task<IReadOnlyList<FieldProvision>> EnsureAsync(IReadOnlyList<FieldSpec> specs, CancellationToken ct)
    {
        var provisions = new Dictionary<FieldSpec, FieldProvision>();
        foreach (var ofObject in specs.GroupBy(spec => spec.ObjectType))
        {
            ct.ThrowIfCancellationRequested();
            metadata.Forget(ofObject.Key);
            var known = await metadata.PropertiesAsync(ofObject.Key, ct).ConfigureAwait(false);
            var missing = new List<FieldSpec>();
            foreach (var spec in ofObject)
            {
                if (known.TryGetValue(spec.Path, out var property))
                {
                    provisions[spec] = Present(spec, property);
                }
                else if (Body(spec) is null)
                {
                    provisions[spec] = ByHand(spec, $"{spec.ObjectType}.{spec.Path} cannot be made by the API. In HubSpot open Settings > Properties and create it for {spec.ObjectType}.");
                }
                else
                {
                    missing.Add(spec);
                }
            }

            foreach (var chunk in missing.Chunk(HubSpotReads.InputsInCall))
            {
                await CreateAsync(ofObject.Key, chunk, provisions).ConfigureAwait(false);
            }

            metadata.Forget(ofObject.Key);
        }

        return [.. specs.Select(spec => provisions[spec])];
    }

    private async Task CreateAsync(string type, IReadOnlyList<FieldSpec> specs, Dictionary<FieldSpec, FieldProvision> provisions)
    {
        var group = new JsonObject { ["name"] = Group, ["label"] = "Harness", ["displayOrder"] = -1 };
        var grouped = await calls.WriteAsync(ct => client.CreateGroup(paths.Properties(type), HubSpotCalls.Json(group), ct)).ConfigureAwait(false);
        if (grouped.Fault is { } refused && refused.VendorCode != Taken)
        {
            throw new ConnectorException(system, refused);
        }

        var body = new JsonObject { ["inputs"] = new JsonArray([.. specs.Select(spec => (JsonNode?)Body(spec))]) };
        var sent = await calls.WriteAsync(ct => client.CreateProperties(paths.Properties(type), HubSpotCalls.Json(body), ct)).ConfigureAwait(false);
        if (sent.Fault is { } fault)
        {
            throw new ConnectorException(system, fault);
        }

        var made = sent.Body.Rows("results").Select(result => result.Text("name")).ToHashSet(StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            provisions[spec] = made.Contains(spec.Path)
                ? new FieldProvision(spec, FieldProvisionState.Created)
                : ByHand(spec, $"HubSpot refuses to create {type}.{spec.Path}: an archived property may block the name. In HubSpot open Settings > Properties > Archived properties, "
                    + $"restore or delete it, and let check --fix try again; or create it there as {Words(spec)}.");
        }
    }

    private static FieldProvision Present(FieldSpec spec, JsonObject property)
    {
        var wanted = Body(spec);
        if (wanted is not null && wanted.Text("type") != property.Text("type"))
        {
            return ByHand(spec, $"{spec.ObjectType}.{spec.Path} exists as {property.Text("type")}, and {wanted.Text("type")} is needed. A property keeps its type: "
                + "archive it in Settings > Properties, or name another property in the matrix.");
        }

        return spec.ExternalKey && !property.Flag("hasUniqueValue")
            ? ByHand(spec, $"{spec.ObjectType}.{spec.Path} exists without unique values, which cannot be changed: archive it in Settings > Properties and let check --fix make it anew.")
            : new FieldProvision(spec, FieldProvisionState.Present);
    }

    private static FieldProvision ByHand(FieldSpec spec, string instruction) => new(spec, FieldProvisionState.MustBeCreatedByHand, instruction);

    private static string Words(FieldSpec spec) => Body(spec) is { } body ? $"{body.Text("type")} ({body.Text("fieldType")})" : $"{spec.Type}";

    /// <summary>Null for what needs a decision: options, or what a reference points to.</summary>
    private static JsonObject? Body(FieldSpec spec)
    {
        var kind = spec.Type switch
        {
            FieldType.Text or FieldType.Email or FieldType.Url or FieldType.Id => ("string", "text"),
            FieldType.LongText => ("string", "textarea"),
            FieldType.Phone => ("string", "phonenumber"),
            FieldType.Number or FieldType.WholeNumber or FieldType.Money or FieldType.Percent => ("number", "number"),
            FieldType.Boolean => ("bool", "booleancheckbox"),
            FieldType.Date => ("date", "date"),
            FieldType.DateTime => ("datetime", "date"),
            FieldType.Picklist or FieldType.MultiPicklist or FieldType.Reference => default((string Type, string FieldType)?),
        };
        if (kind is not { } made || !HubSpotPath.IsProperty(spec.Path))
        {
            return null;
        }

        var body = new JsonObject
        {
            ["groupName"] = Group, ["name"] = spec.Path, ["label"] = spec.Label, ["type"] = made.Type, ["fieldType"] = made.FieldType,
        };
        if (spec.ExternalKey)
        {
            body["hasUniqueValue"] = true;
        }

        if (spec.Type == FieldType.Boolean)
        {
            body["options"] = new JsonArray(Option("Yes", "true", 0), Option("No", "false", 1));
        }

        return body;
    }

    private static JsonObject Option(string label, string value, int order) =>
        new() { ["label"] = label, ["value"] = value, ["displayOrder"] = order, ["hidden"] = false };
}
