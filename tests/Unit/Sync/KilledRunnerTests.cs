using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Host.Commands;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;
using Harness.Simulators.Salesforce;

namespace Harness.Unit.Sync;

/// <summary>
/// The real program as a process of its own, against the simulated vendors: killed in the middle of its writes again and
/// again, started anew until nothing moves. The referee judges from what the vendors hold.
/// </summary>
public sealed class KilledRunnerTests : IAsyncLifetime
{
    private const int MostRuns = 12;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("harness-kill-").FullName;
    private readonly DateOnly _today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    private readonly SimulatorHost _crm;
    private readonly SimulatorHost _erp;

    public KilledRunnerTests()
    {
        var (crmClock, erpClock) = (new SimulatedClock(TimeProvider.System), new SimulatedClock(TimeProvider.System));
        var options = new SimulatorOptions { Latency = Latency.Of("vendor", 7) };
        _crm = SimulatorHost.Start(new SalesforceSystem(crmClock, new Journal(crmClock)), options);
        _erp = SimulatorHost.Start(new NetSuiteSystem(erpClock, new Journal(erpClock)), options);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private int Written => WrittenIn(_crm) + WrittenIn(_erp);

    public ValueTask InitializeAsync()
    {
        var business = Simulators.World.Generate(new WorldOptions(Accounts: 5, Opportunities: 5, LinesPerOpportunity: 2, Mess: 0) { Today = _today });
        foreach (var host in new[] { _crm, _erp })
        {
            lock (host.System.Gate)
            {
                host.System.Seed(business);
            }
        }

        lock (_crm.System.Gate)
        {
            foreach (var opportunity in _crm.System.Records("Opportunity").OfType<JsonObject>().ToList())
            {
                _crm.System.Actions["close-won"](new JsonObject { ["opportunity"] = opportunity["Id"]!.ToString(), ["date"] = $"{_today:yyyy-MM-dd}" });
            }
        }

        WriteFolder();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _crm.DisposeAsync();
        await _erp.DisposeAsync();
        ((SalesforceSystem)_crm.System).Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_runner_that_is_killed_in_the_middle_of_its_writes_loses_nothing_and_doubles_nothing()
    {
        (await EndAsync(Start("check", "--fix"), Stop)).ShouldBe(0);
        var kills = 0;
        foreach (var writes in new[] { 2, 9, 14, 11 })
        {
            kills += await KillAfterAsync(Written + writes) ? 1 : 0;
        }

        kills.ShouldBeGreaterThanOrEqualTo(3);
        await RunUntilQuietAsync();

        lock (_crm.System.Gate)
        {
            lock (_erp.System.Gate)
            {
                var verdict = Verdicts.Of(_crm.System, _erp.System, _today.AddDays(-90), 15, []);
                foreach (var count in new[] { "lost", "doubled", "unexplained" })
                {
                    verdict[count]!.AsArray().ShouldBeEmpty(verdict.ToJsonString());
                }

                verdict["checked"]!["orders"]!.GetValue<int>().ShouldBeGreaterThan(0);
            }
        }
    }

    private async Task RunUntilQuietAsync()
    {
        for (var run = 0; run < MostRuns; run++)
        {
            var before = Written;
            (await EndAsync(Start("once"), Stop)).ShouldBeOneOf(0, 3);
            if (Written == before)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The systems did not come to rest in {MostRuns} runs.");
    }

    /// <summary>False: the program came to its end before it had written so much.</summary>
    private async Task<bool> KillAfterAsync(int writes)
    {
        using var program = Start("once");
        using var look = new PeriodicTimer(Glance, TimeProvider.System);
        while (!program.HasExited && Written < writes)
        {
            await look.WaitForNextTickAsync(Stop);
        }

        var lives = !program.HasExited;
        program.Kill();
        await program.WaitForExitAsync(Stop);
        return lives;
    }

    private static async Task<int> EndAsync(Process program, CancellationToken ct)
    {
        using (program)
        {
            var said = program.StandardError.ReadToEndAsync(ct);
            await program.WaitForExitAsync(ct);
            program.ExitCode.ShouldBeOneOf([0, 3], await said);
            return program.ExitCode;
        }
    }

    private Process Start(params string[] command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "harness.dll"), .. command, "--config", _folder])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HARNESS__Systems__salesforce__Login__PrivateKeyPem"] = Credential(_crm, "private_key_pem");
        start.Environment["HARNESS__Systems__netsuite__Login__PrivateKeyPem"] = Credential(_erp, "private_key_pem");
        var program = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        program.OutputDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        return program;
    }

    private void WriteFolder()
    {
        InitCommand.Write(_folder, "salesforce", "netsuite", _today.AddDays(-90));
        var file = Path.Combine(_folder, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        var policy = settings["Integrations"]!["main"]!["Policy"]!;
        policy["FirstRetry"] = "00:00:00.1";
        policy["LongestRetry"] = "00:00:00.5";
        settings["Systems"]!["salesforce"]!["Login"] = new JsonObject
        {
            ["LoginUrl"] = _crm.Url.ToString(),
            ["ClientId"] = Credential(_crm, "client_id"),
            ["Username"] = Credential(_crm, "username"),
            ["Audience"] = Credential(_crm, "audience"),
        };
        settings["Systems"]!["netsuite"]!["Login"] = new JsonObject
        {
            ["BaseUrl"] = _erp.Url.ToString(),
            ["Account"] = Credential(_erp, "account"),
            ["ClientId"] = Credential(_erp, "client_id"),
            ["CertificateId"] = Credential(_erp, "certificate_id"),
            ["MaxConcurrency"] = "4",
        };
        File.WriteAllText(file, settings.ToJsonString());
    }

    private static int WrittenIn(SimulatorHost host) => host.System.Journal.Entries.Count(entry => entry.Actor == "api");

    private static string Credential(SimulatorHost host, string name)
    {
        lock (host.System.Gate)
        {
            return host.System.Credentials[name]!.ToString();
        }
    }
}
