using System.Text.Json.Nodes;
using Harness.Host.Commands;
using Harness.Host.Vendors;

namespace Harness.Host.Demo;

/// <summary>A configuration folder as init writes it, pointed at the simulators; secrets travel in the environment as in production.</summary>
internal static class DemoFolder
{
    public static string Write(DemoOptions options, SimulatorProcess simulators, DateOnly from)
    {
        var folder = options.KeepIn ?? Directory.CreateTempSubdirectory("harness-demo-").FullName;
        InitCommand.Write(folder, options.Crm, options.Erp, from);
        var file = Path.Combine(folder, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        settings["Health"]!["Port"] = 0;
        var policy = settings["Integrations"]!["main"]!["Policy"]!;
        policy["FirstRetry"] = "00:00:01";
        policy["LongestRetry"] = "00:00:05";
        policy["MaxAttempts"] = 20;
        foreach (var vendor in new[] { options.Crm, options.Erp }.Select(name => KnownVendors.All[name]))
        {
            var started = simulators.Systems[vendor.Name];
            var login = new SimulatedLogin(vendor, started["url"]!.ToString(), started["credentials"]!.AsObject());
            var system = settings["Systems"]![vendor.Name]!;
            system["Login"] = login.Settings();
            system["Quota"]!["Concurrency"] = vendor.Concurrency.Alone;
            if (vendor.ConcurrencySetting is { } lanes)
            {
                system["Login"]![lanes] = $"{vendor.Concurrency.Alone}";
            }

            foreach (var (path, secret) in login.Secrets())
            {
                Environment.SetEnvironmentVariable($"HARNESS__{path.Replace(":", "__", StringComparison.Ordinal)}", secret);
            }
        }

        File.WriteAllText(file, settings.ToJsonString());
        return folder;
    }
}
