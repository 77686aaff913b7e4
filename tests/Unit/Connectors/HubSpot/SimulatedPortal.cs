using System.Text.Json.Nodes;
using Harness.Connectors.HubSpot;
using Harness.Port;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Connectors.HubSpot;

/// <summary>The simulated portal of a small business, and the connector logged in to it. Time stands still unless a test moves it.</summary>
internal sealed class SimulatedPortal : IDisposable
{
    private readonly HubSpotSystem system;
    private readonly RecordingTransport transport;

    private SimulatedPortal(int accounts, Action<HubSpotOptions>? change, HttpMessageHandler? hooks)
    {
        Clock = new SimulatedClock(Time);
        system = new HubSpotSystem(Clock, new Journal(Clock), hooks);
        system.Seed(World.Generate(new WorldOptions { Accounts = accounts, Opportunities = accounts, Mess = 0 }));
        transport = new RecordingTransport(new InProcessTransport(system, Latency.None));
        Connector = Connect(change);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 10, 1, 9, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(5) };

    public SimulatedClock Clock { get; }

    public HubSpotConnector Connector { get; }

    public HubSpotSystem System => system;

    public IReadOnlyList<string> Calls => [.. system.Calls.Calls.Select(call => call.Operation)];

    public IReadOnlyList<string> Sent => transport.Sent;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SimulatedPortal> Ready(int accounts = 5, Action<HubSpotOptions>? change = null)
    {
        var portal = New(accounts, change);
        (await portal.Settle(portal.Connector.EnsureFieldsAsync(Fields, Ct))).ShouldAllBe(provision => provision.State == FieldProvisionState.Created);
        return portal;
    }

    public static SimulatedPortal New(int accounts = 5, Action<HubSpotOptions>? change = null, HttpMessageHandler? hooks = null) => new(accounts, change, hooks);

    public HubSpotConnector Connect(Action<HubSpotOptions>? change = null)
    {
        var options = new HubSpotOptions { ClientId = Credential("client_id"), ClientSecret = Credential("client_secret"), RefreshToken = Credential("refresh_token") };
        change?.Invoke(options);
        return HubSpotConnector.Create("hubspot", options, transport, Time, new Random(7));
    }

    public string Credential(string name) => system.Credentials[name]!.ToString();

    public void Arm(string kind, string operation, int times = 1, bool html = false, TimeSpan? delay = null, int? status = null) =>
        system.Faults.Arm(new FaultOrder(kind, operation, Times: times, Html: html, Delay: delay, Status: status));

    public JsonObject Create(string objectName, JsonObject fields) => Locked(() => system.PersonCreates(objectName, fields));

    public JsonObject Edit(string objectName, string id, JsonObject fields) => Locked(() => system.PersonEdits(objectName, id, fields));

    public void Delete(string objectName, string id) => Locked(() =>
    {
        system.PersonDeletes(objectName, id);
        return new JsonObject();
    });

    public JsonObject Act(string name, JsonObject on) => Locked(() => system.Actions[name](on));

    public IReadOnlyList<JsonObject> Stored(string objectName)
    {
        lock (system.Gate)
        {
            return [.. system.Records(objectName).OfType<JsonObject>()];
        }
    }

    public JsonObject First(string objectName) => Stored(objectName).First(record => record["archived"]!.GetValue<bool>() == false);

    public async Task<Dictionary<string, WriteReceipt>> Write(params WriteRequest[] writes)
    {
        var receipts = new Dictionary<string, WriteReceipt>();
        await foreach (var receipt in Connector.WriteManyAsync(writes, Ct))
        {
            receipts.Add(receipt.Key, receipt);
        }

        return receipts;
    }

    public async Task<(List<RawRecord> Records, string Cursor)> ReadAll(ChangeSource source, string? cursor, DateTimeOffset? from = null)
    {
        var all = new List<RawRecord>();
        while (true)
        {
            var page = await Settle(Connector.ReadChangesAsync(new ChangeRequest(source, cursor, from ?? Time.GetUtcNow().AddDays(-60), TimeSpan.FromMinutes(15)), Ct));
            all.AddRange(page.Records);
            cursor = page.Cursor;
            if (!page.HasMore)
            {
                return (all, cursor);
            }
        }
    }

    /// <summary>Lets time pass until the work is done: calls are paced and tried again by the clock.</summary>
    public async Task<T> Settle<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await work;
    }

    public static WriteRequest New(string objectType, string key, params (string Path, JsonNode? Value)[] values) =>
        new(key, objectType, null, new ExternalKey("erp_id", key), values.ToDictionary(value => value.Path, value => value.Value), []);

    public static WriteRequest Change(string objectType, string id, params (string Path, JsonNode? Value)[] values) =>
        new($"change-{id}", objectType, id, null, values.ToDictionary(value => value.Path, value => value.Value), []);

    public void Dispose()
    {
        transport.Dispose();
        system.Dispose();
    }

    private JsonObject Locked(Func<JsonObject> act)
    {
        lock (system.Gate)
        {
            return act();
        }
    }

    private static readonly FieldSpec[] Fields =
    [
        .. new[] { "companies", "contacts", "products", "deals" }.Select(type => new FieldSpec(type, "erp_id", "ERP Id", FieldType.Text, 80, ExternalKey: true)),
        new("companies", "erp_balance", "ERP Balance", FieldType.Money),
        new("companies", "erp_last_sync", "ERP Last Sync", FieldType.DateTime),
        new("products", "erp_active", "ERP Active", FieldType.Boolean),
        new("deals", "erp_invoice_due", "ERP Invoice Due", FieldType.Date),
    ];

    private sealed class RecordingTransport(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly List<string> sent = [];

        public IReadOnlyList<string> Sent => sent;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add($"{request.Method} {request.RequestUri!.PathAndQuery} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken))}");
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
