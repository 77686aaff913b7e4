using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Connectors.NetSuite;
using Harness.Connectors.Salesforce;
using Harness.Port;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;
using Harness.Simulators.Salesforce;
using Microsoft.Extensions.Time.Testing;
using ConnectorOptions = Harness.Connectors.NetSuite.NetSuiteOptions;

namespace Harness.Unit.Sync.Cursors;

/// <summary>The change feed of a real connector over a simulated system, on a clock that stands still until it is moved.</summary>
internal sealed class ChangeFeed : IDisposable
{
    private const int Page = 100;

    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatedSystem _system;
    private readonly InProcessTransport _transport;
    private readonly IConnector _connector;
    private readonly DateTimeOffset _from;
    private string? _cursor;

    private ChangeFeed(string vendor, int records)
    {
        IsSalesforce = vendor == "salesforce";
        _from = _time.GetUtcNow().AddDays(-60);
        var clock = new SimulatedClock(_time);
        _system = IsSalesforce ? new SalesforceSystem(clock, new Journal(clock)) : new NetSuiteSystem(clock, new Journal(clock));
        _transport = new InProcessTransport(_system, Latency.None);
        lock (_system.Gate)
        {
            Ids = IsSalesforce ? Accounts(records) : Customers(records);
        }

        _connector = IsSalesforce ? Salesforce() : NetSuite();
    }

    public bool IsSalesforce { get; }

    public IReadOnlyList<string> Ids { get; }

    public static ChangeFeed Of(string vendor, int records) => new(vendor, records);

    public void Pass(TimeSpan time) => _time.Advance(time);

    /// <summary>A person's change that other sessions see only after a while, though it is stamped now.</summary>
    public void CommitLate(TimeSpan delay) => _system.Faults.Arm(new FaultOrder(FaultKinds.LateVisible, "person", Delay: delay));

    public void Edit(string id, int number)
    {
        lock (_system.Gate)
        {
            _system.PersonEdits(IsSalesforce ? "Account" : "customer", id, new JsonObject { [IsSalesforce ? "Phone" : "phone"] = $"+49 30 {number}" });
        }
    }

    /// <summary>One poll: what the pages bring until the feed is drained.</summary>
    /// <param name="naive">The cursor is the last stamp, and the next page starts after it.</param>
    public async Task<IReadOnlyList<string>> PollAsync(bool naive, CancellationToken ct)
    {
        var found = new List<string>();
        while (true)
        {
            var page = await _connector.ReadChangesAsync(
                new ChangeRequest(new ChangeSource("accounts", new Selection(IsSalesforce ? "Account" : "customer", IsSalesforce ? "Phone" : "phone")), _cursor, _from, naive ? TimeSpan.Zero : Overlap), ct);
            found.AddRange(page.Records.Select(record => record.Ref.Id));
            _cursor = naive && page.Records.Count > 0 ? AfterTheLast(page.Records[^1].ModifiedAt) : page.Cursor;
            if (naive ? page.Records.Count == 0 : !page.HasMore)
            {
                return found;
            }
        }
    }

    public void Dispose()
    {
        (_connector as IDisposable)?.Dispose();
        _transport.Dispose();
        (_system as IDisposable)?.Dispose();
    }

    private string AfterTheLast(DateTimeOffset stamp)
    {
        var next = stamp.AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return IsSalesforce ? new JsonObject { ["n"] = next, ["s"] = false }.ToJsonString() : new JsonObject { ["newest"] = next }.ToJsonString();
    }

    private List<string> Accounts(int records)
    {
        _system.Seed(World.Generate(new WorldOptions { Accounts = records, Opportunities = 0, Mess = 0 }));
        _system.Actions["set-limits"](new JsonObject { ["page"] = Page });
        return [.. _system.Records("Account").Select(one => one!["Id"]!.ToString())];
    }

    private List<string> Customers(int records) => [.. Enumerable.Range(1, records).Select(number =>
        _system.PersonCreates("customer", new JsonObject { ["companyName"] = $"Customer {number}", ["subsidiary"] = "1" })["id"]!.ToString())];

    private SalesforceConnector Salesforce() => SalesforceConnector.Create(
        "salesforce",
        new SalesforceOptions
        {
            LoginUrl = new Uri("https://acme.my.salesforce.com"), ClientId = Credential("client_id"), ClientSecret = Credential("client_secret"),
        },
        _transport, _time, new Random(7));

    private NetSuiteConnector NetSuite() => NetSuiteConnector.Create(
        "netsuite",
        new ConnectorOptions
        {
            Account = Credential("account"), ClientId = Credential("client_id"), CertificateId = Credential("certificate_id"),
            PrivateKeyPem = Credential("private_key_pem"), ReadPageSize = Page,
        },
        _transport, _time, new Random(7));

    private string Credential(string name) => _system.Credentials[name]!.ToString();
}
