using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Connectors.NetSuite;
using Harness.Flows;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;
using Harness.Store;
using Harness.Sync;
using Harness.Sync.Cycles;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;
using Harness.Sync.Rollout;
using Harness.Unit.Connectors.NetSuite;
using Harness.Unit.Core;
using Harness.Unit.Sync;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Flows;

/// <summary>A customer with two invoiced orders in a simulated NetSuite, read by the real connector; the CRM is scripted. Finance posts, the engine looks when it is told to.</summary>
internal sealed class FinanceBooks : IAsyncDisposable
{
    public const decimal First = 1000m;
    public const decimal Second = 500m;

    private static readonly string[] Flows = ["accounts", "products", "sales_orders", "invoices"];

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly NetSuiteSystem _account;
    private readonly InProcessTransport _wire;
    private readonly NetSuiteConnector _netSuite;
    private readonly ScriptedSystem _crm;
    private readonly Ledger _ledger;
    private FlowCycle _cycle = null!;

    private FinanceBooks(Ledger ledger)
    {
        var clock = new SimulatedClock(_clock);
        _ledger = ledger;
        _account = new NetSuiteSystem(clock, new Journal(clock));
        _wire = new InProcessTransport(_account, Latency.None);
        var login = _account.Credentials;
        _netSuite = NetSuiteConnector.Create(
            "netsuite",
            new Harness.Connectors.NetSuite.NetSuiteOptions
            {
                Account = login["account"]!.ToString(), ClientId = login["client_id"]!.ToString(), CertificateId = login["certificate_id"]!.ToString(),
                PrivateKeyPem = login["private_key_pem"]!.ToString(),
            },
            _wire, new HurriedClock(), new Random(7));
        _crm = new ScriptedSystem("salesforce", "ERP_Id__c", _clock);
    }

    public string[] Invoices { get; private set; } = [];

    public decimal Balance => Shown("Account", "001A", "ERP_Balance__c");

    public static async Task<FinanceBooks> OpenAsync()
    {
        var books = new FinanceBooks(await SqliteLedger.OpenAsync(":memory:", TimeProvider.System, Company.Stop));
        await books.OpenDayAsync();
        return books;
    }

    public decimal Shown(string objectType, string id, string path) => decimal.Parse(_crm.One(objectType, id)[path] ?? "0", CultureInfo.InvariantCulture);

    public string? Status(string opportunity) => _crm.One("Opportunity", opportunity)["ERP_Invoice_Status__c"];

    /// <summary>Finance posts something; what it was posted as is told.</summary>
    public string Post(string act, params (string Name, JsonNode? Value)[] fields) =>
        _account.Actions[act](new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))))["id"]?.ToString() ?? "";

    /// <summary>One look at both systems. Time passes, or not: NetSuite's stamps count whole seconds.</summary>
    public async Task LookAsync(int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await _cycle.RunAsync(Flows, Company.Stop);
    }

    public async Task SettleAsync()
    {
        for (var round = 0; round < 20; round++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            if ((await _cycle.RunAsync(Flows, Company.Stop)).WasQuiet)
            {
                return;
            }
        }

        throw new InvalidOperationException("No rest.");
    }

    public async ValueTask DisposeAsync()
    {
        _netSuite.Dispose();
        _wire.Dispose();
        await _ledger.DisposeAsync();
    }

    private async Task OpenDayAsync()
    {
        await _ledger.TakeLeaseAsync("test", TimeSpan.FromDays(30), Company.Stop);
        var options = new SyncOptions { From = new DateOnly(2026, 2, 1) };
        var described = await _netSuite.DescribeAsync([.. Preset.Matrix.Parts.Select(part => part.ErpObject).Distinct()], Company.Stop);
        _cycle = new FlowCycle(new Integration(
            "main", Preset.Matrix, _crm, _netSuite, _crm.Description, described, _ledger, options, WavePlan.AllLive, new SystemRest(_clock), _clock, new Random(7))
        {
            Flows = AllFlows.Create(options, _clock),
        });
        _account.PersonCreates("inventoryItem", new JsonObject { ["itemId"] = "PUMP", ["displayName"] = "PUMP", ["saleUnit"] = "Each" });
        _crm.Put("Account", "001A", ("Name", "Zahlgut AG"), ("BillingCity", "Berlin"), ("BillingCountryCode", "DE"), ("CurrencyIsoCode", "EUR"), ("Payment_Terms__c", "Net 30"));
        _crm.Put("Product2", "01tPUMP", ("ProductCode", "PUMP"), ("Name", "PUMP"), ("IsActive", true), ("QuantityUnitOfMeasure", "Each"));
        Sell("006A", First);
        Sell("006B", Second);
        await SettleAsync();
        Invoices = [.. _account.Records("salesOrder").Select(order => Post("invoice-order", ("order", order!["id"]!.ToString())))];
        await SettleAsync();
    }

    private void Sell(string id, decimal amount) => _crm.Put(
        "Opportunity", id, ("Name", id), ("AccountId", "001A"), ("StageName", "Closed Won"), ("IsWon", true), ("CloseDate", "2026-03-01"), ("CurrencyIsoCode", "EUR"), ("Amount", amount))
        .With("OpportunityLineItems", ($"{id}-1",
            [("Product2Id", "01tPUMP"), ("ProductCode", "PUMP"), ("Quantity", 1), ("UnitPrice", amount), ("Discount", null), ("TotalPrice", amount)]));
}
