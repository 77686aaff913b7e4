using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.BusinessCentral;

public sealed class CardTests
{
    private static readonly Selection customers = new("customer", "displayName", "paymentTerms.code", "creditLimit", "phoneNumber", "website.domain", "currencyCode");

    [Fact]
    public async Task A_hundred_customers_are_created_in_one_batch_and_each_has_its_receipt()
    {
        using var bench = new Bench();
        var writes = Enumerable.Range(1, 100).Select(i => A.Customer($"main-acc-{i:D3}")).ToArray();

        var receipts = await bench.WriteAsync(writes);

        receipts.ShouldAllBe(receipt => receipt.Status == WriteStatus.Written && receipt.Created);
        receipts.Select(receipt => receipt.Key).ShouldBe(writes.Select(write => write.Key), ignoreOrder: true);
        bench.Calls.Count(call => call.Operation.StartsWith("batch", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_creation_under_the_same_key_finds_the_first()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-001dZ0000000001AAA"));

        var again = (await bench.WriteAsync(A.Customer("main-acc-001dZ0000000001AAA"))).ShouldHaveSingleItem();
        var found = await bench.Connector.FindManyAsync(customers with { Paths = ["key", .. customers.Paths] }, [new FindKey("key", "main-acc-001dZ0000000001AAA")], Bench.Ct);

        (again.Status, again.Ref!.Id).ShouldBe((WriteStatus.Written, id));
        found.ShouldHaveSingleItem().Ref.Id.ShouldBe(id);
        found[0].Values["key"]!.ToString().ShouldBe("main-acc-001dZ0000000001AAA", "a code in capitals is still the key that was asked for");
        bench.Living("customers").Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_never_created_is_not_looked_up_by_a_key()
    {
        using var bench = new Bench();

        FindKey[] keys = [new("key", "main-pro-01tdZ000000000XQAQ"), new("number", "no such number")];

        (await bench.Connector.FindManyAsync(new("item", "key", "number"), keys, Bench.Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_creation_unknown_and_one_customer_behind()
    {
        using var bench = new Bench();
        bench.Arm(FaultKinds.ResetAfterCommit, "batch");

        var receipt = (await bench.WriteAsync(A.Customer("main-acc-1"))).ShouldHaveSingleItem();

        receipt.Status.ShouldBe(WriteStatus.Unknown);
        (await bench.Connector.FindManyAsync(customers, [new FindKey("key", "main-acc-1")], Bench.Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_bad_customer_of_a_batch_is_refused_and_its_neighbours_are_written()
    {
        using var bench = new Bench();

        var receipts = await bench.WriteAsync(A.Customer("main-acc-1"), A.Customer("main-acc-2", ("phoneNumber", new string('1', 31))), A.Customer("main-acc-3"));

        receipts.Single(receipt => receipt.Key == "new main-acc-2").Fault!.Kind.ShouldBe(FaultKind.TooLong);
        receipts.Count(receipt => receipt.Status == WriteStatus.Written).ShouldBe(2);
    }

    [Fact]
    public async Task Payment_terms_go_out_and_come_back_by_their_code()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-1", ("paymentTerms.code", "60 DAYS")));

        (await bench.ReadAsync(customers, id)).Values["paymentTerms.code"]!.ToString().ShouldBe("60 DAYS");
        var unknown = (await bench.WriteAsync(A.Customer("main-acc-2", ("paymentTerms.code", "1 YEAR")))).Single();
        unknown.Fault!.Kind.ShouldBe(FaultKind.UnmappedValue);
        unknown.Fault.Message.ShouldContain("30 DAYS");
    }

    [Fact]
    public async Task An_empty_text_and_a_limit_of_zero_are_nothing_and_the_local_currency_is_not()
    {
        using var bench = new Bench();
        var id = bench.Customer("Acme GmbH");

        var record = await bench.ReadAsync(customers, id);

        record.Values["phoneNumber"].ShouldBeNull();
        record.Values["creditLimit"].ShouldBeNull();
        record.Values["currencyCode"]!.ToString().ShouldBe("EUR");
    }

    [Fact]
    public async Task A_stale_version_is_told_as_changed_meanwhile_and_a_fresh_one_is_taken()
    {
        using var bench = new Bench();
        var id = bench.Customer("Acme GmbH");
        var read = await bench.ReadAsync(customers, id);
        bench.System.PersonEdits("customers", id, new JsonObject { ["phoneNumber"] = "1" });

        var stale = (await bench.WriteAsync(A.Change("customer", id, ("phoneNumber", "2")) with { ExpectedVersion = read.Version })).Single();
        var fresh = (await bench.WriteAsync(A.Change("customer", id, ("phoneNumber", "2")) with { ExpectedVersion = (await bench.ReadAsync(customers, id)).Version })).Single();

        stale.Fault!.Kind.ShouldBe(FaultKind.ChangedMeanwhile);
        fresh.Status.ShouldBe(WriteStatus.Written);
    }

    [Fact]
    public async Task A_cleared_phone_number_is_cleared()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-1", ("phoneNumber", "+49 30 1")));

        await bench.WriteAsync(A.Change("customer", id, ("phoneNumber", null)));

        (await bench.ReadAsync(customers, id)).Values["phoneNumber"].ShouldBeNull();
    }

    [Fact]
    public async Task Keys_of_every_shape_are_asked_for_in_one_call()
    {
        using var bench = new Bench();
        var byDomain = bench.Customer("Acme GmbH", domain: "acme.example");
        var byName = bench.Customer("Lindner KG");
        bench.Customer("Other AG", domain: "notacme.example.org");
        var before = bench.Calls.Count(call => call.Operation.StartsWith("batch", StringComparison.Ordinal));

        var found = await bench.Connector.FindManyAsync(new Selection("customer", "displayName"),
        [
            new FindKey("key", "main-acc-9"), new FindKey("website.domain", "acme.example"),
            new FindKey([new KeyPart("displayName", "Lindner KG"), new KeyPart("country", "DE")]), new FindKey([new KeyPart("displayName", "Other AG"), new KeyPart("country", "FR")]),
        ], Bench.Ct);

        found.Select(record => record.Ref.Id).ShouldBe([byDomain, byName], ignoreOrder: true);
        (bench.Calls.Count(call => call.Operation.StartsWith("batch", StringComparison.Ordinal)) - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_contact_joins_the_company_of_its_customer_and_is_read_back_with_it()
    {
        using var bench = new Bench();
        var customer = bench.Customer("Lindner KG");
        var id = await bench.CreatedAsync(A.New("contact", "main-con-1", ("displayName", "Jana Vogel"), ("customer.id", customer), ("email", "jana@lindner.example")));

        (await bench.ReadAsync(new Selection("contact", "displayName", "customer.id"), id)).Values["customer.id"]!.ToString().ShouldBe(customer);
        bench.Stored("contacts", id)["companyName"]!.ToString().ShouldBe("Lindner KG");
    }

    [Fact]
    public async Task A_company_that_hands_out_numbers_itself_is_told_what_to_change()
    {
        using var bench = new Bench(options => options.ManualNumbers = false);

        var receipt = (await bench.WriteAsync(A.Customer("main-acc-1"))).Single();

        receipt.Status.ShouldBe(WriteStatus.Refused);
        receipt.Fault!.Message.ShouldContain("Manual Nos.");
    }
}
