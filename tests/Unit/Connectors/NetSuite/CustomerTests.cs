using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class CustomerTests
{
    private static readonly string[] billing = [.. new[] { "addr1", "city", "zip", "country" }.Select(f => A.Address("billing", f))];
    private static readonly string[] shipping = [.. new[] { "addr1", "city", "zip", "country" }.Select(f => A.Address("shipping", f))];

    [Fact]
    public async Task Values_come_back_as_they_were_written()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer(
            "main-acc-1",
            ("companyName", "Müller & Söhne 株式会社 'عربي'"),
            ("email", "ap@example.test"),
            ("url", "https://www.Example.test/shop"),
            ("vatRegNumber", "DE 123"),
            ("creditLimit", 25000.50m),
            ("terms.refName", "Net 30"),
            ("currency.symbol", "USD"),
            (A.Address("billing", "addr1"), "Weg 1"),
            (A.Address("billing", "city"), "Bonn"),
            (A.Address("billing", "country.id"), "DE")));

        var read = await bench.ReadAsync(
            new Selection("customer", "companyName", "url.domain", "creditLimit", "terms.refName", "currency.symbol", "phone", "isInactive", "externalId",
                A.Address("billing", "city"), A.Address("billing", "country.id"), A.Address("shipping", "city")),
            id);

        read.Values["companyName"]!.ToString().ShouldBe("Müller & Söhne 株式会社 'عربي'");
        read.Values["url.domain"]!.ToString().ShouldBe("example.test");
        read.Values["creditLimit"]!.GetValue<decimal>().ShouldBe(25000.50m);
        read.Values["terms.refName"]!.ToString().ShouldBe("Net 30");
        read.Values["currency.symbol"]!.ToString().ShouldBe("USD");
        read.Values["isInactive"]!.GetValue<bool>().ShouldBeFalse();
        read.Values["externalId"]!.ToString().ShouldBe("main-acc-1");
        read.Values[A.Address("billing", "city")]!.ToString().ShouldBe("Bonn");
        read.Values[A.Address("billing", "country.id")]!.ToString().ShouldBe("DE");
        read.Values.Keys.ShouldContain("phone");
        read.Values["phone"].ShouldBeNull();
        read.Values[A.Address("shipping", "city")].ShouldBeNull();
    }

    [Fact]
    public async Task A_null_clears_and_what_is_not_sent_stays()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-1", ("phone", "+49 1"), ("email", "a@example.test"), ("terms.refName", "Net 60")));

        await bench.CreatedAsync(A.Change("customer", id, ("phone", null), ("terms.refName", null)));

        var read = await bench.ReadAsync(new Selection("customer", "phone", "email", "terms.refName"), id);
        read.Values["phone"].ShouldBeNull();
        read.Values["terms.refName"].ShouldBeNull();
        read.Values["email"]!.ToString().ShouldBe("a@example.test");
    }

    [Fact]
    public async Task Custom_fields_have_the_types_that_the_metadata_says()
    {
        using var bench = new Bench();
        var company = await bench.CreatedAsync(A.Customer("main-acc-1"));
        var id = await bench.CreatedAsync(A.New("contact", "main-con-1",
            ("firstName", "Ada"), ("lastName", "Li"), ("company.id", company), ("custentity_contact_role", "Billing"), ("custentity_primary_contact", true)));

        var read = await bench.ReadAsync(new Selection("contact", "company.id", "custentity_contact_role", "custentity_primary_contact"), id);

        read.Values["company.id"]!.ToString().ShouldBe(company);
        read.Values["custentity_contact_role"]!.ToString().ShouldBe("Billing");
        read.Values["custentity_primary_contact"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_that_NetSuite_does_not_have_is_refused_with_those_it_has()
    {
        using var bench = new Bench();

        var receipt = (await bench.WriteAsync(A.Customer("main-acc-1", ("terms.refName", "Net 45")))).ShouldHaveSingleItem();

        receipt.Status.ShouldBe(WriteStatus.Refused);
        receipt.Fault!.Kind.ShouldBe(FaultKind.UnmappedValue);
        receipt.Fault.Message.ShouldContain("Due on receipt, Net 14, Net 30, Net 60");
        bench.Account.Records("customer").ShouldBeEmpty();
    }

    [Fact]
    public async Task Terms_that_an_administrator_adds_are_found_without_a_restart()
    {
        using var bench = new Bench();
        await bench.CreatedAsync(A.Customer("main-acc-1", ("terms.refName", "Net 30")));
        bench.Made("term", new JsonObject { ["name"] = "Net 45", ["daysUntilNetDue"] = 45 });

        await bench.CreatedAsync(A.Customer("main-acc-2", ("terms.refName", "Net 45")));
    }

    [Fact]
    public async Task Changing_one_of_two_addresses_leaves_the_other_row_alone()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-1",
            (billing[0], "Weg 1"), (billing[1], "Bonn"), (billing[3], "DE"), (shipping[0], "Rue 2"), (shipping[1], "Lyon"), (shipping[3], "FR")));

        await bench.CreatedAsync(A.Change("customer", id, (billing[1], "Köln")));

        var read = await bench.ReadAsync(new Selection("customer", [.. billing, .. shipping]), id);
        Shown(read, billing).ShouldBe("Weg 1, Köln, , DE");
        Shown(read, shipping).ShouldBe("Rue 2, Lyon, , FR");
        Rows(bench, id).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_address_that_serves_both_is_split_when_only_one_changes()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-1",
            (billing[0], "Weg 1"), (billing[1], "Bonn"), (billing[3], "DE"), (shipping[0], "Weg 1"), (shipping[1], "Bonn"), (shipping[3], "DE")));
        Rows(bench, id).Count.ShouldBe(1);

        await bench.CreatedAsync(A.Change("customer", id, (billing[1], "Köln")));

        var read = await bench.ReadAsync(new Selection("customer", [.. billing, .. shipping]), id);
        Shown(read, billing).ShouldBe("Weg 1, Köln, , DE");
        Shown(read, shipping).ShouldBe("Weg 1, Bonn, , DE");
        Rows(bench, id).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_create_that_is_sent_twice_makes_one_customer_with_one_address()
    {
        using var bench = new Bench();
        var create = A.Customer("main-acc-1", (billing[0], "Weg 1"), (billing[3], "DE"));

        var first = await bench.CreatedAsync(create);
        var second = await bench.CreatedAsync(create);

        second.ShouldBe(first);
        Rows(bench, first).Count.ShouldBe(1);
    }

    private static JsonArray Rows(Bench bench, string id) => bench.Stored("customer", id)["addressBook"]!["items"]!.AsArray();

    private static string Shown(RawRecord read, string[] paths) => string.Join(", ", paths.Select(path => read.Values[path]?.ToString()));
}
