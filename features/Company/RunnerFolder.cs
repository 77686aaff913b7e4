using System.Text.Json.Nodes;
using Harness.Host.Commands;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Company;

/// <summary>The configuration folder of the company: as init writes it, pointed at this scenario's systems.</summary>
internal sealed class RunnerFolder(SimulatorHost crm, SimulatorHost erp, DateOnly from) : IDisposable
{
    private bool _isWritten;

    public string Path { get; } = Directory.CreateTempSubdirectory("harness-feature-").FullName;

    public JsonObject Rules { get; } = new()
    {
        ["From"] = from.ToString("yyyy-MM-dd"),
        ["DiscountLimitPercent"] = World.DiscountLimit,
        ["TimeZone"] = "UTC",
        ["FirstRetry"] = "00:00:00.05",
        ["LongestRetry"] = "00:00:00.2",
        ["MaxAttempts"] = 20,
    };

    public IReadOnlyDictionary<string, string?> Secrets => new Dictionary<string, string?>
    {
        ["Systems:salesforce:Login:PrivateKeyPem"] = Credential(crm, "private_key"),
        ["Systems:netsuite:Login:PrivateKeyPem"] = Credential(erp, "private_key"),
    };

    public void Write()
    {
        Begin();
        var file = System.IO.Path.Combine(Path, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        settings["Integrations"]!["main"]!["Policy"] = Rules.DeepClone();
        settings["Systems"]!["salesforce"]!["Login"] = new JsonObject
        {
            ["LoginUrl"] = crm.Url.ToString(),
            ["ClientId"] = Credential(crm, "client_id"),
            ["Username"] = Credential(crm, "username"),
            ["Audience"] = Credential(crm, "audience"),
        };
        settings["Systems"]!["netsuite"]!["Login"] = new JsonObject
        {
            ["BaseUrl"] = erp.Url.ToString(),
            ["Account"] = Credential(erp, "account"),
            ["ClientId"] = Credential(erp, "client_id"),
            ["CertificateId"] = Credential(erp, "certificate_id"),
            ["MaxConcurrency"] = "4",
        };
        File.WriteAllText(file, settings.ToJsonString());
    }

    /// <summary>A company's own change of the matrix that init gave it.</summary>
    public void Change(string entity, string row, string other)
    {
        Begin();
        var file = System.IO.Path.Combine(Path, "matrix", $"{entity}.yaml");
        var matrix = File.ReadAllText(file);
        matrix.ShouldContain(row);
        File.WriteAllText(file, matrix.Replace(row, other, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Begin()
    {
        if (!_isWritten)
        {
            InitCommand.Write(Path, "salesforce", "netsuite", from);
            _isWritten = true;
        }
    }

    private static string Credential(SimulatorHost host, string name)
    {
        lock (host.System.Gate)
        {
            return host.System.Credentials[name]!.ToString();
        }
    }
}
