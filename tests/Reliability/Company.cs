using System.Text.Json.Nodes;
using Harness.Host.Commands;
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

    private Company(WorldOptions options, string latency)
    {
        _from = options.Today.AddDays(-90);
        var world = World.Generate(options);
        _crm = Host("salesforce", world, latency, options.Seed);
        _erp = Host("netsuite", world, latency, options.Seed + 1);
        WriteFolder();
    }

    public static TimeProvider Clock => TimeProvider.System;

    public static DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public SimulatedSystem Crm => _crm.System;

    public SimulatedSystem Erp => _erp.System;

    public Uri CrmUrl => _crm.Url;

    public Uri ErpUrl => _erp.Url;

    public string Folder { get; } = Directory.CreateTempSubdirectory("harness-reliability-").FullName;

    public IReadOnlyDictionary<string, string> Secrets => new Dictionary<string, string>
    {
        ["HARNESS__Systems__salesforce__Login__PrivateKeyPem"] = Credential(_crm, "private_key"),
        ["HARNESS__Systems__netsuite__Login__PrivateKeyPem"] = Credential(_erp, "private_key"),
    };

    /// <summary>What Harness changed in either system so far.</summary>
    public int Written => WrittenIn(Crm) + WrittenIn(Erp);

    public static Company Open(int accounts, int opportunities, int seed = 7, string latency = "none") =>
        new(new WorldOptions(seed, accounts, opportunities, LinesPerOpportunity: 2, Mess: 0) { Today = Today }, latency);

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

    private static string Credential(SimulatorHost host, string name)
    {
        lock (host.System.Gate)
        {
            return host.System.Credentials[name]!.ToString();
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
            settings["Systems"]!["salesforce"]!["Login"] = Login(_crm, "LoginUrl", ("ClientId", "client_id"), ("Username", "username"), ("Audience", "audience"));
            settings["Systems"]!["netsuite"]!["Login"] = Login(_erp, "BaseUrl", ("Account", "account"), ("ClientId", "client_id"), ("CertificateId", "certificate_id"));
            settings["Systems"]!["netsuite"]!["Login"]!["MaxConcurrency"] = "4";
            settings["Systems"]!["salesforce"]!["Login"]!["CallTimeout"] = "00:00:05";
            settings["Systems"]!["netsuite"]!["Login"]!["CallTimeout"] = "00:00:05";
        });
    }

    private static JsonObject Login(SimulatorHost system, string address, params (string Setting, string Credential)[] rows) =>
        new(rows.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Setting, Credential(system, row.Credential))).Append(new(address, system.Url.ToString())));
}
