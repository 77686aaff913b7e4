using System.Text.Json;
using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;

namespace Harness.Host.Running;

/// <summary>
/// What vendors asked for outlives the process: their pauses, and our own longer ones, are kept in the ledger, so that a
/// runner that starts again does not call too early and people see until when a system is left alone.
/// </summary>
internal static class KnownPauses
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static async Task KeepAsync(ConfiguredRunner runner, string integration, CancellationToken ct)
    {
        var now = runner.Clock.GetUtcNow();
        var settings = runner.Folder.Settings.Integrations[integration];
        var asked = runner.Systems.Where(system => system.Governor.RestUntil is not null).Select(system => Asked(system, now));
        foreach (var pause in runner.Rest.Now.Where(pause => pause.Until - now > Long).Concat(asked).Where(pause => pause.System == settings.Crm || pause.System == settings.Erp))
        {
            var key = KeyOf(integration, pause.System, pause.UrgentToo);
            var (before, text) = (await runner.Ledger.ReadCursorAsync(key, ct), JsonSerializer.Serialize(pause));
            if (before is null || JsonSerializer.Deserialize<Pause>(before)!.Until < pause.Until)
            {
                await runner.Ledger.StorePageAsync(key, before, text, [], now, ct);
            }
        }
    }

    /// <summary>On the way out. A ledger that is gone keeps nothing, and another runner keeps its own.</summary>
    public static async Task KeepAllAsync(ConfiguredRunner runner)
    {
        foreach (var integration in runner.Folder.Settings.Integrations.Keys)
        {
            try
            {
                await KeepAsync(runner, integration, CancellationToken.None);
            }
            catch (Exception gone) when (gone is LedgerUnavailableException or LeaseLostException or CursorMovedException)
            {
                return;
            }
        }
    }

    /// <summary>Those that have not ended.</summary>
    public static async Task<IReadOnlyList<Pause>> ReadAsync(ILedger ledger, string integration, IEnumerable<string> systems, DateTimeOffset now, CancellationToken ct)
    {
        var known = new List<Pause>();
        foreach (var key in systems.SelectMany(system => new[] { KeyOf(integration, system, true), KeyOf(integration, system, false) }))
        {
            if (await ledger.ReadCursorAsync(key, ct) is { } text && JsonSerializer.Deserialize<Pause>(text) is { } pause && pause.Until > now)
            {
                known.Add(pause);
            }
        }

        return known;
    }

    public static async Task TakeUpAsync(ConfiguredRunner runner, string integration, IReadOnlyList<SystemConnection> systems, CancellationToken ct)
    {
        var now = runner.Clock.GetUtcNow();
        foreach (var pause in await ReadAsync(runner.Ledger, integration, systems.Select(system => system.Name), now, ct))
        {
            runner.Rest.Take(pause);
            if (pause.UrgentToo && pause.Why is { RetryAfter: not null, Kind: not FaultKind.DailyLimit })
            {
                systems.First(system => system.Name == pause.System).Governor.RestFor(pause.Until - now);
            }
        }
    }

    private static Pause Asked(SystemConnection system, DateTimeOffset now)
    {
        var until = system.Governor.RestUntil ?? now;
        return new Pause(system.Name, true, until, new Fault(FaultKind.Throttled, $"{system.Name} asked to be left alone until {until:u}.", until - now));
    }

    private static CursorKey KeyOf(string integration, string system, bool urgentToo) => new(integration, system, urgentToo ? "pause" : "pause/ordinary");
}
