using Harness.Flows.Accounts;
using Harness.Flows.Contacts;
using Harness.Flows.Invoices;
using Harness.Flows.Products;
using Harness.Flows.SalesOrders;
using Harness.Sync;
using Harness.Sync.Passes;

namespace Harness.Flows;

public static class AllFlows
{
    public static IReadOnlyList<Flow> Create(SyncOptions options, TimeProvider clock)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        return
        [
            ProductsFlow.Create(),
            AccountsFlow.Create(),
            ContactsFlow.Create(),
            SalesOrdersFlow.Create(options),
            InvoicesFlow.Create(() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime)),
        ];
    }
}
