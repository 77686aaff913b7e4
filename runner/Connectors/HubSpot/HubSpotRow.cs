using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>One record in the body of a batch write.</summary>
internal sealed record HubSpotRow(WriteRequest Request, JsonObject Input, IReadOnlyList<(AssociationKind Kind, string To)> Associations)
{
    /// <summary>Two inputs of one identity fail the whole call ("Duplicate IDs found in batch input").</summary>
    public string Identity => Request.Id ?? Request.ExternalKey!.Value.ToUpperInvariant();

    public static async Task<(HubSpotRow? Row, Fault? Fault)> OfAsync(WriteRequest request, HubSpotPrices prices, CancellationToken ct)
    {
        if (request.IsCreate && request.ExternalKey is null)
        {
            return (null, new Fault(FaultKind.MappingBroken, "A record is created under an external id only, so that a second send finds the first."));
        }

        var properties = new JsonObject();
        var associations = new List<(AssociationKind, string)>();
        foreach (var (path, value) in request.Values)
        {
            if (HubSpotPath.AssociationOf(request.ObjectType, path) is { Primary: not null } kind && value is not null)
            {
                associations.Add((kind, value.ToString()));
            }
            else if (HubSpotPath.IsProperty(path))
            {
                properties[path] = HubSpotValue.ToVendor(value);
            }
            else
            {
                return (null, new Fault(FaultKind.MappingBroken, "A path of the matrix cannot be written to HubSpot.", Fields: [path]));
            }
        }

        foreach (var set in request.Lines)
        {
            if (request.ObjectType != HubSpotObjects.Products || set.Path != HubSpotObjects.Prices)
            {
                return (null, new Fault(FaultKind.MappingBroken, $"Lines of HubSpot's {request.ObjectType} are read only. Map them from HubSpot only.", Fields: [set.Path]));
            }

            foreach (var line in set.Rows)
            {
                // A currency that the account has not switched on has no place for a price.
                if (line.Values.GetValueOrDefault(HubSpotPrices.Amount) is { } amount && await prices.PropertyOfAsync(line.Key, ct).ConfigureAwait(false) is { } property)
                {
                    properties[property] = HubSpotValue.ToVendor(amount);
                }
            }
        }

        if (request.ExternalKey is { } key)
        {
            properties[key.Path] = key.Value;
        }

        var input = new JsonObject
        {
            ["id"] = request.Id ?? request.ExternalKey!.Value, ["properties"] = properties, ["objectWriteTraceId"] = request.Key,
        };
        if (request.IsCreate)
        {
            input["idProperty"] = request.ExternalKey!.Path;
        }

        return (new HubSpotRow(request, input, associations), null);
    }

    /// <summary>A hundred to a call, each identity once.</summary>
    public static IEnumerable<IReadOnlyList<HubSpotRow>> InCalls(IEnumerable<HubSpotRow> rows)
    {
        var waiting = rows.ToList();
        while (waiting.Count > 0)
        {
            var call = new List<HubSpotRow>();
            var later = new List<HubSpotRow>();
            var identities = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in waiting)
            {
                (call.Count < HubSpotReads.InputsInCall && identities.Add(row.Identity) ? call : later).Add(row);
            }

            yield return call;
            waiting = later;
        }
    }
}
