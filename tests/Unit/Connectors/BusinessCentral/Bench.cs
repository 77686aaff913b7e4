using System.Text.Json.Nodes;
using Harness.Connectors.BusinessCentral;
using Harness.Port;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral;
using SimulatedOptions = Harness.Simulators.BusinessCentral.BusinessCentralOptions;

namespace Harness.Unit.Connectors.BusinessCentral;

/// <summary>The connector against a simulated company in the same process.</summary>
internal sealed class Bench : IDisposable
{
    private readonly InProcessTransport transport;

    public Bench(Action<SimulatedOptions>? setUp = null, int pageSize = 5000, int batchSize = 100, string? company = null)
    {
        var options = new SimulatedOptions();
        setUp?.Invoke(options);
        Clock = new SimulatedClock(TimeProvider.System);
        System = new BusinessCentralSystem(Clock, new Journal(Clock), options);
        transport = new InProcessTransport(System, Latency.None);
        Connector = Connect(transport, pageSize, batchSize, company);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SimulatedClock Clock { get; }

    public BusinessCentralSystem System { get; }

    public BusinessCentralConnector Connector { get; }

    /// <summary>All but logins.</summary>
    public IEnumerable<Call> Calls => System.Calls.Calls.Where(call => call.Operation != "token");

    public BusinessCentralConnector Connect(HttpMessageHandler handler, int pageSize = 5000, int batchSize = 100, string? company = null, string? secret = null)
    {
        var credentials = System.Credentials;
        return BusinessCentralConnector.Create(
            "businesscentral",
            new Harness.Connectors.BusinessCentral.BusinessCentralOptions
            {
                Tenant = credentials["tenant"]!.ToString(),
                Environment = credentials["environment"]!.ToString(),
                Company = company ?? credentials["company"]!.ToString(),
                ClientId = credentials["client_id"]!.ToString(),
                ClientSecret = secret ?? credentials["client_secret"]!.ToString(),
                ReadPageSize = pageSize,
                BatchSize = batchSize,
            },
            handler,
            new HurriedClock(),
            new Random(7));
    }

    public HttpMessageHandler Transport => transport;

    public void Arm(string kind, string? operation = null, int times = 1, int? status = null, int after = 0) =>
        System.Faults.Arm(new FaultOrder(kind, operation, after) { Times = times, Status = status });

    public JsonObject Act(string action, JsonObject fields) => System.Actions[action](fields);

    public string Item(string number, decimal price = 100) => Made("items", new JsonObject
    {
        ["number"] = number, ["displayName"] = $"{number} item", ["type"] = "Inventory", ["baseUnitOfMeasureCode"] = "PCS", ["unitPrice"] = price,
    });

    public string Customer(string name, string currency = "EUR", string? domain = null) => Made("customers", new JsonObject
    {
        ["displayName"] = name, ["currencyCode"] = currency, ["country"] = "DE", ["website"] = domain is null ? null : $"https://www.{domain}",
    });

    public string Made(string set, JsonObject fields) => System.PersonCreates(set, fields)["id"]!.ToString();

    public JsonObject Stored(string set, string id) =>
        System.Records(set).OfType<JsonObject>().Single(record => record["id"]!.ToString() == id || record["number"]?.ToString() == id);

    public IEnumerable<JsonObject> Living(string set) => System.Records(set).OfType<JsonObject>().Where(record => !record["isDeleted"]!.GetValue<bool>());

    public async Task<List<WriteReceipt>> WriteAsync(params WriteRequest[] writes)
    {
        var receipts = new List<WriteReceipt>();
        await foreach (var receipt in Connector.WriteManyAsync(writes, Ct))
        {
            receipts.Add(receipt);
        }

        return receipts;
    }

    public async Task<string> CreatedAsync(WriteRequest write)
    {
        var receipt = (await WriteAsync(write)).ShouldHaveSingleItem();
        receipt.Status.ShouldBe(WriteStatus.Written, receipt.Fault?.Message);
        return receipt.Ref!.Id;
    }

    public async Task<RawRecord> ReadAsync(Selection selection, string id) => (await Connector.ReadManyAsync(selection, [id], Ct)).ShouldHaveSingleItem();

    public void Dispose()
    {
        Connector.Dispose();
        transport.Dispose();
    }
}
