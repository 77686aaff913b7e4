using System.Text.Json.Nodes;
using Harness.Connectors.NetSuite;
using Harness.Port;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;
using SimulatedOptions = Harness.Simulators.NetSuite.NetSuiteOptions;

namespace Harness.Unit.Connectors.NetSuite;

/// <summary>The connector against a simulated account in the same process.</summary>
internal sealed class Bench : IDisposable
{
    private const string account = "1234567_SB1";

    private readonly InProcessTransport transport;

    public Bench(Action<SimulatedOptions>? setUp = null, int concurrency = 4, int pageSize = 1000, Func<HttpMessageHandler, HttpMessageHandler>? through = null)
    {
        var options = new SimulatedOptions { Account = account };
        setUp?.Invoke(options);
        Clock = new SimulatedClock(TimeProvider.System);
        Account = new NetSuiteSystem(Clock, new Journal(Clock), options);
        transport = new InProcessTransport(Account, Latency.None);
        Connector = Connect(through?.Invoke(transport) ?? transport, concurrency, pageSize);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SimulatedClock Clock { get; }

    public NetSuiteSystem Account { get; }

    public NetSuiteConnector Connector { get; }

    public IEnumerable<Call> Calls => Account.Calls.Calls.Where(call => !call.Operation.Contains("token", StringComparison.Ordinal));

    public NetSuiteConnector Connect(HttpMessageHandler handler, int concurrency = 4, int pageSize = 1000, string? privateKey = null)
    {
        var credentials = Account.Credentials;
        return NetSuiteConnector.Create(
            "netsuite",
            new Harness.Connectors.NetSuite.NetSuiteOptions
            {
                Account = account,
                ClientId = credentials["client_id"]!.ToString(),
                CertificateId = credentials["certificate_id"]!.ToString(),
                PrivateKeyPem = privateKey ?? credentials["private_key_pem"]!.ToString(),
                MaxConcurrency = concurrency,
                ReadPageSize = pageSize,
            },
            handler,
            new HurriedClock(),
            new Random(7));
    }

    public void Arm(string kind, string? operation = null, int times = 1, int? status = null) => Account.Faults.Arm(new FaultOrder(kind, operation)
    {
        Times = times,
        Status = status,
    });

    public string Item(string sku, string type = "inventoryItem", params (string Currency, decimal Price)[] prices)
    {
        var lines = prices.Select(p => (JsonNode)new JsonObject { ["currencyPage"] = p.Currency, ["priceLevel"] = "1", ["price"] = p.Price });
        return Made(type, new JsonObject
        {
            ["itemId"] = sku, ["displayName"] = $"{sku} item", ["saleUnit"] = "Each", ["price"] = new JsonObject { ["items"] = new JsonArray([.. lines]) },
        });
    }

    public string Made(string type, JsonObject fields) => Account.PersonCreates(type, fields)["id"]!.ToString();

    public JsonObject Stored(string type, string id) =>
        Account.Records(type).OfType<JsonObject>().Single(record => record["id"]!.ToString() == id);

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
