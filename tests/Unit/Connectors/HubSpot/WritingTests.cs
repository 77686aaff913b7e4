using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;
using static Harness.Unit.Connectors.HubSpot.SimulatedPortal;

namespace Harness.Unit.Connectors.HubSpot;

public sealed class WritingTests
{
    [Fact]
    public async Task Two_hundred_and_fifty_new_companies_take_three_calls_and_each_receipt_has_its_own_id()
    {
        using var portal = await Ready(accounts: 0);

        var receipts = await portal.Write([.. Enumerable.Range(1, 250).Select(number => New("companies", $"C-{number}", ("name", $"Muster {number}")))]);

        portal.Calls.Count(call => call == "batch-upsert").ShouldBe(3);
        receipts.Values.ShouldAllBe(receipt => receipt.Status == WriteStatus.Written && receipt.Created);
        portal.Stored("companies").ToDictionary(one => one["erp_id"]!.ToString(), one => one["id"]!.ToString())
            .ShouldBe(receipts.ToDictionary(receipt => receipt.Key, receipt => receipt.Value.Ref!.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_creation_sent_twice_makes_one_company()
    {
        using var portal = await Ready(accounts: 0);

        var first = await portal.Write(New("companies", "C-1", ("name", "Muster AG")));
        var second = await portal.Write(New("companies", "C-1", ("name", "Muster AG")));

        second["C-1"].Ref.ShouldBe(first["C-1"].Ref);
        second["C-1"].Created.ShouldBeFalse();
        portal.Stored("companies").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_bad_record_of_a_batch_is_refused_by_name_and_its_neighbours_are_written()
    {
        using var portal = await Ready(accounts: 0);

        var receipts = await portal.Write(
            New("companies", "C-1", ("name", "One")), New("companies", "C-2", ("name", "Two"), ("payment_terms", "Net 31")), New("companies", "C-3", ("name", "Three")));

        receipts["C-2"].ShouldSatisfyAllConditions(
            receipt => receipt.Status.ShouldBe(WriteStatus.Refused),
            receipt => receipt.Fault!.Kind.ShouldBe(FaultKind.UnmappedValue),
            receipt => receipt.Fault!.Fields.ShouldBe(["payment_terms"]));
        receipts.Values.Count(receipt => receipt.Status == WriteStatus.Written).ShouldBe(2);
        portal.Stored("companies").Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_property_is_a_broken_mapping_and_not_a_bad_record()
    {
        using var portal = await Ready();

        var receipt = (await portal.Write(Change("companies", portal.First("companies")["id"]!.ToString(), ("erp_idd", "x")))).Values.Single();

        receipt.Fault!.Kind.ShouldBe(FaultKind.MappingBroken);
        receipt.Fault.Fields.ShouldBe(["erp_idd"]);
    }

    [Fact]
    public async Task A_linked_record_is_updated_by_id_and_takes_its_key_on_the_way()
    {
        using var portal = await Ready();
        var id = portal.First("companies")["id"]!.ToString();

        await portal.Write(Change("companies", id, ("erp_id", "main-acc-7"), ("phone", null), ("credit_limit", 12.50m)));

        var stored = portal.Stored("companies").Single(one => one["id"]!.ToString() == id);
        (stored["erp_id"]!.ToString(), stored["phone"], stored["credit_limit"]!.ToString()).ShouldBe(("main-acc-7", null, "12.5"));
        portal.Stored("companies").Count.ShouldBe(5);
    }

    [Fact]
    public async Task Prices_of_a_product_travel_with_it_in_one_call()
    {
        using var portal = await Ready();
        var prices = new LineSet("prices", "currency", [Price("EUR", 10.5m), Price("USD", 12m), Price("XAU", 1m)]);

        await portal.Write(New("products", "P-1", ("name", "Bolt"), ("hs_sku", "B-1"), ("erp_active", true)) with { Lines = [prices] });

        var stored = portal.Stored("products").Single(one => one["hs_sku"]!.ToString() == "B-1");
        (stored["price"]!.ToString(), stored["hs_price_usd"]!.ToString()).ShouldBe(("10.5", "12"));
        var read = await portal.Settle(portal.Connector.ReadManyAsync(
            new Selection("products", ["name"], [new LineSelection("prices", "currency", ["currency", "price"])]), [stored["id"]!.ToString()], Ct));
        read.ShouldHaveSingleItem().Lines["prices"].Select(line => $"{line.Key} {line.Values["price"]}").Order().ShouldBe(["EUR 10.5", "USD 12"]);
    }

    [Fact]
    public async Task A_contact_is_given_its_company_as_the_primary_one()
    {
        using var portal = await Ready();
        var company = portal.Stored("companies")[2]["id"]!.ToString();

        await portal.Write(New("contacts", "K-1", ("lastname", "Neu"), ("companies[primary].id", company)));

        portal.Stored("contacts").Single(one => one["lastname"]!.ToString() == "Neu")["company"]!.ToString().ShouldBe(company);
    }

    [Fact]
    public async Task A_known_email_is_a_duplicate_that_names_the_other_record()
    {
        using var portal = await Ready();
        var known = portal.First("contacts");

        var receipt = (await portal.Write(New("contacts", "K-1", ("lastname", "Neu"), ("email", known["email"]!.ToString().ToUpperInvariant())))).Values.Single();

        receipt.Fault!.Kind.ShouldBe(FaultKind.DuplicateInTarget);
        receipt.Fault.Message.ShouldContain(known["id"]!.ToString());
        receipt.Fault.Message.ShouldNotContain("@");
    }

    [Theory]
    [InlineData(FaultKinds.ResetAfterCommit)]
    [InlineData(FaultKinds.ErrorAfterCommit)]
    public async Task A_lost_answer_leaves_it_unknown_and_the_key_finds_what_was_made(string fault)
    {
        using var portal = await Ready(accounts: 0);
        portal.Arm(fault, "batch-upsert");

        var receipts = await portal.Write(New("companies", "C-1", ("name", "Muster AG")));
        var found = await portal.Settle(portal.Connector.FindManyAsync(new Selection("companies", "name", "erp_id"), [new FindKey("erp_id", "C-1")], Ct));

        receipts["C-1"].Status.ShouldBe(WriteStatus.Unknown);
        found.ShouldHaveSingleItem();
        portal.Calls.Count(call => call == "batch-upsert").ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_is_told_as_one_and_not_tried_again_inside()
    {
        using var portal = await Ready();
        portal.Arm(FaultKinds.RowLock, "batch-update");

        var receipt = (await portal.Write(Change("companies", portal.First("companies")["id"]!.ToString(), ("name", "Neu AG")))).Values.Single();

        (receipt.Status, receipt.Fault!.Kind).ShouldBe((WriteStatus.Refused, FaultKind.RowLocked));
    }

    [Fact]
    public async Task An_input_that_failed_inside_the_vendor_is_looked_up_before_it_is_sent_again()
    {
        using var portal = await Ready(accounts: 0);
        portal.Arm(FaultKinds.PartialBatch, "batch-upsert");

        var receipts = await portal.Write([.. Enumerable.Range(1, 3).Select(number => New("companies", $"C-{number}", ("name", $"Muster {number}")))]);

        receipts.Values.Select(receipt => receipt.Status).Order().ShouldBe([WriteStatus.Written, WriteStatus.Written, WriteStatus.Unknown]);
    }

    [Fact]
    public async Task An_id_that_was_merged_away_is_written_to_its_survivor()
    {
        using var portal = await Ready();
        var (winner, loser) = (portal.Stored("companies")[0]["id"]!.ToString(), portal.Stored("companies")[1]["id"]!.ToString());
        var survivor = portal.Act("merge-accounts", new JsonObject { ["winner"] = winner, ["loser"] = loser })["id"]!.ToString();

        var receipt = (await portal.Write(Change("companies", loser, ("phone", "+49 1")))).Values.Single();

        receipt.Ref!.Id.ShouldBe(survivor);
    }

    private static RawLine Price(string currency, decimal price) => new(currency, new Dictionary<string, JsonNode?> { ["price"] = price });
}
