using System.Xml.Linq;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>The service's own description: types by entity set, with what each property is and how long it may be.</summary>
internal sealed class BusinessCentralMetadata(string system, BusinessCentralCalls calls)
{
    /// <summary>What changes at the service only, beside the totals and states that it works out itself.</summary>
    private static readonly HashSet<string> readOnly =
    [
        "id", "lastModifiedDateTime", "balanceDue", "taxAreaDisplayName", "companyName", "customerName", "billToName", "orderId", "orderNumber", "remainingAmount", "status",
        "fullyShipped", "totalAmountExcludingTax", "totalTaxAmount", "totalAmountIncludingTax", "discountAppliedBeforeTax", "netAmount", "netTaxAmount", "netAmountIncludingTax",
        "amountIncludingTax", "invoiceDiscountAllocation", "taxPercent", "shippedQuantity", "invoicedQuantity", "lastInteractionDate", "contactBusinessRelation",
    ];

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<FieldDescription>>> ReadAsync(CancellationToken ct)
    {
        var answer = await calls.ReadAsync(attempt => calls.Client.MetadataAsync(attempt), ct).ConfigureAwait(false);
        try
        {
            var document = XDocument.Parse(answer.Body);
            var types = document.Descendants().Where(node => node.Name.LocalName == "EntityType")
                .ToDictionary(type => type.Attribute("Name")?.Value ?? "", type => Fields(type));
            return document.Descendants().Where(node => node.Name.LocalName == "EntitySet")
                .ToDictionary(
                    set => set.Attribute("Name")?.Value ?? "",
                    set => types.GetValueOrDefault(set.Attribute("EntityType")?.Value.Split('.')[^1] ?? "", []));
        }
        catch (System.Xml.XmlException broken)
        {
            throw new ConnectorException(system, BusinessCentralFaults.Unexpected("The service's metadata cannot be read."), broken);
        }
    }

    private static IReadOnlyList<FieldDescription> Fields(XElement type) =>
    [
        .. from property in type.Elements().Where(node => node.Name.LocalName == "Property")
           let name = property.Attribute("Name")?.Value ?? ""
           let writable = !readOnly.Contains(name)
           select new FieldDescription(name, name, TypeOf(name, property.Attribute("Type")?.Value))
           {
               Length = int.TryParse(property.Attribute("MaxLength")?.Value, out var most) ? most : null,
               Createable = writable,
               Updateable = writable,
               Unique = name is "id" or "number",
           },
    ];

    private static FieldType TypeOf(string name, string? edm) => (edm, name) switch
    {
        ("Edm.Guid", "id") => FieldType.Id,
        ("Edm.Guid", _) => FieldType.Reference,
        ("Edm.Boolean", _) => FieldType.Boolean,
        ("Edm.Date", _) => FieldType.Date,
        ("Edm.DateTimeOffset", _) => FieldType.DateTime,
        ("Edm.Int32" or "Edm.Int64", _) => FieldType.WholeNumber,
        ("Edm.Decimal", "quantity" or "exchangeRateAmount") => FieldType.Number,
        ("Edm.Decimal", _) => name.EndsWith("Percent", StringComparison.Ordinal) ? FieldType.Percent : FieldType.Money,
        (_, "email") => FieldType.Email,
        (_, "phoneNumber" or "mobilePhoneNumber") => FieldType.Phone,
        (_, "website") => FieldType.Url,
        _ => FieldType.Text,
    };
}
