using System.Text.Json.Nodes;
using Harness.Host.Commands;
using Harness.Host.Demo;
using Harness.Host.Vendors;
using Harness.Simulators;
using Harness.Simulators.Behaviours;

namespace Harness.Reliability;

/// <summary>Two simulated systems behind sockets and the configuration folder of a runner that is pointed at them.</summary>
internal sealed class Company : IAsyncDisposable
{
    public const decimal DiscountLimit = 15m;

    private static readonly string[] Flows = ["products", "accounts", "contacts", "sales_orders", "invoices"];

    private readonly SimulatorHost _crm;
    private readonly SimulatorHost _erp;
    private readonly DateOnly _from;

    private Company(WorldOptions options, string latency, DateOnly from)
    {
        _from = from;
        Accounts = options.Accounts;
        var world = World.Generate(options);
        _crm = Host("salesforce", world, latency, options.Seed);
        _erp = Host("netsuite", world, latency, options.Seed + 1);
        WriteFolder();
    }

    public static TimeProvider Clock => TimeProvider.System;

    public static DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public SimulatedSystem Crm => _crm.System;

    public SimulatedSystem Erp => _erp.System;

    public int Accounts { get; }

    public Uri CrmUrl => _crm.Url;

    public Uri ErpUrl => _erp.Url;

    public string Folder { get; } = Directory.CreateTempSubdirectory("harness-reliability-").FullName;

    private IEnumerable<(string Name, SimulatedLogin Login)> Logins => new[] { _crm, _erp }.Select(host => (host.System.Name, LoginOf(host)));

    /// <summary>By the path of the setting.</summary>
    public IReadOnlyDictionary<string, string?> Secrets => Logins.SelectMany(login => login.Login.Secrets()).ToDictionary();

    /// <summary>What Harness changed in either system so far.</summary>
    public int Written => WrittenIn(Crm) + WrittenIn(Erp);

    /// <param name="from">What changed before it is a backfill's business.</param>
    public static Company Open(int accounts, int opportunities, int seed = 7, string latency = "none", DateOnly? from = null) =>
        new(new WorldOptions(seed, accounts, opportunities, LinesPerOpportunity: 2, Mess: 0) { Today = Today }, latency, from ?? Today.AddDays(-90));

    public SimulatedSystem System(string name) => name == Crm.Name ? Crm : Erp;

    public Uri UrlOf(string name) => name == Crm.Name ? CrmUrl : ErpUrl;

    public static IReadOnlyList<JsonObject> Records(SimulatedSystem system, string name)
    {
        lock (system.Gate)
        {
            return [.. system.Records(name).OfType<JsonObject>()];
        }
    }

    public static void Act(SimulatedSystem system, string action, JsonObject input)
    {
        lock (system.Gate)
        {
            system.Actions[action](input);
        }
    }

    public static void Edit(SimulatedSystem system, string name, string id, JsonObject fields)
    {
        lock (system.Gate)
        {
            system.PersonEdits(name, id, fields);
        }
    }

    public void Win(string opportunity) =>
        Act(Crm, "close-won", new JsonObject { ["opportunity"] = opportunity, ["date"] = $"{Today:yyyy-MM-dd}" });

    public IReadOnlyList<string> OpenOpportunities() => [.. Records(Crm, "Opportunity")
        .Where(one => one["IsClosed"]!.GetValueKind() != global::System.Text.Json.JsonValueKind.True).Select(one => one["Id"]!.ToString())];

    public JsonObject Verdict()
    {
        lock (Crm.Gate)
        {
            lock (Erp.Gate)
            {
                return Verdicts.Of(Crm, Erp, _from, DiscountLimit, []);
            }
        }
    }

    public void Configure(Action<JsonNode> change)
    {
        var file = Path.Combine(Folder, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        change(settings);
        File.WriteAllText(file, settings.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await _crm.DisposeAsync();
        await _erp.DisposeAsync();
        (Crm as IDisposable)?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static SimulatorHost Host(string name, World world, string latency, int seed) =>
        SimulatorHost.Start(Vendors.Create(name, world, Clock), new SimulatorOptions { Latency = Latency.Of(latency, seed) });

    private static int WrittenIn(SimulatedSystem system) => system.Journal.Entries.Count(entry => entry.Actor == "api");

    private static SimulatedLogin LoginOf(SimulatorHost host)
    {
        lock (host.System.Gate)
        {
            return new SimulatedLogin(KnownVendors.All[host.System.Name], host.Url.ToString(), host.System.Credentials);
        }
    }

    private void WriteFolder()
    {
        InitCommand.Write(Folder, "salesforce", "netsuite", _from);
        Configure(settings =>
        {
            settings["Health"]!["Port"] = 0;
            var main = settings["Integrations"]!["main"]!;
            main["Policy"]!["FirstRetry"] = "00:00:00.1";
            main["Policy"]!["LongestRetry"] = "00:00:00.5";
            main["Policy"]!["MaxAttempts"] = 40;
            main["Schedules"] = new JsonObject(Flows.Select(flow => KeyValuePair.Create<string, JsonNode?>(flow, new JsonObject { ["Every"] = "00:00:01", ["Jitter"] = "00:00:00" })));
            foreach (var (name, login) in Logins)
            {
                settings["Systems"]![name]!["Login"] = login.Settings();
                settings["Systems"]![name]!["Login"]!["CallTimeout"] = "00:00:05";
            }

            settings["Systems"]!["netsuite"]!["Login"]!["MaxConcurrency"] = "4";
        });
    }
}
