using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Schema;

/// <summary>Why flows stand still, kept in the ledger for those who look from outside.</summary>
public static class HaltedFlows
{
    public static async Task KeepAsync(Integration integration, CancellationToken ct)
    {
        foreach (var flow in integration.Flows)
        {
            var (key, why) = (KeyOf(integration.Id, flow.Name), integration.Halted.GetValueOrDefault(flow.Name)?.Message ?? string.Empty);
            var before = await integration.Ledger.ReadCursorAsync(key, ct);
            if ((before ?? string.Empty) != why)
            {
                await integration.Ledger.StorePageAsync(key, before, why, [], integration.Now, ct);
            }
        }
    }

    /// <summary>By flow.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(ILedger ledger, string integration, IEnumerable<string> flows, CancellationToken ct)
    {
        var halted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var flow in flows)
        {
            if (await ledger.ReadCursorAsync(KeyOf(integration, flow), ct) is { Length: > 0 } why)
            {
                halted[flow] = why;
            }
        }

        return halted;
    }

    private static CursorKey KeyOf(string integration, string flow) => new(integration, "schema", flow);
}
