namespace Harness.Simulators.Referee;

internal sealed record ErpCustomer(
    string Id, string? ExternalId, string Name, string? Domain, string? EmailDomain, string? TaxId, string? Currency, string? Terms,
    decimal? CreditLimit, Place Billing, Place Shipping, decimal Balance, decimal Overdue);

internal sealed record ErpContact(
    string Id, string? ExternalId, string? CustomerId, string? FirstName, string? LastName, string? Email, string? Phone,
    string? Role, bool IsPrimary)
{
    /// <summary>Where the ERP keeps a person's name in one piece.</summary>
    public string? FullName { get; init; }
}

internal sealed record ErpItem(
    string Id, string Sku, string Name, string? Unit, bool IsActive, IReadOnlyDictionary<string, decimal> Prices);

/// <param name="Net">After the discount that stands under the line.</param>
internal sealed record ErpLine(string? CrmLine, string? Sku, decimal Quantity, decimal Net);

/// <param name="Net">Total less tax and freight.</param>
internal sealed record ErpOrder(
    string Id, string Number, string? ExternalId, string? CrmOpportunity, string? PoNumber, string? Memo, string? CustomerId,
    string? Currency, decimal Net, IReadOnlyList<ErpLine> Lines);

internal enum InvoiceStanding
{
    Pending,
    Open,
    Voided,
}

internal sealed record ErpInvoice(
    string Id, string Number, string? OrderId, string? CrmOpportunity, string? CustomerId, string? Currency, InvoiceStanding Standing,
    decimal Total, decimal Paid, decimal Credited, string? Due, string? LastPayment)
{
    /// <summary>What is still to be paid; nothing is asked of a voided one.</summary>
    public decimal Balance => Standing == InvoiceStanding.Voided ? 0 : Total - Paid - Credited;
}

internal enum MadeKind
{
    Other,
    Customer,
    Order,
    Product,
}

/// <summary>One accepted creation, from the system's journal.</summary>
/// <param name="Key">The CRM's record that it was made for, or the product's number.</param>
internal sealed record Creation(long Sequence, string Actor, MadeKind Kind, string Id, string? Key);

/// <summary>What the ERP holds at this moment, the living records only.</summary>
/// <param name="Today">The ERP's own date: what is overdue depends on it.</param>
/// <param name="CustomerNameLimit">The longest name that the ERP takes.</param>
internal sealed record ErpBooks(
    IReadOnlyList<ErpCustomer> Customers,
    IReadOnlyList<ErpContact> Contacts,
    IReadOnlyList<ErpItem> Items,
    IReadOnlyList<ErpOrder> Orders,
    IReadOnlyList<ErpInvoice> Invoices,
    IReadOnlyList<Creation> Creations,
    string Today,
    int CustomerNameLimit)
{
    /// <summary>What this ERP has no place for, as "contact.role".</summary>
    public IReadOnlySet<string> Unheld { get; init; } = new HashSet<string>();
}
