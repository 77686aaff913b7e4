using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;
using static Harness.Unit.Connectors.Salesforce.SimulatedOrg;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class SimulatedOrgTests
{
    private static readonly Selection Accounts = new("Account", "Name", "Phone", "ERP_Id__c", "ERP_Balance__c", "Last_Sync__c");
    private static readonly ChangeSource AccountSource = new("accounts", Accounts);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task The_whole_org_is_described()
    {
        using var org = await Ready();

        var description = await org.Connector.DescribeAsync(["Account", "Contact", "Product2", "Opportunity"], Ct);

        description.Objects.Select(found => found.Name).ShouldBe(["Account", "Contact", "Product2", "Opportunity"]);
        description.AccountId.ShouldBe(org.Credential("organization_id"));
        description.BaseCurrency.ShouldBe("EUR");
        description.MultiCurrency.ShouldBeTrue();
        var paths = description.Objects.SelectMany(found => found.Fields.Select(field => $"{found.Name}.{field.Path}")).ToHashSet();
        paths.ShouldContain("Account.BillingCountryCode");
        paths.ShouldContain("Account.Website.domain");
        paths.ShouldContain("Contact.Account.ERP_Id__c");
        paths.ShouldContain("Product2.PricebookEntries.UnitPrice");
        paths.ShouldContain("Opportunity.OpportunityLineItems.Product2.ProductCode");
        paths.ShouldContain("Opportunity.OpportunityLineItems.PricebookEntry.Product2.ProductCode");
        description.Objects[3].Fields.Single(field => field.Path == "StageName").Values.ShouldContain("Closed Won");
        description.Notes.ShouldContain(note => note.Contains("Closed Won", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_integration_user_logs_in_with_a_key()
    {
        using var org = await Ready();

        var usage = await org.Connect(withKey: true).ReadUsageAsync(Ct);

        usage.CallLimit.ShouldNotBeNull();
        usage.CallsUsed.ShouldNotBeNull();
    }

    [Fact]
    public async Task Values_survive_the_way_there_and_back()
    {
        using var org = await Ready();

        var receipts = await org.Write(Create(
            "Account", "main-1", ("Name", "O'Neil & Söhne 山田 😀"), ("Phone", null), ("ERP_Balance__c", 1234.56m), ("Last_Sync__c", "2026-01-31T10:15:30.000Z")));
        var found = (await org.Connector.FindManyAsync(Accounts, [new FindKey("ERP_Id__c", "MAIN-1")], Ct)).ShouldHaveSingleItem();

        found.Ref.ShouldBe(receipts["main-1"].Ref);
        found.Values["Name"]!.ToString().ShouldBe("O'Neil & Söhne 山田 😀");
        found.Values["Phone"].ShouldBeNull();
        found.Values["ERP_Balance__c"]!.GetValue<decimal>().ShouldBe(1234.56m);
        found.Values["Last_Sync__c"]!.ToString().ShouldBe("2026-01-31T10:15:30.000Z");
        (await org.Connector.FindManyAsync(Accounts, [new FindKey("Name", "O'Neil & Söhne 山田 😀")], Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_of_two_hundred_is_one_call_and_its_bad_rows_stop_alone()
    {
        using var org = await Ready();
        var writes = Enumerable.Range(0, 200).Select(i => Create("Account", $"main-{i}", ("Name", i % 50 == 7 ? null : $"Company {i}"))).ToArray();
        var before = org.Calls.Count;

        var receipts = await org.Write(writes);

        receipts.Values.Count(receipt => receipt.Status == WriteStatus.Written && receipt.Created).ShouldBe(196);
        receipts["main-57"].Fault!.Kind.ShouldBe(FaultKind.RequiredMissing);
        receipts["main-57"].Fault!.Fields.ShouldBe(["Name"]);
        org.Calls.Skip(before).ShouldBe(["collections-upsert"]);
        var stored = org.Stored("Account").ToDictionary(row => row["Id"]!.ToString(), row => row["ERP_Id__c"]?.ToString());
        receipts.Values.Where(receipt => receipt.Ref is not null).ShouldAllBe(receipt => stored[receipt.Ref!.Id] == receipt.Key);
    }

    [Theory]
    [InlineData(FaultKinds.ResetAfterCommit)]
    [InlineData(FaultKinds.ErrorAfterCommit)]
    public async Task A_lost_answer_is_unknown_and_its_record_found_by_key(string fault)
    {
        using var org = await Ready();
        org.Arm(fault, "collections-upsert");

        var lost = await org.Write(Create("Account", "main-1", ("Name", "Acme Lost")));
        var found = await org.Connector.FindManyAsync(Accounts, [new FindKey("ERP_Id__c", "main-1")], Ct);
        var again = await org.Write(Create("Account", "main-1", ("Name", "Acme Lost")));

        lost["main-1"].Status.ShouldBe(WriteStatus.Unknown);
        found.ShouldHaveSingleItem();
        again["main-1"].Created.ShouldBeFalse();
        org.Stored("Account").Count(row => row["ERP_Id__c"]?.ToString() == "main-1").ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_token_costs_one_login_and_loses_nothing()
    {
        using var org = await Ready();
        org.Arm(FaultKinds.ExpireToken, "collections-upsert");

        var receipts = await org.Write(Create("Account", "main-1", ("Name", "Acme Renewed")));

        receipts["main-1"].Status.ShouldBe(WriteStatus.Written);
        org.Calls.Count(call => call == "token").ShouldBe(2);
    }

    [Fact]
    public async Task A_throttled_write_is_refused_as_the_systems_trouble_and_a_locked_one_as_its_own()
    {
        using var org = await Ready();
        org.Arm(FaultKinds.Throttle, "collections-upsert");
        var throttled = await org.Write(Create("Account", "main-1", ("Name", "Acme")));
        org.Arm(FaultKinds.PartialBatch, "collections-upsert", options: new JsonObject { ["code"] = "UNABLE_TO_LOCK_ROW", ["message"] = "unable to obtain exclusive access" });
        var locked = await org.Write(Create("Account", "main-1", ("Name", "Acme")));

        throttled["main-1"].Fault!.Kind.ShouldBe(FaultKind.Throttled);
        locked["main-1"].Fault!.Kind.ShouldBe(FaultKind.RowLocked);
    }

    [Fact]
    public async Task A_feed_delivers_every_record_once_and_then_rests()
    {
        using var org = await Ready();
        for (var batch = 0; batch < 12; batch++)
        {
            await org.Write([.. Enumerable.Range(0, 200).Select(i => Create("Account", $"main-{batch}-{i}", ("Name", $"Company {batch} {i}")))]);
        }

        var seen = new HashSet<string>();
        ChangePage page;
        string? cursor = null;
        do
        {
            page = await org.Connector.ReadChangesAsync(new(AccountSource, cursor, DateTimeOffset.UnixEpoch, Overlap), Ct);
            page.Records.ShouldAllBe(record => seen.Add(record.Ref.Id));
            cursor = page.Cursor;
        }
        while (page.HasMore);

        seen.Count.ShouldBe(org.Stored("Account").Count);
        org.Clock.Advance(TimeSpan.FromHours(1));
        do
        {
            page = await org.Connector.ReadChangesAsync(new(AccountSource, page.Cursor, DateTimeOffset.UnixEpoch, Overlap), Ct);
            page.Records.ShouldAllBe(record => !seen.Add(record.Ref.Id));
        }
        while (page.HasMore);

        var before = org.Calls.Count;
        (await org.Connector.ReadChangesAsync(new(AccountSource, page.Cursor, DateTimeOffset.UnixEpoch, Overlap), Ct)).Records.ShouldBeEmpty();
        org.Calls.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Deleted_and_merged_records_come_with_the_feed()
    {
        using var org = await Ready();
        var receipts = await org.Write(
            Create("Account", "a", ("Name", "Winner Alpha")), Create("Account", "b", ("Name", "Loser Beta")), Create("Account", "c", ("Name", "Gone Gamma")));
        string Id(string key) => receipts[key].Ref!.Id;
        org.Act("merge-accounts", new JsonObject { ["winner"] = Id("a"), ["loser"] = Id("b") });
        org.Delete("Account", Id("c"));

        var records = (await org.Connector.ReadChangesAsync(new(AccountSource, null, DateTimeOffset.UnixEpoch, Overlap), Ct)).Records.ToDictionary(record => record.Ref.Id);
        var read = (await org.Connector.ReadManyAsync(Accounts, [Id("b"), "001000000000000AAA"], Ct)).ShouldHaveSingleItem();
        var written = await org.Write(new WriteRequest("w", "Account", Id("c"), null, new Dictionary<string, JsonNode?> { ["Name"] = "x" }, []));

        records[Id("b")].MergedInto.ShouldBe(Id("a"));
        records[Id("c")].Deleted.ShouldBeTrue();
        read.MergedInto.ShouldBe(Id("a"));
        written["w"].Fault!.Kind.ShouldBe(FaultKind.RecordGone);
    }

    [Fact]
    public async Task An_unknown_field_is_a_broken_mapping_and_names_the_column()
    {
        using var org = await Ready();

        var failed = await Should.ThrowAsync<ConnectorException>(
            () => org.Connector.FindManyAsync(new Selection("Account", "Nmae"), [new FindKey("Name", "Confidential Ltd")], Ct));

        failed.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
        failed.Message.ShouldContain("Nmae");
        failed.ToString().ShouldNotContain("Confidential");
    }
}
