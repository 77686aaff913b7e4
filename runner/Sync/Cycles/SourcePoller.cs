using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;

namespace Harness.Sync.Cycles;

/// <summary>Reads what changed at one source and stores the work and the cursor together. One call when nothing changed.</summary>
public sealed class SourcePoller(Integration integration, Flow flow, SourceRow source)
{
    private readonly EntityMatrix _matrix = integration.Matrix.Entities[flow.Entity];

    public string Name => NameOf(flow, source);

    public SystemRole Side => source.Side;

    public static string NameOf(Flow flow, SourceRow source) => $"{flow.Name}/{source.ObjectType}";

    /// <summary>How many changes are new. Throws <see cref="ConnectorException"/> when the source cannot be read.</summary>
    public async Task<int> PollAsync(CancellationToken ct)
    {
        var connector = integration.Connector(source.Side);
        var stored = 0;
        using var urgency = CallPriority.Use(flow.CallPriority);
        while (true)
        {
            var cursor = await integration.Ledger.ReadCursorAsync(Key, ct);
            var page = await connector.ReadChangesAsync(Request(cursor, integration.Options.From), ct);
            var work = page.Records.SelectMany(Work).DistinctBy(one => (one.Subject, one.Version)).ToList();
            if (page.Cursor != cursor || work.Count > 0)
            {
                stored += await integration.Ledger.StorePageAsync(Key, cursor, page.Cursor, work, integration.Now, ct);
            }

            if (!page.HasMore)
            {
                return stored;
            }
        }
    }

    /// <summary>What the next poll would bring, with no cursor moved.</summary>
    public async Task<IReadOnlyList<NewWork>> PeekAsync(int most, CancellationToken ct)
    {
        var cursor = await integration.Ledger.ReadCursorAsync(Key, ct);
        return await ReadAsync(cursor, integration.Options.From, most, ct);
    }

    /// <summary>One page from a day on, with no cursor moved.</summary>
    public async Task<SourcePage> ReadPageAsync(string? cursor, DateOnly from, CancellationToken ct)
    {
        var page = await integration.Connector(source.Side).ReadChangesAsync(Request(cursor, from), ct);
        return new SourcePage([.. page.Records.SelectMany(Work).DistinctBy(one => (one.Subject, one.Version))], page.Cursor, page.HasMore);
    }

    private EntityMatrix About => source.Of is { } entity ? integration.Matrix.Entities[entity] : _matrix;

    private CursorKey Key => new(integration.Id, integration.Connector(source.Side).System, Name);

    private async Task<IReadOnlyList<NewWork>> ReadAsync(string? cursor, DateOnly from, int most, CancellationToken ct)
    {
        var found = new List<NewWork>();
        SourcePage page;
        do
        {
            page = await ReadPageAsync(cursor, from, ct);
            cursor = page.Cursor;
            found.AddRange(page.Work);
        }
        while (page.HasMore && found.Count < most);
        return [.. found.DistinctBy(one => (one.Subject, one.Version))];
    }

    private ChangeRequest Request(string? cursor, DateOnly from) => new(
        new ChangeSource(Name, Selection(), source.AboutPath), cursor, new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), integration.Options.Overlap);

    private Selection Selection()
    {
        var own = integration.Mapping(flow.Entity, source.Side).SelectionWithoutLines;
        return source.AboutPath is null ? own with { ObjectType = source.ObjectType } : new Selection(source.ObjectType, [source.AboutPath, .. source.Watched]);
    }

    private IEnumerable<NewWork> Work(RawRecord record)
    {
        if (source.AboutPath is null || record.Unreadable is not null)
        {
            return
            [
                new NewWork(flow.Name, source.Side, record.Ref, record.Version, record.ModifiedAt, RawRecords.ToJson(record), WorkTrigger.Poll, flow.Rank)
                {
                    ContentHash = ContentHash.Of(string.Join('\n', record.Values.OrderBy(value => value.Key, StringComparer.Ordinal)
                        .Select(value => $"{value.Key}={value.Value?.ToJsonString()}").Append(record.Deleted ? "deleted" : record.MergedInto))),
                },
            ];
        }

        var about = record.Values.GetValueOrDefault(source.AboutPath) switch
        {
            JsonArray many => many.Select(one => one?.ToString()),
            JsonValue one => [one.ToString()],
            _ => [],
        };
        return about.Where(id => !string.IsNullOrEmpty(id)).Select(id => new NewWork(
            flow.Name, source.Side, new RecordRef(record.Ref.System, About.ObjectIn(source.Side), id!),
            $"{record.Ref.ObjectType}:{record.Ref.Id}@{record.Version}", record.ModifiedAt, null, WorkTrigger.Poll, flow.Rank));
    }
}

public sealed record SourcePage(IReadOnlyList<NewWork> Work, string Cursor, bool HasMore);
