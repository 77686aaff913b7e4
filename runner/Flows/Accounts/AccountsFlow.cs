using Harness.Core.Records.Fields;
using Harness.Sync.Passes;

namespace Harness.Flows.Accounts;

/// <summary>CRM accounts and ERP customers. New accounts become customers; edits travel by the matrix's ownership.</summary>
public static class AccountsFlow
{
    public static Flow Create() => new("accounts", AccountFields.Entity, Rank: 2, CallPriority: 3);
}
