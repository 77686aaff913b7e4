using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Vendor paths and values into requests as the API takes them.</summary>
internal static class BusinessCentralBodies
{
    private static readonly Func<JsonObject, IReadOnlyList<BatchRequest>> nothing = _ => [];

    public static PreparedWrite Prepare(WriteRequest request, WriteContext known)
    {
        var of = BusinessCentralCatalogue.Find(request.ObjectType);
        if (of is null || !BusinessCentralCatalogue.IsWritable(of))
        {
            return PreparedWrite.Refused(request, BusinessCentralFaults.Broken($"Records of {request.ObjectType} are not written to Business Central.", request.ObjectType));
        }

        var body = new JsonObject();
        foreach (var (path, value) in request.Values)
        {
            if (Put(of, body, path, value, known) is { } fault)
            {
                return PreparedWrite.Refused(request, fault);
            }
        }

        return of.Name == BusinessCentralCatalogue.SalesOrder ? OrderBodies.Prepare(request, of, body, known)
            : request.IsCreate ? Create(request, of, body)
            : Guid.TryParse(request.Id, out var id)
                ? new PreparedWrite(request, new BatchRequest("PATCH", $"{of.Set}({id})", body, request.ExpectedVersion ?? "*"), nothing, null)
                : PreparedWrite.Refused(request, new Fault(FaultKind.RecordGone, "Its id in Business Central is not one of this company's: the link is broken."));
    }

    /// <summary>Null where the key does not fit.</summary>
    public static JsonObject? WithKey(WriteRequest request, BusinessCentralObject of, JsonObject body)
    {
        if (request.ExternalKey is not { } key || RecordKeys.Of(of, key.Value) is not { } code)
        {
            return null;
        }

        body[of.KeyProperty!] = code;
        return body;
    }

    private static PreparedWrite Create(WriteRequest request, BusinessCentralObject of, JsonObject body)
    {
        body["type"] ??= of.Name == "contact" ? "Person" : "Company";
        return WithKey(request, of, body) is { } keyed
            ? new PreparedWrite(request, new BatchRequest("POST", of.Set, keyed), nothing, null)
            : PreparedWrite.Refused(request, RecordKeys.TooLong(of));
    }

    private static Fault? Put(BusinessCentralObject of, JsonObject body, string path, JsonNode? value, WriteContext known)
    {
        var rule = of.Rule(path);
        switch (rule.Kind)
        {
            case PathKind.TermsCode:
                if (value is not null && !known.Lists.Terms.ContainsKey(value.ToString()))
                {
                    return BusinessCentralLookups.UnknownTerms(known.Lists);
                }

                body["paymentTermsId"] = value is null ? BusinessCentralValues.Empty("paymentTermsId") : known.Lists.Terms[value.ToString()];
                return null;
            case PathKind.CustomerOfContact:
                if (value is not null && !known.Companies.ContainsKey(value.ToString()))
                {
                    return new Fault(
                        FaultKind.InvalidData,
                        "The customer has no company contact: set \"Bus. Rel. Code for Customers\" in Marketing Setup and create the customer's contact, then retry.", Fields: [path]);
                }

                body["companyNumber"] = value is null ? "" : known.Companies[value.ToString()];
                return null;
            case PathKind.PurchaseOrder or PathKind.HeaderDiscount:
                return null;
            case PathKind.Plain when !path.Contains('.', StringComparison.Ordinal):
                body[path] = value?.DeepClone() ?? BusinessCentralValues.Empty(path);
                return null;
            default:
                return BusinessCentralFaults.Broken($"{path} of a {of.Label.ToLowerInvariant()} cannot be written.", path);
        }
    }
}
