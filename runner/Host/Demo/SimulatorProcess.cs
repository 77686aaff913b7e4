using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Host.Settings;

namespace Harness.Host.Demo;

/// <summary>The simulators' program as a child process: started, read until it is ready, ended with us.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, IReadOnlyDictionary<string, JsonObject> systems)
    {
        _process = process;
        Systems = systems;
    }

    /// <summary>The start-up line of each system: url and credentials.</summary>
    public IReadOnlyDictionary<string, JsonObject> Systems { get; }

    public static async Task<SimulatorProcess> StartAsync(DemoOptions options, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Program(), "--systems", $"{options.Crm},{options.Erp}", "--seed", $"{options.Seed}", "--accounts", $"{options.Accounts}",
                "--opportunities", $"{options.Opportunities}", "--mess", $"{options.Mess}", "--latency", options.Latency, "--parent-pid", $"{Environment.ProcessId}",
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The simulators did not start.");
        var systems = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        while (!systems.ContainsKey("referee"))
        {
            var line = await process.StandardOutput.ReadLineAsync(ct)
                ?? throw new SettingsException([$"The simulators ended with exit code {process.ExitCode} before they were ready."]);
            if (line.StartsWith('{') && JsonNode.Parse(line) is JsonObject ready)
            {
                systems[ready["system"]!.ToString()] = ready;
            }
        }

        return new SimulatorProcess(process, systems);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // Built beside this program and never shipped with it.
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Harness.Simulators", here.Name, "harness-simulators.dll");
        return File.Exists(program) ? program : throw new SettingsException([$"The simulators' program is not at {program}; build the solution first."]);
    }
}
