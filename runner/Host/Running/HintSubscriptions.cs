using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Port;
using Microsoft.Extensions.Logging;

namespace Harness.Host.Running;

/// <summary>Keeps the vendors telling: subscriptions are made at the start and renewed before they end.</summary>
internal sealed partial class HintSubscriptions(ConfiguredRunner runner, HintDesk desk, ILogger log)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    public Task KeepAsync(CancellationToken ct) => Task.WhenAll(runner.Systems
        .Where(system => system.Connector is IChangeHints && desk.AddressOf(system.Name) is not null)
        .Select(system => KeepAsync(system, (IChangeHints)system.Connector, ct)));

    private async Task KeepAsync(SystemConnection system, IChangeHints hints, CancellationToken ct)
    {
        var address = desk.AddressOf(system.Name)!;
        var objects = ObjectsOf(system.Name);
        while (true)
        {
            var until = await TryAsync(system, () => hints.SubscribeAsync(address, objects, ct));
            if (until == DateTimeOffset.MaxValue)
            {
                return;
            }

            await Task.Delay(Positive(until - runner.Clock.GetUtcNow()), runner.Clock, ct);
        }
    }

    // Without its hints a change waits for the next poll, so trouble here stops nothing.
    private async Task<DateTimeOffset> TryAsync(SystemConnection system, Func<Task<DateTimeOffset>> subscribe)
    {
        try
        {
            return await subscribe();
        }
        catch (ConnectorException trouble)
        {
            NotTold(log, system.Name, trouble.Fault.Message, Again);
            return runner.Clock.GetUtcNow() + Again;
        }
    }

    private List<string> ObjectsOf(string system) =>
    [
        .. runner.Folder.Settings.Integrations.SelectMany(one => new[] { (one.Key, Side: SystemRole.Crm, Name: one.Value.Crm), (one.Key, Side: SystemRole.Erp, Name: one.Value.Erp) })
            .Where(one => one.Name == system)
            .SelectMany(one => runner.LoadMatrix(one.Key).Entities.Values.SelectMany(entity => entity.Sources).Where(source => source.Side == one.Side))
            .Select(source => source.ObjectType).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.FromSeconds(1) ? time : TimeSpan.FromSeconds(1);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} cannot be asked to tell of changes: {Reason} They are found by polling; next try in {Wait}")]
    private static partial void NotTold(ILogger log, string system, string reason, TimeSpan wait);
}
