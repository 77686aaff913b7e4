namespace Harness.Simulators.Referee;

/// <summary>
/// Every account with a name that the ERP takes and a billing country has exactly one customer, and both say the same.
/// Every contact of such an account is one contact of that customer.
/// </summary>
internal sealed class AccountRules(CrmBooks crm, ErpBooks erp, Pairing pairing, Verdict verdict)
{
    private readonly ILookup<string?, ErpContact> contactsByCustomer = erp.Contacts.ToLookup(contact => contact.CustomerId);
    private readonly Dictionary<string, ErpContact> contactsById = erp.Contacts.ToDictionary(contact => contact.Id);
    private readonly ILookup<string?, ErpContact> contactsByCrmId =
        erp.Contacts.Where(contact => contact.ExternalId is not null).ToLookup(contact => Same.CrmIdIn(contact.ExternalId));

    private readonly HashSet<string> createdByApi =
        [.. erp.Creations.Where(creation => creation is { Actor: "api", Kind: MadeKind.Customer }).Select(creation => creation.Id)];

    public void Check()
    {
        foreach (var account in crm.Accounts)
        {
            Check(account);
        }

        var accounts = crm.Accounts.ToDictionary(account => account.Id);
        foreach (var contact in crm.Contacts.Where(contact => contact.AccountId is not null && accounts.ContainsKey(contact.AccountId)))
        {
            Check(contact, accounts[contact.AccountId!]);
        }
    }

    public bool IsComplete(CrmAccount account) =>
        account.Name.Length > 0 && account.Name.Length <= erp.CustomerNameLimit && account.Billing.Country is not null;

    private void Check(CrmAccount account)
    {
        var customers = pairing.CustomersOf(account.Id);
        if (customers.Count > 1 && customers.Any(customer => createdByApi.Contains(customer.Id)))
        {
            verdict.Doubled.Add(new Finding(
                "account", account.Id, account.Name, null, "one customer", string.Join(", ", customers.Select(customer => customer.Id))));
        }

        if (IsComplete(account))
        {
            verdict.Count("accounts");
        }

        if (account.Sync.IsExplained)
        {
            return;
        }

        switch (IsComplete(account), pairing.CustomerOf(account.Id))
        {
            case (true, null):
                verdict.Absent("account", account.Id, account.Name, "one customer");
                break;
            case (false, null):
                verdict.Unexplain("account", account.Id, account.Name, "Its data is incomplete and its record does not say so.");
                break;
            case (_, { } customer):
                Compare(account, customer);
                break;
        }
    }

    private void Compare(CrmAccount account, ErpCustomer customer)
    {
        Field("name", Same.Text(account.Name, customer.Name), account.Name, customer.Name);
        Field("domain", Same.Code(account.Domain, customer.Domain), account.Domain, customer.Domain);
        Field("tax_id", Same.TaxId(account.TaxId) == Same.TaxId(customer.TaxId), account.TaxId, customer.TaxId);
        Field("currency", Same.Code(account.Currency, customer.Currency), account.Currency, customer.Currency);
        Field("payment_terms", Same.Text(account.Terms, customer.Terms), customer.Terms, account.Terms);
        Field("credit_limit", account.CreditLimit == customer.CreditLimit, account.CreditLimit, customer.CreditLimit);
        Field("billing", Same.Place(account.Billing, customer.Billing), customer.Billing, account.Billing);
        Field("shipping", SameShipping(account, customer), customer.Shipping, account.Shipping);
        Field("overdue", Same.Figure(account.ErpOverdue, customer.Overdue), customer.Overdue, account.ErpOverdue);

        Field("balance", Same.Figure(account.ErpBalance, customer.Balance), customer.Balance, account.ErpBalance);

        void Field(string field, bool isSame, object? expected, object? found) =>
            verdict.Compare("account", account.Id, account.Name, field, isSame, expected, found);
    }

    /// <summary>No shipping address means the billing address, on either side.</summary>
    private static bool SameShipping(CrmAccount account, ErpCustomer customer) => Same.Place(
        account.Shipping.IsBlank ? account.Billing : account.Shipping,
        customer.Shipping.IsBlank ? customer.Billing : customer.Shipping);

    private void Check(CrmContact contact, CrmAccount account)
    {
        var name = $"{contact.FirstName} {contact.LastName}".Trim();
        var candidates = Candidates(contact, pairing.CustomerOf(account.Id)).DistinctBy(each => each.Id).ToList();
        if (candidates.Count > 1 && candidates.Exists(each => createdByApi.Contains(each.Id)))
        {
            verdict.Doubled.Add(new Finding(
                "contact", contact.Id, name, null, "one contact", string.Join(", ", candidates.Select(each => each.Id))));
        }

        if (!IsComplete(account) || (account.Sync.IsExplained && pairing.CustomerOf(account.Id) is null))
        {
            return;
        }

        verdict.Count("contacts");
        if (contact.Sync.IsExplained)
        {
            return;
        }

        if (candidates.Count == 0)
        {
            verdict.Absent("contact", contact.Id, name, "one contact");
            return;
        }

        var erpContact = candidates[0];
        Field("first_name", Same.Text(contact.FirstName, erpContact.FirstName), contact.FirstName, erpContact.FirstName);
        Field("last_name", Same.Text(contact.LastName, erpContact.LastName), contact.LastName, erpContact.LastName);
        Field("full_name", erpContact.FullName is null || Same.Text(name, erpContact.FullName), name, erpContact.FullName);
        Field("email", Same.Code(contact.Email, erpContact.Email), contact.Email, erpContact.Email);
        Field("phone", Same.Phone(contact.Phone, erpContact.Phone), contact.Phone, erpContact.Phone);
        Field("role", Same.Text(contact.Role, erpContact.Role), contact.Role, erpContact.Role);
        Field("primary", contact.IsPrimary == erpContact.IsPrimary, contact.IsPrimary, erpContact.IsPrimary);
        Field(
            "company", pairing.CustomersOf(account.Id).Any(customer => customer.Id == erpContact.CustomerId),
            pairing.CustomerOf(account.Id)?.Id, erpContact.CustomerId);

        void Field(string field, bool isSame, object? expected, object? found) =>
            verdict.Compare("contact", contact.Id, name, field, isSame, expected, found);
    }

    /// <summary>By our external id, by the id that the contact carries, by e-mail at the same customer; by name only without an e-mail.</summary>
    private IEnumerable<ErpContact> Candidates(CrmContact contact, ErpCustomer? customer)
    {
        var tied = contactsByCrmId[Same.CrmId(contact.Id)];
        if (contact.ErpId is not null && contactsById.TryGetValue(contact.ErpId, out var carried))
        {
            tied = tied.Prepend(carried);
        }

        return customer is null ? tied : tied.Concat(contactsByCustomer[customer.Id].Where(each => contact.Email is null
            ? each.Email is null && SameName(contact, each)
            : Same.Code(each.Email, contact.Email)));
    }

    private static bool SameName(CrmContact contact, ErpContact each) => each.FullName is { } whole
        ? Same.Text($"{contact.FirstName} {contact.LastName}", whole)
        : Same.Text(each.FirstName, contact.FirstName) && Same.Text(each.LastName, contact.LastName);
}
