using System.Text.Json.Nodes;
using Harness.Host.Commands;

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
        var crm = simulators.Systems[options.Crm];
        var erp = simulators.Systems[options.Erp];
        settings["Systems"]![options.Crm]!["Login"] = new JsonObject
        {
            ["LoginUrl"] = crm["url"]!.ToString(),
            ["ClientId"] = crm["credentials"]!["client_id"]!.ToString(),
            ["Username"] = crm["credentials"]!["username"]!.ToString(),
            ["Audience"] = crm["credentials"]!["audience"]!.ToString(),
        };
        settings["Systems"]![options.Erp]!["Login"] = new JsonObject
        {
            ["BaseUrl"] = erp["url"]!.ToString(),
            ["Account"] = erp["credentials"]!["account"]!.ToString(),
            ["ClientId"] = erp["credentials"]!["client_id"]!.ToString(),
            ["CertificateId"] = erp["credentials"]!["certificate_id"]!.ToString(),
            ["MaxConcurrency"] = "5",
        };
        settings["Systems"]![options.Erp]!["Quota"]!["Concurrency"] = 5;
        File.WriteAllText(file, settings.ToJsonString());
        Environment.SetEnvironmentVariable($"HARNESS__Systems__{options.Crm}__Login__PrivateKeyPem", crm["credentials"]!["private_key"]!.ToString());
        Environment.SetEnvironmentVariable($"HARNESS__Systems__{options.Erp}__Login__PrivateKeyPem", erp["credentials"]!["private_key"]!.ToString());
        return folder;
    }
}
