using System.Text.Json.Nodes;
using Harness.Host.Commands;
using Harness.Host.Demo;
using Harness.Host.Vendors;
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

    public IReadOnlyDictionary<string, string?> Secrets => new[] { crm, erp }.SelectMany(host => LoginTo(host).Secrets()).ToDictionary();

    public void Write()
    {
        Begin();
        var file = System.IO.Path.Combine(Path, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        settings["Integrations"]!["main"]!["Policy"] = Rules.DeepClone();
        foreach (var host in new[] { crm, erp })
        {
            settings["Systems"]![host.System.Name]!["Login"] = LoginTo(host).Settings();
        }

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
            InitCommand.Write(Path, crm.System.Name, erp.System.Name, from);
            _isWritten = true;
        }
    }

    private static SimulatedLogin LoginTo(SimulatorHost host)
    {
        lock (host.System.Gate)
        {
            return new SimulatedLogin(KnownVendors.All[host.System.Name], host.Url.ToString(), host.System.Credentials);
        }
    }
}
