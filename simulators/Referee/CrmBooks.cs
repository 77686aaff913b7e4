namespace Harness.Simulators.Referee;

/// <summary>What the CRM record says about its own sync.</summary>
internal sealed record SyncState(string? Status, string? Message)
{
    /// <summary>It did not go through and says why.</summary>
    public bool IsExplained => !string.IsNullOrWhiteSpace(Status)
        && !string.Equals(Status, "synced", StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrWhiteSpace(Message);
}

/// <param name="StateName">Where the system keeps a name beside the code.</param>
internal sealed record Place(string? Street, string? City, string? State, string? StateName, string? PostalCode, string? Country)
{
    public bool IsBlank => Street is null && City is null && PostalCode is null && Country is null;
}

/// <param name="MergedIds">Accounts that people merged into this one.</param>
internal sealed record CrmAccount(
    string Id, string Name, string? Domain, string? TaxId, string? Currency, string? Terms, decimal? CreditLimit,
    Place Billing, Place Shipping, string? ErpId, SyncState Sync, decimal? ErpBalance, decimal? ErpOverdue,
    IReadOnlyList<string> MergedIds);

internal sealed record CrmContact(
    string Id, string? AccountId, string? FirstName, string? LastName, string? Email, string? Phone, string? Role,
    bool IsPrimary, string? ErpId, SyncState Sync);

internal sealed record CrmProduct(
    string Id, string? Sku, string Name, string? Unit, bool IsActive, IReadOnlyDictionary<string, decimal> Prices);

internal sealed record CrmLine(string Id, string? Sku, decimal Quantity, decimal Net, decimal Discount);

/// <summary>The invoice figures that Harness keeps on an opportunity.</summary>
internal sealed record CrmFigures(
    string? Numbers, string? Status, string? Due, decimal? Invoiced, decimal? Paid, decimal? Credited, decimal? Balance,
    string? LastPayment);

internal sealed record CrmOpportunity(
    string Id, string Name, string? AccountId, string? Currency, decimal Amount, decimal HeaderDiscount, string CloseDate,
    bool IsWon, string? PoNumber, IReadOnlyList<CrmLine> Lines, SyncState Sync, CrmFigures Figures)
{
    public decimal LargestDiscount => Lines.Select(line => line.Discount).Append(HeaderDiscount).Max();
}

/// <summary>What the CRM holds at this moment, the living records only.</summary>
internal sealed record CrmBooks(
    IReadOnlyList<CrmAccount> Accounts,
    IReadOnlyList<CrmContact> Contacts,
    IReadOnlyList<CrmProduct> Products,
    IReadOnlyList<CrmOpportunity> Opportunities,
    IReadOnlyList<Creation> Creations);
