using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class ReadingTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);
    private static readonly ChangeSource Accounts = new("accounts", new Selection("Account", "Name", "Phone", "Owner.Name"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_poll_asks_from_an_overlap_behind_the_newest_change_and_brings_deletes_and_merges()
    {
        using var org = new ScriptedOrg();
        org.AnswersRows(Account(1, "2026-03-01T09:00:00.000+0000"), Account(2, "2026-03-01T09:30:00.000+0000", deleted: true, mergedInto: Id(1)));
        org.AnswersRows();
        var connector = org.Connector();

        var page = await connector.ReadChangesAsync(new(Accounts, null, From, Overlap), Ct);
        var quiet = await connector.ReadChangesAsync(new(Accounts, page.Cursor, From, Overlap), Ct);

        page.HasMore.ShouldBeFalse();
        page.Records[1].Deleted.ShouldBeTrue();
        page.Records[1].MergedInto.ShouldBe(Id(1));
        quiet.Records.ShouldBeEmpty();
        org.Calls.Count.ShouldBe(2);
        org.Calls[0].Path.ShouldStartWith("/services/data/v67.0/queryAll?q=SELECT Id,SystemModstamp,IsDeleted,MasterRecordId,Name,Phone,Owner.Name FROM Account");
        org.Calls[0].Path.ShouldContain("WHERE SystemModstamp >= 2026-03-01T00:00:00.000Z ORDER BY SystemModstamp,Id LIMIT 2000");
        org.Calls[1].Path.ShouldContain("WHERE SystemModstamp >= 2026-03-01T09:15:00.000Z");
    }

    [Fact]
    public async Task Equal_stamps_at_a_page_boundary_lose_nothing()
    {
        using var org = new ScriptedOrg();
        const string stamp = "2026-03-01T09:00:00.000+0000";
        org.AnswersRows([.. Enumerable.Range(0, 2000).Select(i => Account(i, stamp))]);
        org.AnswersRows(Account(2000, stamp));
        var connector = org.Connector();

        var first = await connector.ReadChangesAsync(new(Accounts, null, From, Overlap), Ct);
        var second = await connector.ReadChangesAsync(new(Accounts, first.Cursor, From, Overlap), Ct);

        first.HasMore.ShouldBeTrue();
        second.HasMore.ShouldBeFalse();
        org.Calls[1].Path.ShouldContain(
            $"((SystemModstamp = 2026-03-01T09:00:00.000Z AND Id > '{Id(1999)}') OR SystemModstamp > 2026-03-01T09:00:00.000Z)");
    }

    [Fact]
    public async Task A_page_that_the_vendor_cut_short_is_continued()
    {
        using var org = new ScriptedOrg();
        org.Answers($$"""{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/0r8-1","records":[{{Account(1, "2026-03-01T09:00:00.000+0000").ToJsonString()}}]}""");

        var page = await org.Connector().ReadChangesAsync(new(Accounts, null, From, Overlap), Ct);

        page.HasMore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_quiet_feed_follows_the_vendors_clock_once_it_was_seen_in_step()
    {
        using var org = new ScriptedOrg();
        org.AnswersRows(Account(1, "2026-03-01T10:00:00.000+0000")).AnswersRows().AnswersRows();
        var connector = org.Connector();

        var page = await connector.ReadChangesAsync(new(Accounts, null, From, Overlap), Ct);
        org.Clock.Advance(TimeSpan.FromHours(2));
        page = await connector.ReadChangesAsync(new(Accounts, page.Cursor, From, Overlap), Ct);
        await connector.ReadChangesAsync(new(Accounts, page.Cursor, From, Overlap), Ct);

        org.Calls[2].Path.ShouldContain("SystemModstamp >= 2026-03-01T11:40:00.000Z");
    }

    [Fact]
    public async Task A_feed_whose_stamps_are_not_of_the_answers_time_stays_at_the_newest_stamp()
    {
        using var org = new ScriptedOrg();
        org.AnswersRows(Account(1, "2026-03-01T08:00:00.000+0000")).AnswersRows().AnswersRows();
        var connector = org.Connector();

        var page = await connector.ReadChangesAsync(new(Accounts, null, From, Overlap), Ct);
        org.Clock.Advance(TimeSpan.FromHours(2));
        page = await connector.ReadChangesAsync(new(Accounts, page.Cursor, From, Overlap), Ct);
        await connector.ReadChangesAsync(new(Accounts, page.Cursor, From, Overlap), Ct);

        org.Calls[2].Path.ShouldContain("SystemModstamp >= 2026-03-01T07:45:00.000Z");
    }

    [Fact]
    public async Task Two_edits_within_one_second_have_two_versions()
    {
        using var org = new ScriptedOrg();
        const string stamp = "2026-03-01T09:00:00.000+0000";
        var edited = Account(1, stamp);
        edited["Phone"] = "2";
        org.AnswersRows(Account(1, stamp)).AnswersRows(Account(1, stamp)).AnswersRows(edited);
        var connector = org.Connector();

        var versions = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            versions.Add((await connector.ReadManyAsync(Accounts.Selection, [Id(1)], Ct))[0].Version);
        }

        versions[1].ShouldBe(versions[0]);
        versions[2].ShouldNotBe(versions[0]);
    }

    [Fact]
    public async Task Values_keep_null_absent_decimals_times_and_letters_of_every_script()
    {
        using var org = new ScriptedOrg();
        org.Answers($$$"""
            {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Opportunity"},"Id":"{{{Id(1)}}}","SystemModstamp":"2026-03-01T09:00:00.000+0000",
             "Name":"\u5c71\u7530 \ud83d\ude00 \u05e9\u05dc\u05d5\u05dd","Amount":1.2345E7,"Header_Discount__c":5.0,"PO_Number__c":null,"Account":null,
             "CloseDate":"2026-01-31","Last_Sync__c":"2026-01-31T10:15:30.000+0000","IsWon":false}]}
            """);
        var selection = new Selection(
            "Opportunity", "Name", "Amount", "Header_Discount__c", "PO_Number__c", "Account.ERP_Id__c", "CloseDate", "Last_Sync__c", "IsWon", "Hidden__c");

        var values = (await org.Connector().ReadManyAsync(selection, [Id(1)], Ct))[0].Values;

        values["Name"]!.GetValue<string>().ShouldBe("山田 😀 שלום");
        values["Amount"]!.GetValue<decimal>().ShouldBe(12345000m);
        values["Header_Discount__c"]!.GetValue<decimal>().ShouldBe(5.0m);
        values["PO_Number__c"].ShouldBeNull();
        values["Account.ERP_Id__c"].ShouldBeNull();
        values.ContainsKey("Hidden__c").ShouldBeFalse();
        values["CloseDate"]!.GetValue<string>().ShouldBe("2026-01-31");
        DateTimeOffset.Parse(values["Last_Sync__c"]!.GetValue<string>()).ShouldBe(new DateTimeOffset(2026, 1, 31, 10, 15, 30, TimeSpan.Zero));
        values["IsWon"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_of_every_shape_share_a_call_and_are_escaped()
    {
        using var org = new ScriptedOrg();
        org.AnswersRows();

        await org.Connector().FindManyAsync(new Selection("Account", "Name"),
        [
            new FindKey("Tax_Id__c", "DE1"), new FindKey("Tax_Id__c", "O'Neil\\"),
            new FindKey([new KeyPart("Name", "Müller"), new KeyPart("BillingCountryCode", "DE")]),
        ], Ct);

        org.Calls.ShouldHaveSingleItem().Path.ShouldContain(
            "WHERE (Tax_Id__c IN ('DE1','O\\'Neil\\\\') OR (Name = 'Müller' AND BillingCountryCode = 'DE'))");
        org.Calls[0].Path.ShouldStartWith("/services/data/v67.0/query?");
    }

    [Fact]
    public async Task A_domain_is_found_in_any_spelling_of_a_web_address()
    {
        using var org = new ScriptedOrg();
        var ours = Account(1, "2026-03-01T09:00:00.000+0000");
        ours["Website"] = "HTTPS://WWW.Acme.example/shop";
        var other = Account(2, "2026-03-01T09:00:00.000+0000");
        other["Website"] = "not-acme.example";
        org.AnswersRows(ours, other);

        var found = await org.Connector().FindManyAsync(new Selection("Account", "Name"), [new FindKey("Website.domain", "acme.example")], Ct);

        found.ShouldHaveSingleItem().Ref.Id.ShouldBe(Id(1));
        org.Calls[0].Path.ShouldContain("Website LIKE '%acme.example%'");
    }

    [Fact]
    public async Task A_read_is_asked_again_after_a_page_that_is_no_JSON()
    {
        using var org = new ScriptedOrg();
        org.Answers("<html>maintenance</html>", 503).Answers("", 420).AnswersRows(Account(1, "2026-03-01T09:00:00.000+0000"));

        var found = await org.Settle(org.Connector().ReadManyAsync(Accounts.Selection, [Id(1)], Ct));

        found.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_org_that_stays_away_is_unavailable_and_says_nothing_of_the_query()
    {
        using var org = new ScriptedOrg();
        for (var i = 0; i < 3; i++)
        {
            org.Answers(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        }

        var key = new FindKey("Name", "Confidential Ltd");
        var failed = await Should.ThrowAsync<ConnectorException>(() => org.Settle(org.Connector().FindManyAsync(Accounts.Selection, [key], Ct)));

        failed.Fault.Kind.ShouldBe(FaultKind.Unavailable);
        failed.ToString().ShouldNotContain("Confidential");
    }

    [Fact]
    public async Task Half_a_character_is_replaced_and_stops_nothing()
    {
        using var org = new ScriptedOrg();
        org.Answers($$"""{"totalSize":1,"done":true,"records":[{"Id":"{{Id(1)}}","SystemModstamp":"2026-03-01T09:00:00.000+0000","Name":"a\\\ud83d\ud83d\ude00\\\\ud83d"}]}""");

        var found = await org.Connector().ReadManyAsync(new Selection("Account", "Name"), [Id(1)], Ct);

        found[0].Values["Name"]!.GetValue<string>().ShouldBe("a\\\ufffd😀\\\\ud83d");
    }

    [Fact]
    public async Task A_path_that_is_not_one_never_reaches_a_statement()
    {
        using var org = new ScriptedOrg();

        var failed = await Should.ThrowAsync<ConnectorException>(
            () => org.Connector().ReadManyAsync(new Selection("Account", "Name FROM User--"), [Id(1)], Ct));

        failed.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
        org.Calls.ShouldBeEmpty();
    }

    private static string Id(int number) => $"001xx00000{number:D5}AAA";

    private static JsonObject Account(int number, string stamp, bool deleted = false, string? mergedInto = null) => new()
    {
        ["Id"] = Id(number), ["SystemModstamp"] = stamp, ["IsDeleted"] = deleted, ["MasterRecordId"] = mergedInto, ["Name"] = "Acme", ["Phone"] = "1",
    };
}
