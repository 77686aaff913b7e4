using System.Text.Json.Nodes;
using Harness.Connectors.NetSuite;
using Harness.Connectors.Salesforce;
using Harness.Contracts.Consumers;
using Harness.Contracts.Pact;
using Harness.Port;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;
using Harness.Simulators.Salesforce;
using ConnectorOptions = Harness.Connectors.NetSuite.NetSuiteOptions;

namespace Harness.Contracts.Providers;

/// <summary>What the connectors really send in a day of work, next pages and query parameters included, is in their pacts.</summary>
public sealed class WorkingDayTests
{
    private readonly SimulatedClock clock = new(TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static World Business => World.Generate(new WorldOptions { Accounts = 10, Opportunities = 5, Mess = 0 });

    [Fact]
    public async Task Every_call_to_Salesforce_is_in_its_pact()
    {
        using var org = new SalesforceSystem(clock, new Journal(clock));
        org.Seed(Business);
        using var calls = new CallRecorder(new InProcessTransport(org, Latency.None));
        var options = new SalesforceOptions
        {
            LoginUrl = new Uri("https://acme.my.salesforce.com"), ClientId = org.Credentials["client_id"]!.ToString(), ClientSecret = org.Credentials["client_secret"]!.ToString(),
        };

        await WorkAsync(SalesforceConnector.Create("salesforce", options, calls, new HurriedClock(), new Random(7)), org);

        Missing("salesforce", calls.Shapes).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_call_to_NetSuite_is_in_its_pact()
    {
        var account = new NetSuiteSystem(clock, new Journal(clock));
        account.Seed(Business);
        using var calls = new CallRecorder(new InProcessTransport(account, Latency.None));
        var options = new ConnectorOptions
        {
            Account = "1234567_SB1", ClientId = account.Credentials["client_id"]!.ToString(), CertificateId = account.Credentials["certificate_id"]!.ToString(),
            PrivateKeyPem = account.Credentials["private_key_pem"]!.ToString(),
        };
        using var connector = NetSuiteConnector.Create("netsuite", options, calls, new HurriedClock(), new Random(7));

        await WorkAsync(connector);

        Missing("netsuite", calls.Shapes).ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_is_in_no_pact_is_found() =>
        Missing("netsuite", ["GET /services/rest/record/v1/customer/*", "POST /services/rest/query/v1/suiteql limit,offset"]).ShouldBe(["GET /services/rest/record/v1/customer/*"]);

    private static async Task WorkAsync(SalesforceConnector salesforce, SalesforceSystem org)
    {
        string[] types = ["Account", "Contact", "Product2", "Opportunity"];
        await salesforce.EnsureFieldsAsync([.. types.Select(type => new FieldSpec(type, "ERP_Id__c", "ERP Id", FieldType.Text, 80, ExternalKey: true))], Ct);
        await salesforce.DescribeAsync(types, Ct);
        await salesforce.ReadUsageAsync(Ct);
        foreach (var type in types)
        {
            await salesforce.ReadChangesAsync(Wanted.Changes(new Selection(type, "Name")), Ct);
        }

        lock (org.Gate)
        {
            org.Actions["set-limits"](new JsonObject { ["page"] = 2 });
        }

        await salesforce.FindManyAsync(new Selection("Account", "Name"), [new FindKey("Type", "Customer - Direct")], Ct);
        await salesforce.FindManyAsync(
            new Selection("Opportunity", ["Name"], [new LineSelection("OpportunityLineItems", "Id", ["Quantity"])]), [new FindKey("StageName", "Negotiation/Review")], Ct);
        var key = new ExternalKey("ERP_Id__c", "main-1");
        var priced = new LineSet("PricebookEntries", "CurrencyIsoCode", [new RawLine("EUR", new Dictionary<string, JsonNode?> { ["UnitPrice"] = 10m })]);
        var made = await salesforce.ReceiptsAsync(Wanted.New("Account", key, ("Name", "Acme")), Wanted.New("Product2", key, ("Name", "Kit")) with { Lines = [priced] });
        var dearer = priced with { Rows = [new RawLine("EUR", new Dictionary<string, JsonNode?> { ["UnitPrice"] = 11m })] };
        var changes = made.Select(receipt => Wanted.Change(receipt.Ref!.ObjectType, receipt.Ref.Id, ("Name", "New")) with { Lines = receipt.Ref.ObjectType == "Product2" ? [dearer] : [] });
        (await salesforce.ReceiptsAsync([.. changes])).ShouldAllBe(receipt => receipt.Status == WriteStatus.Written);
    }

    private static async Task WorkAsync(NetSuiteConnector netSuite)
    {
        await netSuite.DescribeAsync(["customer", "contact", "item", "salesOrder", "invoice", "creditMemo", "settlement"], Ct);
        await netSuite.ReadUsageAsync(Ct);
        foreach (var type in new[] { "customer", "contact", "item", "salesOrder", "invoice", "settlement", "deletedrecord" })
        {
            await netSuite.ReadChangesAsync(Wanted.Changes(new Selection(type), name: type == "deletedrecord" ? "deleted" : type), Ct);
        }

        var item = (await netSuite.FindManyAsync(new Selection("item", "itemId"), [new FindKey("itemType", "InvtPart")], Ct))[0].Ref.Id;
        var customer = await WrittenAsync(netSuite, New("customer", "main-cus-1", ("companyName", "Acme"), ("addressBook[billing].addressBookAddress.country", "DE")));
        await WrittenAsync(netSuite, Wanted.Change("customer", customer, ("addressBook[billing].addressBookAddress.city", "Bonn")));
        var contact = await WrittenAsync(netSuite, New("contact", "main-con-1", ("lastName", "Li"), ("company.id", customer), ("custentity_contact_role", "Billing")));
        await WrittenAsync(netSuite, Wanted.Change("contact", contact, ("phone", "1")));
        var line = new LineSet("item", "custcol_crm_line", [new RawLine("L1", new Dictionary<string, JsonNode?> { ["item.id"] = item, ["quantity"] = 1, ["rate"] = 10m })]);
        var order = await WrittenAsync(netSuite, New("salesOrder", "main-opp-1", ("entity.id", customer)) with { Lines = [line] });
        await WrittenAsync(netSuite, Wanted.Change("salesOrder", order, ("memo", "New")) with { Lines = [line] });
        await WrittenAsync(netSuite, Wanted.Change("salesOrder", order, ("memo", "Newer")));
        await netSuite.ReadManyAsync(new Selection("salesOrder", ["tranId"], [new LineSelection("item", "custcol_crm_line", ["rate"])]), [order], Ct);
    }

    private static WriteRequest New(string type, string key, params (string Path, JsonNode? Value)[] values) => Wanted.New(type, new ExternalKey("externalId", key), values);

    private static async Task<string> WrittenAsync(NetSuiteConnector netSuite, WriteRequest write)
    {
        var receipt = (await netSuite.ReceiptsAsync(write)).ShouldHaveSingleItem();
        receipt.Status.ShouldBe(WriteStatus.Written, receipt.Fault?.Message);
        return receipt.Ref!.Id;
    }

    private static IEnumerable<string> Missing(string provider, IEnumerable<string> made)
    {
        var pinned = new PinnedPacts(ConsumerContract.PactsFolder, "harness", provider).Interactions.Select(CallShape.Of).ToHashSet();
        return made.Where(shape => !pinned.Contains(shape));
    }
}
