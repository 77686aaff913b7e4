using Harness.Port;
using Harness.Store;
using Harness.Sync.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Store;

/// <summary>What every ledger keeps, whatever database it lives in. A provider derives one class and says how it is opened.</summary>
public abstract partial class LedgerContract : IAsyncLifetime
{
    private Ledger? _ledger;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Clock { get; } = new(Given.Noon);

    protected Ledger Ledger => _ledger!;

    public async ValueTask InitializeAsync()
    {
        _ledger = await OpenAsync();
        await Ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A handle on this test's ledger, as another process would open it.</summary>
    protected abstract Task<Ledger> OpenAsync();

    /// <summary>Reaches past the ledger, as somebody with the database's own tools can.</summary>
    protected abstract Task TamperAsync(string sql);

    protected Task<int> StoreAsync(params NewWork[] work) => Ledger.EnqueueAsync(Given.Integration, work, Clock.GetUtcNow(), Ct);

    protected Task<IReadOnlyList<WorkItem>> ClaimAsync(string flow = "accounts", int most = 200) =>
        Ledger.ClaimAsync(Given.Integration, flow, most, Clock.GetUtcNow(), Ct);

    protected async Task<WorkItem> ClaimOneAsync(NewWork work)
    {
        await StoreAsync(work);
        return (await ClaimAsync(work.Flow)).ShouldHaveSingleItem();
    }

    protected Task CommitAsync(params ItemOutcome[] outcomes) => Ledger.CommitAsync(Given.Commit(outcomes), Ct);

    protected async Task<WorkItem> ItemAsync(long id) =>
        (await Ledger.ListItemsAsync(new ItemFilter(Given.Integration) { ItemId = id }, Ct)).ShouldHaveSingleItem();

    protected async Task<WorkItem> ItemAsync(string recordId, string version) =>
        (await Ledger.ListItemsAsync(new ItemFilter(Given.Integration) { RecordId = recordId }, Ct)).Single(i => i.Version == version);

    protected async Task<WorkItem> StopAsync(NewWork work, FaultKind fault = FaultKind.InvalidData)
    {
        var item = await ClaimOneAsync(work);
        await CommitAsync(new ItemOutcome(item.Id, ItemState.Stopped, "no postal code", fault, CountAttempt: true));
        return item;
    }
}
