using System.Text.Json.Nodes;
using Harness.Connectors.Odoo;
using Harness.Port;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Odoo;
using Harness.Unit.Connectors.NetSuite;
using SimulatedOptions = Harness.Simulators.Odoo.OdooOptions;

namespace Harness.Unit.Connectors.Odoo;

internal sealed class SimulatedCompany : OdooCompany
{
    private readonly InProcessTransport transport;
    private readonly OdooSystem system;

    public SimulatedCompany(int version = 19, Action<SimulatedOptions>? setUp = null, int pageSize = 500)
    {
        var options = new SimulatedOptions { Version = version };
        setUp?.Invoke(options);
        Clock = new SimulatedClock(TimeProvider.System);
        system = new OdooSystem(Clock, new Journal(Clock), options);
        transport = new InProcessTransport(system, Latency.None);
        Connector = Connect(pageSize: pageSize);
    }

    public SimulatedClock Clock { get; }

    public OdooSystem System => system;

    public override OdooConnector Connector { get; }

    public OdooConnector Connect(string? key = null, string? database = null, string protocol = "auto", int company = 1, int pageSize = 500) => OdooConnector.Create(
        "odoo",
        new Harness.Connectors.Odoo.OdooOptions
        {
            BaseUrl = new Uri("http://localhost"),
            Database = database ?? system.Credentials["database"]!.ToString(),
            Login = system.Credentials["login"]!.ToString(),
            ApiKey = key ?? system.Credentials["api_key"]!.ToString(),
            Protocol = protocol,
            Company = company,
            ReadPageSize = pageSize,
            MaxConcurrency = 2,
        },
        transport, new HurriedClock(), new Random(7));

    public void Arm(string kind, string? operation = null, int times = 1, JsonObject? options = null) =>
        system.Faults.Arm(new FaultOrder(kind, operation, Times: times, Options: options));

    public JsonObject Act(string action, JsonObject input) => system.Actions[action](input);

    public JsonObject Stored(string model, string id) => system.Records(model).OfType<JsonObject>().Single(row => row["id"]!.ToString() == id);

    public IEnumerable<JsonObject> All(string model) => system.Records(model).OfType<JsonObject>();

    public override Task<string> ProductAsync(string sku, decimal price) => Task.FromResult(
        system.PersonCreates("product.product", new JsonObject { ["name"] = $"Product {sku}", ["default_code"] = sku, ["type"] = "service", ["list_price"] = price })["id"]!.ToString());

    public override Task<string> InvoiceAsync(string order) => Task.FromResult(Act("invoice-order", new JsonObject { ["order"] = order })["id"]!.ToString());

    public override Task PayAsync(string invoice, decimal amount) => Done("post-payment", new JsonObject { ["invoice"] = invoice, ["amount"] = amount });

    public override Task CreditAsync(string invoice) => Done("credit-memo", new JsonObject { ["invoice"] = invoice });

    public override Task CancelAsync(string invoice) => Done("void-invoice", new JsonObject { ["invoice"] = invoice });

    public override Task ArchiveAsync(string partner) => Done("archive", new JsonObject { ["record"] = "res.partner", ["id"] = partner });

    public override void Dispose()
    {
        Connector.Dispose();
        transport.Dispose();
    }

    private Task Done(string action, JsonObject input)
    {
        Act(action, input);
        return Task.CompletedTask;
    }
}
