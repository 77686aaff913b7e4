using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync;
using Harness.Sync.Crashes;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Bugs;

/// <summary>The mistakes that integrations are known for. A simulation that does not notice one of them proves nothing.</summary>
internal static class PlantedBugs
{
    private static readonly TimeSpan IndexLag = TimeSpan.FromSeconds(90);

    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        // The overlap reads again what this loses, so it is taken away as well.
        new("watermark moved before the work is stored") { LedgerDouble = WatermarkFirst, OptionsDouble = WithoutOverlap },
        new("no overlap behind the newest change seen") { OptionsDouble = WithoutOverlap },
        new("a new key for every attempt") { ConnectorDouble = (connector, _) => NewKeys(connector) },
        new("a search index decides whether a record exists") { ConnectorDouble = (connector, clock) => LaggingSearch(connector, clock) },
        new("receipts joined by position") { ConnectorDouble = (connector, _) => ConnectorDouble.Around(connector, new Otherwise { Receive = ByPosition }) },
        new("two workers renew one login at once") { WireDouble = wire => new DoubleLogin(wire) },
        new("no fence against a runner that lost its lease") { Freezes = true, SharesLease = true },
        new("money as a floating-point number") { ConnectorDouble = (connector, _) => ConnectorDouble.Around(connector, new Otherwise { Write = InFloats }) },
        new("a line is known by its number") { ConnectorDouble = (connector, _) => ConnectorDouble.Around(connector, new Otherwise { Read = LinesByNumber }) },
        new("an echo of our own write is answered") { LedgerDouble = (ledger, _) => AnsweredEchoes(ledger) },
        new("a lost answer is taken for success") { ConnectorDouble = (connector, _) => ConnectorDouble.Around(connector, new Otherwise { Receive = GuessedSuccess }) },
        new("a failed commit is passed over") { LedgerDouble = (ledger, _) => LostCommits(ledger) },
        new("a credit is cut off at what is still due") { ConnectorDouble = (connector, _) => ConnectorDouble.Around(connector, new Otherwise { Write = ClampedCredit }) },
        new("Retry-After is not waited for") { IgnoresQuota = true },
    ];

    private static SyncOptions WithoutOverlap(SyncOptions options) => new() { From = options.From, Overlap = TimeSpan.Zero };

    private static ILedger WatermarkFirst(ILedger ledger, CrashPoints points) => LedgerDouble.Around(ledger, (nameof(ILedger.StorePageAsync), (inner, args) => StoreAsync(inner, args)));

    private static async Task<int> StoreAsync(ILedger ledger, object?[] args)
    {
        var (key, work, at) = ((CursorKey)args[0]!, (IReadOnlyList<NewWork>)args[3]!, (DateTimeOffset)args[4]!);
        await ledger.StorePageAsync(key, (string?)args[1], (string)args[2]!, [], at, CancellationToken.None);
        return await ledger.EnqueueAsync(key.Integration, work, at, CancellationToken.None);
    }

    private static IConnector NewKeys(IConnector connector)
    {
        var attempt = 0;
        return ConnectorDouble.Around(connector, new Otherwise
        {
            Write = write => write.ExternalKey is { } key ? write with { ExternalKey = key with { Value = $"{key.Value}-{++attempt}" } } : write,
        });
    }

    private static IConnector LaggingSearch(IConnector connector, TimeProvider clock) => ConnectorDouble.Around(connector, new Otherwise
    {
        Find = found => [.. found.Where(record => record.ModifiedAt < clock.GetUtcNow() - IndexLag)],
    });

    private static WriteReceipt ByPosition(WriteReceipt receipt, IReadOnlyList<WriteRequest> writes, int place) => receipt with { Key = writes[place].Key };

    private static WriteReceipt GuessedSuccess(WriteReceipt receipt, IReadOnlyList<WriteRequest> writes, int place) =>
        receipt.Status == WriteStatus.Unknown && writes.First(write => write.Key == receipt.Key) is { Id: { } id } written
            ? WriteReceipt.Written(receipt.Key, new RecordRef("erp", written.ObjectType, id), created: false)
            : receipt;

    private static WriteRequest InFloats(WriteRequest write) => write with
    {
        Values = InFloats(write.Values),
        Lines = [.. write.Lines.Select(set => set with { Rows = [.. set.Rows.Select(row => row with { Values = InFloats(row.Values) })] })],
    };

    private static Dictionary<string, JsonNode?> InFloats(IReadOnlyDictionary<string, JsonNode?> values) => values.ToDictionary(
        pair => pair.Key, pair => pair.Value is JsonValue value && value.TryGetValue<decimal>(out var number) ? JsonValue.Create((decimal)(float)number) : pair.Value);

    private static RawRecord LinesByNumber(RawRecord record) => record with
    {
        Lines = record.Lines.ToDictionary(
            lines => lines.Key, lines => (IReadOnlyList<RawLine>)[.. lines.Value.Select((line, place) => lines.Key == "OpportunityLineItems" ? line with { Key = $"{place + 1}" } : line)]),
    };

    private static WriteRequest ClampedCredit(WriteRequest write)
    {
        if (!write.Values.TryGetValue("ERP_Credited__c", out var node) || node is not JsonValue value || !value.TryGetValue<decimal>(out var credited))
        {
            return write;
        }

        var due = write.Values.TryGetValue("ERP_Balance__c", out var balance) && balance is JsonValue left && left.TryGetValue<decimal>(out var open) ? open : 0;
        return write with { Values = write.Values.ToDictionary(pair => pair.Key, pair => pair.Key == "ERP_Credited__c" ? JsonValue.Create(Math.Min(credited, due)) : pair.Value) };
    }

    private static ILedger AnsweredEchoes(ILedger ledger)
    {
        var known = new Dictionary<long, WorkItem>();
        return LedgerDouble.Around(
            ledger,
            (nameof(ILedger.ClaimAsync), (inner, args) => RememberAsync(inner, args, known)),
            (nameof(ILedger.CommitAsync), (inner, args) => inner.CommitAsync(WithAnswers((PassCommit)args[0]!, known), CancellationToken.None)));
    }

    private static async Task<IReadOnlyList<WorkItem>> RememberAsync(ILedger ledger, object?[] args, Dictionary<long, WorkItem> known)
    {
        var items = await ledger.ClaimAsync((string)args[0]!, (string)args[1]!, (int)args[2]!, (DateTimeOffset)args[3]!, CancellationToken.None);
        foreach (var item in items)
        {
            known[item.Id] = item;
        }

        return items;
    }

    private static PassCommit WithAnswers(PassCommit commit, Dictionary<long, WorkItem> known) => commit with
    {
        Notes =
        [
            .. commit.Notes,
            .. commit.Outcomes.Where(outcome => outcome.State == ItemState.Unchanged).Select(outcome => known[outcome.ItemId])
                .Where(item => item.Side == SystemRole.Crm && item.Flow == "accounts")
                .Select(item => new StatusNote(commit.Integration, item.Flow, item.Subject, "synced", null, null, string.Empty, commit.At)),
        ],
    };

    private static ILedger LostCommits(ILedger ledger)
    {
        var commits = 0;
        return LedgerDouble.Around(ledger, (nameof(ILedger.CommitAsync), (inner, args) =>
            ++commits % 9 == 0 ? Task.CompletedTask : inner.CommitAsync((PassCommit)args[0]!, CancellationToken.None)));
    }
}
