using Harness.Core.Records.Fields;
using Harness.Sync.Passes;
using Harness.Sync.Reconciling;

namespace Harness.Flows.Accounts;

/// <summary>CRM accounts and ERP customers. New accounts become customers; edits travel by the matrix's ownership.</summary>
public static class AccountsFlow
{
    public static Flow Create() => new("accounts", AccountFields.Entity, Rank: 2, CallPriority: 3)
    {
        Tally = (account, _) => new Tallied(account.Fields.Get(AccountFields.Currency), null, account.Fields.Get(AccountFields.CreditLimit)?.Amount ?? 0),
    };
}
