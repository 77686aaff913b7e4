using System.Globalization;
using System.Text.Json;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;

namespace Harness.Sync.Cycles;

/// <summary>
/// Old records that a person asked for. The request is a position in the ledger; the runner reads the next page only when
/// nothing else of any flow is due, and stores its work and the new position together. So it can die at any moment, its
/// queue stays short, and a live change of the same record takes the place of the old one.
/// </summary>
public sealed class Backfill(Integration integration, Flow flow)
{
    private const string Suffix = "/backfill";
    private const int BehindEverything = 9;

    private readonly IReadOnlyList<SourcePoller> _sources = [.. integration.Matrix.Entities[flow.Entity].Sources
        .Where(source => source.AboutPath is null).Select(source => new SourcePoller(integration, flow, source))];

    /// <summary>From here on the runner works on it; one that is under way begins anew.</summary>
    public async Task RequestAsync(DateOnly since, CancellationToken ct)
    {
        foreach (var source in _sources)
        {
            var key = KeyOf(source);
            await integration.Ledger.StorePageAsync(
                key, await integration.Ledger.ReadCursorAsync(key, ct), new BackfillState(since, integration.Now, null, 0, false).ToText(), [], integration.Now, ct);
        }
    }

    /// <summary>How many records changed since; they are counted page by page and not kept.</summary>
    public async Task<int> CountAsync(DateOnly since, CancellationToken ct)
    {
        using var urgency = CallPriority.Use(CallPriority.Backfill);
        var count = 0;
        foreach (var source in _sources)
        {
            SourcePage? page = null;
            do
            {
                page = await source.ReadPageAsync(page?.Cursor, since, ct);
                count += page.Work.Count;
            }
            while (page.HasMore);
        }

        return count;
    }

    /// <summary>One page of the first source that is not read to its end. 0: there is nothing to read, or it cannot be read now.</summary>
    public async Task<int> AdvanceAsync(CancellationToken ct)
    {
        foreach (var source in _sources)
        {
            var stored = await integration.Ledger.ReadCursorAsync(KeyOf(source), ct);
            if (stored is not null && BackfillState.Parse(stored) is { IsDone: false } state)
            {
                return await AdvanceAsync(source, stored, state, ct);
            }
        }

        return 0;
    }

    /// <summary>Where the requests of a flow's sources are kept.</summary>
    public static CursorKey KeyOf(string integration, string system, string source) => new(integration, system, source + Suffix);

    public static bool IsOf(CursorKey key) => key.Source.EndsWith(Suffix, StringComparison.Ordinal);

    private CursorKey KeyOf(SourcePoller source) => KeyOf(integration.Id, integration.Connector(source.Side).System, source.Name);

    private async Task<int> AdvanceAsync(SourcePoller source, string stored, BackfillState state, CancellationToken ct)
    {
        var system = integration.Connector(source.Side).System;
        using var urgency = CallPriority.Use(CallPriority.Backfill);
        if (integration.Rest.Of(system) is not null)
        {
            return 0;
        }

        try
        {
            var page = await source.ReadPageAsync(state.Cursor, state.Since, ct);
            var next = state with { Cursor = page.Cursor, Read = state.Read + page.Work.Count, IsDone = !page.HasMore };
            await integration.Ledger.StorePageAsync(
                KeyOf(source), stored, next.ToText(), [.. page.Work.Select(work => Later(work, state))], integration.Now, ct);
            return Math.Max(1, page.Work.Count);
        }
        catch (ConnectorException trouble)
        {
            integration.Rest.Observe(system, trouble.Fault, integration.Retries.Next(integration.Now, 0, trouble.Fault) ?? integration.Now + integration.Options.FirstRetry);
            return 0;
        }
        catch (CursorMovedException)
        {
            // It was asked for anew meanwhile.
            return 1;
        }
    }

    /// <summary>Only the fact is kept: when its turn comes, both sides are read as they are then.</summary>
    private static NewWork Later(NewWork work, BackfillState state) => work with
    {
        Trigger = WorkTrigger.Backfill,
        Priority = BehindEverything,
        Payload = null,
        ContentHash = null,
        Version = string.Create(CultureInfo.InvariantCulture, $"backfill:{state.RequestedAt.UtcTicks}:{work.Version}"),
    };
}

/// <summary>How far a backfill of one source is.</summary>
/// <param name="Cursor">The connector's position; null before the first page.</param>
public sealed record BackfillState(DateOnly Since, DateTimeOffset RequestedAt, string? Cursor, int Read, bool IsDone)
{
    public static BackfillState Parse(string text) => JsonSerializer.Deserialize<BackfillState>(text)!;

    public string ToText() => JsonSerializer.Serialize(this);
}
