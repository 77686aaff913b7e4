using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Host.Settings;

namespace Harness.Host.Commands;

/// <summary>Writes a configuration folder to start from: settings without secrets, the matrix and the value maps of one pair.</summary>
internal static class InitCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create(Shell shell)
    {
        var to = new Option<string>("--to") { Description = "The folder to write; it must not exist or be empty.", Required = true };
        var crm = new Option<string>("--crm") { Description = "salesforce", DefaultValueFactory = _ => "salesforce" };
        var erp = new Option<string>("--erp") { Description = "netsuite", DefaultValueFactory = _ => "netsuite" };
        crm.AcceptOnlyFromAmong("salesforce");
        erp.AcceptOnlyFromAmong("netsuite");
        return shell.Command("init", "Write a configuration folder for one pair of systems.", async (parsed, _) =>
        {
            var folder = Path.GetFullPath(parsed.GetValue(to)!);
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                return await shell.RefuseAsync(parsed, $"{folder} is not empty; nothing was written.");
            }

            Write(folder, parsed.GetValue(crm)!, parsed.GetValue(erp)!, DateOnly.FromDateTime(shell.Clock.GetUtcNow().UtcDateTime));
            await shell.ShowAsync(parsed, new JsonObject { ["folder"] = folder },
            [
                $"Wrote {folder}: appsettings.json, matrix/, values/.",
                "Next: fill in appsettings.json (addresses, accounts, the From date), give the secrets as environment variables",
                $"(HARNESS__Systems__{parsed.GetValue(crm)}__Login__PrivateKeyPem and the same for {parsed.GetValue(erp)}), then run harness check --config {folder}.",
            ]);
            return ExitCode.Ok;
        }, to, crm, erp);
    }

    public static void Write(string folder, string crm, string erp, DateOnly from)
    {
        foreach (var vendor in new[] { crm, erp }.Where(vendor => !SystemConnection.VendorNames.Contains(vendor)))
        {
            throw new SettingsException([$"\"{vendor}\" is not one of {string.Join(", ", SystemConnection.VendorNames)}."]);
        }

        foreach (var part in new[] { "matrix", "values" })
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
            foreach (var preset in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, part)))
            {
                File.Copy(preset, Path.Combine(folder, part, Path.GetFileName(preset)));
            }
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, "matrix.schema.json"), Path.Combine(folder, "matrix.schema.json"));
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), Settings(crm, erp, from).ToJsonString(Indented) + Environment.NewLine);
    }

    private static JsonObject Settings(string crm, string erp, DateOnly from) => new()
    {
        ["Integrations"] = new JsonObject
        {
            ["main"] = new JsonObject
            {
                ["Crm"] = crm,
                ["Erp"] = erp,
                ["Policy"] = new JsonObject { ["From"] = from.ToString("yyyy-MM-dd"), ["DiscountLimitPercent"] = 15, ["TimeZone"] = "UTC" },
                ["Schedules"] = new JsonObject
                {
                    ["sales_orders"] = new JsonObject { ["Every"] = "00:00:30" },
                    ["products"] = new JsonObject { ["Every"] = "01:00:00" },
                },
            },
        },
        ["Systems"] = new JsonObject { [crm] = System(crm), [erp] = System(erp) },
        ["Ledger"] = new JsonObject { ["Path"] = "harness.db" },
        ["Health"] = new JsonObject { ["Port"] = 8090 },
    };

    private static JsonObject System(string vendor) => vendor == "salesforce"
        ? new JsonObject
        {
            ["Vendor"] = vendor,
            ["Quota"] = new JsonObject { ["Concurrency"] = 5 },
            ["Login"] = new JsonObject { ["LoginUrl"] = "https://YOUR-DOMAIN.my.salesforce.com", ["ClientId"] = "", ["Username"] = "", ["Audience"] = "https://login.salesforce.com" },
        }
        : new JsonObject
        {
            ["Vendor"] = vendor,
            ["Quota"] = new JsonObject { ["Concurrency"] = 4 },
            ["Login"] = new JsonObject { ["Account"] = "1234567", ["ClientId"] = "", ["CertificateId"] = "" },
        };
}
