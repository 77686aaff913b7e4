using System.Text.Json.Nodes;
using Harness.Connectors.Salesforce;
using Harness.Port;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce;

namespace Harness.Unit.Connectors.Salesforce;

/// <summary>The simulated org of a small business, and the connector logged in to it.</summary>
internal sealed class SimulatedOrg : IDisposable
{
    private readonly SalesforceSystem system;
    private readonly InProcessTransport transport;

    private SimulatedOrg(int accounts)
    {
        Clock = new SimulatedClock(TimeProvider.System);
        system = new SalesforceSystem(Clock, new Journal(Clock));
        system.Seed(World.Generate(new WorldOptions { Accounts = accounts, Opportunities = 10, Mess = 0 }));
        transport = new InProcessTransport(system, Latency.None);
        Connector = Connect(withKey: false);
    }

    public SimulatedClock Clock { get; }

    public SalesforceConnector Connector { get; }

    public IReadOnlyList<string> Calls => [.. system.Calls.Calls.Select(call => call.Operation)];

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SimulatedOrg> Ready(int accounts = 10)
    {
        var org = new SimulatedOrg(accounts);
        var provisions = await org.Connector.EnsureFieldsAsync(Fields, Ct);
        provisions.ShouldAllBe(provision => provision.State == FieldProvisionState.Created && provision.Instruction == null);
        return org;
    }

    public SalesforceConnector Connect(bool withKey) => SalesforceConnector.Create(
        "salesforce",
        new SalesforceOptions
        {
            LoginUrl = new Uri("https://acme.my.salesforce.com"),
            ClientId = Credential("client_id"),
            ClientSecret = withKey ? null : Credential("client_secret"),
            Username = withKey ? Credential("username") : null,
            PrivateKeyPem = withKey ? Credential("private_key_pem") : null,
        },
        transport, TimeProvider.System, new Random(7));

    public string Credential(string name) => system.Credentials[name]!.ToString();

    public void Arm(string kind, string operation, int times = 1, JsonObject? options = null) =>
        system.Faults.Arm(new FaultOrder(kind, operation, Times: times, Options: options));

    public JsonObject Edit(string objectName, string id, JsonObject fields)
    {
        lock (system.Gate)
        {
            return system.PersonEdits(objectName, id, fields);
        }
    }

    public void Delete(string objectName, string id)
    {
        lock (system.Gate)
        {
            system.PersonDeletes(objectName, id);
        }
    }

    public void Act(string name, JsonObject on)
    {
        lock (system.Gate)
        {
            system.Actions[name](on);
        }
    }

    public IReadOnlyList<JsonObject> Stored(string objectName)
    {
        lock (system.Gate)
        {
            return [.. system.Records(objectName).OfType<JsonObject>()];
        }
    }

    public async Task<Dictionary<string, WriteReceipt>> Write(params WriteRequest[] writes)
    {
        var receipts = new Dictionary<string, WriteReceipt>();
        await foreach (var receipt in Connector.WriteManyAsync(writes, Ct))
        {
            receipts.Add(receipt.Key, receipt);
        }

        return receipts;
    }

    public static WriteRequest Create(string objectType, string key, params (string Path, JsonNode? Value)[] values) =>
        new(key, objectType, null, new ExternalKey("ERP_Id__c", key), values.ToDictionary(value => value.Path, value => value.Value), []);

    public void Dispose()
    {
        transport.Dispose();
        system.Dispose();
    }

    private static readonly FieldSpec[] Fields =
    [
        .. new[] { "Account", "Contact", "Product2", "Opportunity" }.Select(type => new FieldSpec(type, "ERP_Id__c", "ERP Id", FieldType.Text, 80, ExternalKey: true)),
        new("Account", "ERP_Balance__c", "ERP Balance", FieldType.Money),
        new("Account", "Last_Sync__c", "Last Sync", FieldType.DateTime),
        new("Opportunity", "ERP_Exchange_Rate__c", "ERP Exchange Rate", FieldType.Number, Scale: 6),
        new("Opportunity", "ERP_Invoice_Due__c", "ERP Invoice Due", FieldType.Date),
    ];
}
