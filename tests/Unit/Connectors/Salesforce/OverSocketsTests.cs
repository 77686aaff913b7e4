using Harness.Connectors.Salesforce;
using Harness.Port;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class OverSocketsTests : IAsyncLifetime
{
    private readonly SalesforceSystem system;
    private readonly SimulatorHost host;
    private readonly SocketsHttpHandler sockets = new() { PooledConnectionLifetime = TimeSpan.Zero };
    private readonly SalesforceConnector connector;
    private bool stopped;

    public OverSocketsTests()
    {
        var clock = new SimulatedClock(TimeProvider.System);
        system = new SalesforceSystem(clock, new Journal(clock));
        system.Seed(World.Generate(new WorldOptions { Accounts = 3, Opportunities = 3, Mess = 0 }));
        host = SimulatorHost.Start(system, new SimulatorOptions());
        connector = Connect(host.Url);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await connector.EnsureFieldsAsync([new FieldSpec("Account", "ERP_Id__c", "ERP Id", FieldType.Text, 80, ExternalKey: true)], Ct);

    [Fact]
    public async Task Every_letter_survives_the_address_and_the_body()
    {
        const string name = "50% \"A+B\" & O'Neil\\ / Söhne? #1 山田 😀";

        var written = await Write("E 1/2+ü", name);
        var found = await connector.FindManyAsync(
            new Selection("Account", "Name", "ERP_Id__c"), [new FindKey([new KeyPart("Name", name), new KeyPart("ERP_Id__c", "E 1/2+ü")])], Ct);

        written.Status.ShouldBe(WriteStatus.Written);
        found.ShouldHaveSingleItem().Values["Name"]!.ToString().ShouldBe(name);
    }

    [Theory]
    [InlineData(FaultKinds.ResetAfterCommit)]
    [InlineData(FaultKinds.ResetBefore)]
    public async Task A_connection_that_breaks_leaves_the_outcome_unknown(string fault)
    {
        system.Faults.Arm(new FaultOrder(fault, "collections-upsert"));

        (await Write("main-1", "Acme")).Status.ShouldBe(WriteStatus.Unknown);
    }

    [Fact]
    public async Task An_HTML_page_from_the_load_balancer_does_not_stop_a_read()
    {
        system.Faults.Arm(new FaultOrder(FaultKinds.Unavailable, "query", Html: true));

        await Should.NotThrowAsync(() => connector.FindManyAsync(new Selection("Account", "Name"), [new FindKey("Name", "Acme")], Ct));
    }

    [Fact]
    public async Task A_host_that_does_not_listen_gets_nothing_sent()
    {
        await StopAsync();

        var receipt = await Write("main-1", "Acme");

        receipt.Status.ShouldBe(WriteStatus.NotSent);
        receipt.Fault!.Kind.ShouldBe(FaultKind.Unavailable);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        sockets.Dispose();
        system.Dispose();
    }

    private async ValueTask StopAsync()
    {
        if (!stopped)
        {
            stopped = true;
            await host.DisposeAsync();
        }
    }

    private SalesforceConnector Connect(Uri url) => SalesforceConnector.Create(
        "salesforce",
        new SalesforceOptions { LoginUrl = url, ClientId = system.Credentials["client_id"]!.ToString(), ClientSecret = system.Credentials["client_secret"]!.ToString() },
        sockets, TimeProvider.System, new Random(7));

    private async Task<WriteReceipt> Write(string key, string name)
    {
        WriteReceipt? last = null;
        await foreach (var receipt in connector.WriteManyAsync([SimulatedOrg.Create("Account", key, ("Name", name))], Ct))
        {
            last = receipt;
        }

        return last.ShouldNotBeNull();
    }
}
