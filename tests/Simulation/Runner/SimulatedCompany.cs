using System.Text.Json.Nodes;
using Harness.Simulation.Kernel;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Store.Sqlite;

namespace Harness.Simulation.Runner;

/// <summary>Two simulated systems and a ledger in one process and on one clock, without a socket or a file.</summary>
internal sealed class SimulatedCompany : IAsyncDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<int, World> Businesses = [];
    private static readonly Dictionary<string, JsonObject> ConstantLogins = [];

    private readonly InProcessTransport _crmWire;
    private readonly InProcessTransport _erpWire;

    private SimulatedCompany(Pair pair, int business, int latency, SqliteDatabase database)
    {
        Pair = pair;
        Database = database;
        Crm = Vendors.Create(pair.Crm, WorldOf(business), Time);
        Erp = Vendors.Create(pair.Erp, WorldOf(business), Time);
        Clock = new SimulatedClock(Time);
        _crmWire = new InProcessTransport(Crm, Latency.Vendor(latency));
        _erpWire = new InProcessTransport(Erp, Latency.Vendor(latency + 1));
    }

    public Pair Pair { get; }

    public SimulatedTime Time { get; } = new(Morning);

    /// <summary>The clock of the runner's machine.</summary>
    public SimulatedClock Clock { get; }

    public SimulatedSystem Crm { get; }

    public SimulatedSystem Erp { get; }

    public SqliteDatabase Database { get; }

    public static async Task<SimulatedCompany> OpenAsync(Pair pair, int business, int latency, CancellationToken ct) =>
        new(pair, business, latency, await LedgerTemplate.NewAsync(ct));

    public HttpMessageHandler WireTo(string system) => system == Crm.Name ? _crmWire : _erpWire;

    /// <summary>A vendor whose login is the same in each of its simulated accounts is asked once: its key takes long to make.</summary>
    public static JsonObject LoginOf(SimulatedSystem system)
    {
        if (!Runner.Pair.HasConstantLogin(system.Name))
        {
            return system.Credentials;
        }

        if (!ConstantLogins.TryGetValue(system.Name, out var login))
        {
            ConstantLogins[system.Name] = login = system.Credentials;
        }

        return login;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        (Crm as IDisposable)?.Dispose();
        (Erp as IDisposable)?.Dispose();
    }

    /// <summary>A business of a few accounts and just the products that its opportunities and its price list need.</summary>
    private static World WorldOf(int business)
    {
        if (!Businesses.TryGetValue(business, out var world))
        {
            var whole = World.Generate(new WorldOptions(business + 1, Accounts: 3, Opportunities: 3, LinesPerOpportunity: 2, Mess: 0) { Today = DateOnly.FromDateTime(Morning.DateTime) });
            var sold = whole.Opportunities.SelectMany(opportunity => opportunity.Lines).Select(line => line.Sku).ToHashSet();
            var offered = whole.Products.Where(product => product is { InCrm: false, IsActive: true, InErp: true }).Take(1)
                .Concat(whole.Products.Where(product => sold.Contains(product.Sku)))
                .Concat(whole.Products.Where(product => product.Kind == ProductKind.Service && product.InCrm).Take(1)).ToList();
            var parts = offered.SelectMany(product => product.Members.Keys).ToHashSet();
            Businesses[business] = world = whole with
            {
                Products = [.. whole.Products.Where(product => offered.Contains(product) || parts.Contains(product.Sku))],
            };
        }

        return world;
    }
}
