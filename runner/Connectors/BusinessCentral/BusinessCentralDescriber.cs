using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>What the company is, holds and lets us see.</summary>
internal sealed class BusinessCentralDescriber(
    string system, BusinessCentralService service, BusinessCentralMetadata metadata, BusinessCentralLookups lookups, BusinessCentralOptions options)
{
    private const string vendor = "businesscentral";
    private const int longestPurchaseOrder = 84;

    public async Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct)
    {
        var company = await service.CompanyAsync(ct).ConfigureAwait(false);
        var sets = await metadata.ReadAsync(ct).ConfigureAwait(false);
        var known = objectTypes.Select(BusinessCentralCatalogue.Find).OfType<BusinessCentralObject>().Distinct().ToList();
        var seen = await service.ReadAsync([.. known.Select(of => new BatchRequest("GET", $"{of.Set}?$top=1&$select=id"))], ct).ConfigureAwait(false);
        var lists = await lookups.ReadAsync(ct, again: true).ConfigureAwait(false);
        var notes = new List<string>
        {
            $"Credit limits are in {lists.BaseCurrency}, the company's currency, whatever the customer's currency is; prices of items too.",
            "Customers have one address here; an order may have another one to ship to.",
        };
        return new SystemDescription(
            vendor, "v2.0", $"{options.Tenant}/{options.Environment}/{company}", "Etc/UTC", lists.BaseCurrency, lists.Decimals.Count > 0,
            [.. known.Zip(seen, (of, answer) => Object(of, sets, answer.IsSuccess, lists))], notes);
    }

    public async Task<IReadOnlyList<FieldProvision>> EnsureAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct)
    {
        if (fields.Count == 0)
        {
            return [];
        }

        var described = await DescribeAsync([.. fields.Select(field => field.ObjectType).Distinct()], ct).ConfigureAwait(false);
        return
        [
            .. fields.Select(field => described.Objects.Any(one => one.Name == field.ObjectType && one.Fields.Any(path => path.Path == field.Path))
                ? new FieldProvision(field, FieldProvisionState.Present)
                : new FieldProvision(field, FieldProvisionState.MustBeCreatedByHand,
                    $"API v2.0 has no custom fields and cannot be extended: a developer must publish an extension with the field and an API page of its own for {field.ObjectType}. "
                    + "Harness's own presets need none: take the row out of the matrix, or map it to a property that is there.")),
        ];
    }

    private ObjectDescription Object(
        BusinessCentralObject of, IReadOnlyDictionary<string, IReadOnlyList<FieldDescription>> sets, bool readable, BusinessCentralLookups.Lists lists)
    {
        var own = sets.GetValueOrDefault(of.Set) ?? throw new ConnectorException(system, BusinessCentralFaults.Broken(
            $"This environment's API v2.0 does not serve {of.Set}: bring the environment to a version that does.", of.Name));
        var writable = readable && BusinessCentralCatalogue.IsWritable(of);
        var fields = own.Select(field => Known(of, field, writable, lists)).ToDictionary(field => field.Path);
        foreach (var rule in of.Derived.Where(rule => rule.Properties.All(property => own.Any(field => field.Path == property))))
        {
            fields[rule.Path] = Derived(rule, writable, lists);
        }

        foreach (var line in Lines(of, sets, writable))
        {
            fields[line.Path] = line;
        }

        return new ObjectDescription(of.Name, of.Label, readable, writable, writable, [.. fields.Values]);
    }

    private static FieldDescription Known(BusinessCentralObject of, FieldDescription field, bool writable, BusinessCentralLookups.Lists lists)
    {
        var values = field.Path switch
        {
            "currencyCode" => [.. lists.Decimals.Keys.Append(lists.BaseCurrency).Order(StringComparer.Ordinal)],
            "country" => lists.Countries,
            "baseUnitOfMeasureCode" or "unitOfMeasureCode" => lists.Units,
            _ => field.Values,
        };
        return field with
        {
            Createable = field.Createable && writable,
            Updateable = field.Updateable && writable,
            Required = writable && (field.Path == "displayName" || (field.Path == "customerId" && of.Name == BusinessCentralCatalogue.SalesOrder)),
            Values = values,
            RestrictedValues = values.Count > 0,
        };
    }

    private static FieldDescription Derived(PathRule rule, bool writable, BusinessCentralLookups.Lists lists) => new(rule.Path, rule.Label, rule.Kind switch
    {
        PathKind.HeaderDiscount => FieldType.Percent,
        PathKind.ExchangeRate => FieldType.Number,
        PathKind.AmountPaid or PathKind.AmountCredited => FieldType.Money,
        PathKind.CustomerOfContact => FieldType.Reference,
        PathKind.TermsCode => FieldType.Picklist,
        _ => FieldType.Text,
    })
    {
        Createable = writable && !rule.ReadOnly,
        Updateable = writable && !rule.ReadOnly && rule.Kind != PathKind.Key,
        ExternalId = rule.Kind == PathKind.Key,
        Unique = rule.Kind == PathKind.Key && rule.Properties.Contains("number"),
        Length = rule.Kind == PathKind.PurchaseOrder ? longestPurchaseOrder : null,
        Values = rule.Kind == PathKind.TermsCode ? [.. lists.Terms.Keys.Order(StringComparer.Ordinal)] : [],
        RestrictedValues = rule.Kind == PathKind.TermsCode,
    };

    private static IEnumerable<FieldDescription> Lines(
        BusinessCentralObject of, IReadOnlyDictionary<string, IReadOnlyList<FieldDescription>> sets, bool writable) => of.LineSet switch
    {
        BusinessCentralCatalogue.Prices =>
        [
            new FieldDescription($"{of.LineSet}.currencyCode", "Currency of the price: the company's", FieldType.Text) { Createable = false, Updateable = false },
            new FieldDescription($"{of.LineSet}.unitPrice", "Unit price", FieldType.Money) { Createable = false, Updateable = false },
        ],
        { } set => (sets.GetValueOrDefault(set) ?? []).Select(field => field with
        {
            Path = $"{set}.{field.Path}",
            // An agreed amount is booked as a discount, so it can be written.
            Createable = writable && (field.Createable || field.Path == "amountExcludingTax"),
            Updateable = writable && (field.Updateable || field.Path == "amountExcludingTax"),
        }),
        null => [],
    };
}
