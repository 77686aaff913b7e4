using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>One call that is ready to be sent, or why it cannot be.</summary>
internal sealed record PreparedWrite(WriteRequest Request, JsonObject? Body, string? Replace, WriteReceipt? Stopped);

/// <summary>What a batch must know before its bodies can be made: a statement for each kind of thing, never one a record.</summary>
internal sealed record WriteContext(
    IReadOnlyDictionary<string, IReadOnlyList<AddressRow>> Addresses,
    IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Lines,
    IReadOnlyDictionary<string, NetSuiteSchema> Schemas);

/// <summary>Vendor paths and values into a record as REST takes it.</summary>
internal sealed partial class NetSuiteBodies(NetSuiteOptions options, NetSuiteLookups lookups)
{
    public PreparedWrite Prepare(WriteRequest request, WriteContext known)
    {
        var of = NetSuiteCatalogue.Find(request.ObjectType);
        var (body, fault) = of is not { Writable: true }
            ? (null, NetSuiteFaults.Broken($"Records of {request.ObjectType} are not written to NetSuite.", request.ObjectType))
            : request.IsCreate && !(request.ExternalKey is { } key && ExternalId().IsMatch(key.Value))
                ? (null, NetSuiteFaults.Broken("A record is created under an external id of letters, digits, _ and - only.", "externalId"))
                : Body(of, request, known);
        if (body is null)
        {
            return new PreparedWrite(request, null, null, WriteReceipt.Refused(request.Key, fault!));
        }

        var replaced = of!.Sublist is { } sublist && body.ContainsKey(sublist) && (request.IsCreate || sublist == OrderLineBodies.Sublist)
            ? sublist
            : null;
        return new PreparedWrite(request, body, replaced, null);
    }

    private (JsonObject? Body, Fault? Fault) Body(NetSuiteObject of, WriteRequest request, WriteContext known)
    {
        var body = new JsonObject();
        if (request.IsCreate)
        {
            Defaults(of, request, body);
        }

        foreach (var (path, value) in request.Values.Where(v => !AddressBodies.Covers(v.Key)))
        {
            if (Put(of, body, path, value, known) is { } fault)
            {
                return (null, fault);
            }
        }

        if (request.Values.Keys.Any(AddressBodies.Covers))
        {
            var existing = request.Id is { } id ? known.Addresses.GetValueOrDefault(id, []) : null;
            var addresses = AddressBodies.Of(request.Values, existing);
            if (addresses["items"] is JsonArray { Count: > 0 })
            {
                body[AddressBodies.Sublist] = addresses;
            }
        }

        foreach (var set in request.Lines)
        {
            if (set.Path != OrderLineBodies.Sublist || set.KeyPath != OrderLineBodies.KeyPath || of.Lines.Count == 0)
            {
                return (null, NetSuiteFaults.Broken($"The lines {set.Path} of a {of.Label} are not written to NetSuite.", set.Path));
            }

            var existing = request.Id is { } id ? known.Lines.GetValueOrDefault(id, []) : null;
            var (lines, fault) = OrderLineBodies.Of(set, existing, lookups);
            if (lines is null)
            {
                return (null, fault);
            }

            body[set.Path] = lines;
        }

        return (body, null);
    }

    private void Defaults(NetSuiteObject of, WriteRequest request, JsonObject body)
    {
        if (of == NetSuiteCatalogue.Customer)
        {
            body["isPerson"] = false;
        }

        var belongs = of == NetSuiteCatalogue.Customer || of == NetSuiteCatalogue.Contact;
        if (belongs && options.Subsidiary.Length > 0 && !request.Values.Keys.Any(path => path.StartsWith("subsidiary", StringComparison.Ordinal)))
        {
            body["subsidiary"] = Id(options.Subsidiary);
        }
    }

    private Fault? Put(NetSuiteObject of, JsonObject body, string path, JsonNode? value, WriteContext known)
    {
        if (of.Path(path) is { ReadOnly: true })
        {
            return NetSuiteFaults.Broken($"{path} of a {of.Label} cannot be written.", path);
        }

        if (path == "headerDiscountPercent")
        {
            return PutHeaderDiscount(body, value);
        }

        if (NetSuiteLookups.Knows(path))
        {
            return PutNamed(body, path, value);
        }

        var parts = path.Split('.');
        switch (parts)
        {
            case [var name]:
                var field = known.Schemas.GetValueOrDefault(of.Name)?.Fields.GetValueOrDefault(name);
                if (of.Path(path) is null && field is null)
                {
                    return NetSuiteFaults.Broken($"{of.Label} has no field {path} in this account.", path);
                }

                body[name] = field?.IsObject == true && value is not null ? Id(value.ToString()) : value?.DeepClone();
                return null;
            case [var name, "id" or "externalId"]:
                body[name] = value is null ? null : new JsonObject { [parts[1]] = value.ToString() };
                return null;
            default:
                return NetSuiteFaults.Broken($"{path} of a {of.Label} cannot be written: name the reference by its id.", path);
        }
    }

    private Fault? PutNamed(JsonObject body, string path, JsonNode? value)
    {
        var name = path.Split('.')[0];
        if (value is null)
        {
            body[name] = null;
            return null;
        }

        if (lookups.Find(path, value.ToString()) is not { } id)
        {
            return lookups.Unknown(path);
        }

        body[name] = Id(id);
        return null;
    }

    private Fault? PutHeaderDiscount(JsonObject body, JsonNode? value)
    {
        var percent = NetSuiteValues.Number(value?.ToString());
        if (percent is null or 0)
        {
            body["discountItem"] = null;
            body["discountRate"] = null;
            return value is null || percent is not null
                ? null
                : new Fault(FaultKind.InvalidData, "The discount on the whole order is not a number.", Fields: ["headerDiscountPercent"]);
        }

        if (lookups.Discount is not { } item)
        {
            return lookups.NoDiscountItem;
        }

        body["discountItem"] = Id(item);
        body["discountRate"] = OrderLineBodies.Rate(percent.Value);
        return null;
    }

    private static JsonObject Id(string id) => new() { ["id"] = id };

    /// <summary>A pipe, for one, is read as a list of ids ("Using External IDs").</summary>
    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex ExternalId();
}
