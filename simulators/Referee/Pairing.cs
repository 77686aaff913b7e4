namespace Harness.Simulators.Referee;

/// <summary>
/// Which ERP customers are a CRM account's: by our external id, by the id that the account carries, by tax id, by domain.
/// Name and country alone are no proof. A domain counts only for customers that no other account is tied to.
/// </summary>
internal sealed class Pairing
{
    private readonly Dictionary<string, ErpCustomer> byId;
    private readonly ILookup<string?, ErpCustomer> byCrmId;
    private readonly ILookup<string?, ErpCustomer> byTaxId;
    private readonly ILookup<string?, ErpCustomer> byDomain;
    private readonly ILookup<string, string> accountsOfCustomer;
    private readonly Dictionary<string, IReadOnlyList<ErpCustomer>> found = [];

    public Pairing(CrmBooks crm, ErpBooks erp)
    {
        byId = erp.Customers.ToDictionary(customer => customer.Id);
        byCrmId = erp.Customers.Where(customer => customer.ExternalId is not null).ToLookup(customer => Same.CrmIdIn(customer.ExternalId));
        byTaxId = erp.Customers.Where(customer => Same.TaxId(customer.TaxId) is not null).ToLookup(customer => Same.TaxId(customer.TaxId));
        byDomain = erp.Customers.Where(customer => (customer.Domain ?? customer.EmailDomain) is not null)
            .ToLookup(customer => customer.Domain ?? customer.EmailDomain);
        accountsOfCustomer = crm.Accounts.SelectMany(account => Tied(account), (account, customer) => (customer.Id, Account: account.Id))
            .ToLookup(tie => tie.Id, tie => tie.Account);
        foreach (var account in crm.Accounts)
        {
            found[account.Id] = [.. Candidates(account).DistinctBy(customer => customer.Id)];
        }
    }

    public IReadOnlyList<ErpCustomer> CustomersOf(string? accountId) =>
        accountId is not null && found.TryGetValue(accountId, out var customers) ? customers : [];

    /// <summary>The one that the account's values are compared with: a tied one before one that merely looks the same.</summary>
    public ErpCustomer? CustomerOf(string? accountId) => CustomersOf(accountId) is [var first, ..] ? first : null;

    /// <summary>Its own, and those of the accounts that were merged into it: their documents stay where they are.</summary>
    public bool MayBill(CrmAccount account, string? customerId) =>
        CustomersOf(account.Id).Concat(account.MergedIds.SelectMany(merged => byCrmId[Same.CrmId(merged)]))
            .Any(customer => customer.Id == customerId);

    private IEnumerable<ErpCustomer> Tied(CrmAccount account) =>
        account.ErpId is not null && byId.TryGetValue(account.ErpId, out var customer)
            ? byCrmId[Same.CrmId(account.Id)].Prepend(customer)
            : byCrmId[Same.CrmId(account.Id)];

    private IEnumerable<ErpCustomer> Candidates(CrmAccount account)
    {
        var sameTaxId = Same.TaxId(account.TaxId) is { } taxId ? byTaxId[taxId] : [];
        var sameDomain = account.Domain is { } domain
            ? byDomain[domain].Where(customer => !accountsOfCustomer[customer.Id].Any(other => other != account.Id))
            : [];
        return Tied(account).Concat(sameTaxId).Concat(sameDomain);
    }
}
