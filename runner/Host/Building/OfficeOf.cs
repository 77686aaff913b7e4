using Harness.Dashboard;
using Harness.Flows;
using Harness.Host.Running;
using Harness.Host.Settings;
using Harness.Host.Vendors;
using Harness.Port;
using Microsoft.Extensions.Configuration;

namespace Harness.Host.Building;

/// <summary>What the pages show of a configured runner.</summary>
internal static class OfficeOf
{
    public static Office Runner(ConfiguredRunner runner, FlowBoard board, bool isDemo = false) => new()
    {
        Ledger = runner.Ledger,
        Clock = runner.Clock,
        Integrations = [.. runner.Folder.Settings.Integrations.Select(one => Of(runner, one.Key, one.Value))],
        Uses = () => [.. runner.Systems.Select(system => Of(runner, system))],
        NextRuns = board.NextRuns,
        RunNow = board.RunNow,
        Settings = [.. Lines(runner.Folder)],
        PageOf = record => PageOf(runner.Folder, record),
        IsDemo = isDemo,
    };

    public static DashboardOptions Options(ConfiguredRunner runner, int? port = null)
    {
        var settings = runner.Folder.Settings.Dashboard;
        return new DashboardOptions
        {
            Port = port ?? settings.Port,
            PublicUrl = settings.PublicUrl,
            KeyFolder = Path.GetFullPath(Path.Combine(runner.Folder.Path, settings.Keys ?? "keys")),
            PostsPerMinute = settings.PostsPerMinute,
            OpenId = settings.OpenId is { } company ? new OpenIdOptions(company.Authority, company.ClientId, company.ClientSecret, company.RoleClaim, company.Roles) : null,
        };
    }

    private static OfficeIntegration Of(ConfiguredRunner runner, string id, IntegrationSettings settings)
    {
        var matrix = runner.LoadMatrix(id);
        var sources = runner.SourcesOf(id).ToLookup(source => source.Source, source => source.System);
        var flows = AllFlows.Create(settings.Policy, runner.Clock).Select(flow => new OfficeFlow(
            flow.Name, flow.Entity, Words(settings.Schedules.GetValueOrDefault(flow.Name)),
            [.. matrix.Entities[flow.Entity].Sources.Select(source => $"{source.ObjectType} ({(source.Side == Core.Records.SystemRole.Crm ? settings.Crm : settings.Erp)})").Distinct()])).ToList();
        return new OfficeIntegration(id, settings.Crm, settings.Erp, matrix, flows, settings.Stewards);
    }

    private static string Words(ScheduleSettings? schedule) => schedule switch
    {
        null => "every minute",
        { Cron: { } cron } => $"at {cron}",
        { Every: { } every } => every.TotalSeconds < 120 ? $"every {every.TotalSeconds:0} s" : every.TotalMinutes < 120 ? $"every {every.TotalMinutes:0} min" : $"every {every.TotalHours:0} h",
        _ => "every minute",
    };

    private static SystemUse Of(ConfiguredRunner runner, SystemConnection system)
    {
        var (governor, rest) = (system.Governor, runner.Rest.Of(system.Name));
        return new SystemUse(
            system.Name, system.Vendor, governor.Used, governor.Limit, runner.Folder.Settings.Systems[system.Name].Quota.AlertAt, governor.Concurrency, rest?.Until ?? governor.RestUntil, rest?.Why.Message);
    }

    private static IEnumerable<SettingLine> Lines(SettingsFolder folder)
    {
        var file = Path.Combine(folder.Path, "appsettings.json");
        return folder.Configuration.AsEnumerable().Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SettingLine(
            pair.Key, Secrets.IsSecret(pair.Key) || pair.Key.Contains("Webhook", StringComparison.OrdinalIgnoreCase) ? "••••••" : pair.Value!,
            Path.GetFileName(SettingsFolder.PlaceOf(folder.Configuration, pair.Key, file))));
    }

    private static Uri? PageOf(SettingsFolder folder, RecordRef record) => folder.Settings.Systems.TryGetValue(record.System, out var system)
        && KnownVendors.All.TryGetValue(system.Vendor, out var vendor) && vendor.Page?.Invoke(record, setting => system.Login.GetValueOrDefault(setting)) is { } page
        && Uri.TryCreate(page, UriKind.Absolute, out var address) ? address : null;
}
