using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Host.Vendors;

namespace Harness.Host.Commands;

/// <summary>Writes a configuration folder to start from: settings without secrets, the matrix and the value maps of one pair.</summary>
internal static class InitCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create(Shell shell)
    {
        var to = new Option<string>("--to") { Description = "The folder to write; it must not exist or be empty.", Required = true };
        var (crm, erp) = (PairOptions.Crm(), PairOptions.Erp());
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
                $"Wrote {folder}: appsettings.json, requirements.yaml, matrix/, values/.",
                "Next: fill in appsettings.json (addresses, accounts, the From date), give the secrets as environment variables",
                $"({string.Join(", ", SecretsOf(parsed.GetValue(crm)!).Concat(SecretsOf(parsed.GetValue(erp)!)))}), then run harness check --config {folder}.",
            ]);
            return ExitCode.Ok;
        }, to, crm, erp);
    }

    public static void Write(string folder, string crm, string erp, DateOnly from)
    {
        foreach (var part in new[] { "matrix", "values" })
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
            foreach (var preset in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, part)))
            {
                File.WriteAllText(Path.Combine(folder, part, Path.GetFileName(preset)), PresetColumns.For(File.ReadAllText(preset), crm, erp));
            }
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, "matrix.schema.json"), Path.Combine(folder, "matrix.schema.json"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, RequirementsCommand.FileName), Path.Combine(folder, RequirementsCommand.FileName));
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

    private static JsonObject System(string name)
    {
        var vendor = KnownVendors.All[name];
        return new JsonObject
        {
            ["Vendor"] = name,
            ["Quota"] = new JsonObject { ["Concurrency"] = vendor.Concurrency.Shared },
            ["Login"] = new JsonObject(vendor.Login.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Setting, row.Value))),
        };
    }

    private static IEnumerable<string> SecretsOf(string vendor) => KnownVendors.All[vendor].Secrets.Select(secret => $"HARNESS__Systems__{vendor}__Login__{secret}");
}
