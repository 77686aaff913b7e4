using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.NetSuite;

public sealed class NetSuiteReads : NetSuiteConsumer
{
    private const string Start = "TO_TIMESTAMP('2020-01-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS')";
    private const string Billing = "LEFT JOIN customeraddressbook bb ON bb.entity = t.id AND bb.defaultbilling = 'T' "
        + "LEFT JOIN customeraddressbookentityaddress ba ON ba.nkey = bb.addressbookaddress";

    [Fact]
    public Task A_poll_reads_changed_customers_in_one_call() => CallAsync(
        pact => Query(pact, "reading changed customers", "a customer", Match.Exactly(
            $"SELECT t.id AS id, {Modified} AS modified, t.companyname AS c0, t.vatregnumber AS c1, t.creditlimit AS c2, BUILTIN.DF(t.terms) AS c3, cur.symbol AS c4, "
            + $"ba.country AS c5 FROM customer t LEFT JOIN currency cur ON cur.id = t.currency {Billing} WHERE t.lastmodifieddate >= {Start} ORDER BY {Modified}, t.id"),
            new
            {
                id = Id(), modified = Moment, c0 = Match.Like("Acme"), c1 = Match.Like("DE123456789"), c2 = Amount("25000.5"), c3 = Match.Like("Net 30"),
                c4 = Match.Regex("EUR", "^[A-Z]{3}$"), c5 = Match.Regex("DE", "^[A-Z]{2}$"),
            }),
        async netSuite =>
        {
            var customers = new Selection("customer", "companyName", "vatRegNumber", "creditLimit", "terms.refName", "currency.symbol", "addressBook[billing].addressBookAddress.country");

            var page = await netSuite.ReadChangesAsync(Wanted.Changes(customers), Ct);

            page.Records.ShouldHaveSingleItem().Values["creditLimit"]!.GetValue<decimal>().ShouldBe(25_000.5m);
            page.HasMore.ShouldBeFalse();
        });

    [Fact]
    public Task A_long_poll_goes_on_behind_the_last_record() => CallAsync(
        pact => Query(pact, "reading changed customers behind a record", "a customer", Match.Exactly(
            $"SELECT t.id AS id, {Modified} AS modified, t.companyname AS c0 FROM customer t WHERE t.lastmodifieddate >= TO_TIMESTAMP('2020-02-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS') "
            + $"AND (t.lastmodifieddate >= TO_TIMESTAMP('2020-02-01 00:00:01', 'YYYY-MM-DD HH24:MI:SS') OR t.id > ${{customer}}) ORDER BY {Modified}, t.id", ("customer", "101")),
            new { id = Id("102"), modified = Moment, c0 = Match.Like("Acme") }),
        async netSuite => (await netSuite.ReadChangesAsync(
            Wanted.Changes(new Selection("customer", "companyName"), """{"newest":"2020-02-01T00:00:00Z","at":"2020-02-01T00:00:00Z","id":"101"}"""), Ct))
            .Records.ShouldHaveSingleItem().Ref.Id.ShouldBe("102"));

    [Fact]
    public Task Deletes_are_polled_from_a_table_of_their_own() => CallAsync(
        pact => Query(pact, "reading deleted customers", "a deleted customer", Match.Exactly(
            "SELECT t.recordid AS id, t.type AS type, TO_CHAR(t.deleteddate, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS modified FROM deletedrecord t "
            + $"WHERE LOWER(t.type) IN ('customer') AND t.deleteddate >= {Start} ORDER BY TO_CHAR(t.deleteddate, 'YYYY-MM-DD\"T\"HH24:MI:SS'), t.recordid"),
            new { id = Id(), type = Match.Regex("Customer", "(?i)^customer$"), modified = Moment }),
        async netSuite => (await netSuite.ReadChangesAsync(Wanted.Changes(new Selection("deletedrecord"), name: "deleted:customer"), Ct))
            .Records.ShouldHaveSingleItem().Deleted.ShouldBeTrue());

    [Fact]
    public Task A_record_that_is_not_found_is_looked_for_among_the_deleted_ones() => CallAsync(
        pact =>
        {
            Query(pact, "reading a customer that is gone", "a deleted customer", Match.Exactly(
                $"SELECT t.id AS id, {Modified} AS modified, t.companyname AS c0 FROM customer t WHERE (t.id IN (${{customer}})) ORDER BY t.id", ("customer", "101")));
            Query(pact, "reading what became of a customer", "a deleted customer", Match.Exactly(
                "SELECT t.recordid AS id, t.type AS type, TO_CHAR(t.deleteddate, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS modified FROM deletedrecord t WHERE LOWER(t.type) IN ('customer') "
                + "AND t.recordid IN (${customer}) ORDER BY TO_CHAR(t.deleteddate, 'YYYY-MM-DD\"T\"HH24:MI:SS'), t.recordid", ("customer", "101")),
                new { id = Id(), type = Match.Regex("Customer", "(?i)^customer$"), modified = Moment });
        },
        async netSuite => (await netSuite.ReadManyAsync(new Selection("customer", "companyName"), ["101"], Ct)).ShouldHaveSingleItem().Deleted.ShouldBeTrue());

    [Fact]
    public Task Customers_are_found_by_tax_id_by_domain_and_by_name_with_country() => CallAsync(
        pact =>
        {
            Query(pact, "reading customers by tax id", "a customer", Match.Exactly(
                $"SELECT t.id AS id, {Modified} AS modified, t.companyname AS c0 FROM customer t WHERE (LOWER(t.vatregnumber) IN ('${{tax_id}}')) ORDER BY t.id", ("tax_id", "de123456789")),
                new { id = Id(), modified = Moment, c0 = Match.Like("Acme") });
            Query(pact, "reading customers by domain", "a customer", Match.Exactly(
                $"SELECT t.id AS id, {Modified} AS modified, t.companyname AS c0, t.url AS c1 FROM customer t WHERE ((LOWER(t.url) LIKE '%${{domain}}%')) ORDER BY t.id", ("domain", "acme.test")),
                new { id = Id(), modified = Moment, c0 = Match.Like("Acme"), c1 = Match.Like("https://www.acme.test") });
            Query(pact, "reading customers by name and country", "a customer", Match.Exactly(
                $"SELECT t.id AS id, {Modified} AS modified, t.companyname AS c0 FROM customer t {Billing} WHERE ((LOWER(t.companyname) = '${{name}}' AND LOWER(ba.country) = 'de')) ORDER BY t.id",
                ("name", "acme")),
                new { id = Id(), modified = Moment, c0 = Match.Like("Acme") });
        },
        async netSuite =>
        {
            FindKey[] keys =
            [
                new("vatRegNumber", "DE123456789"), new("url.domain", "acme.test"),
                new([new KeyPart("companyName", "Acme"), new KeyPart("addressBook[billing].addressBookAddress.country", "DE")]),
            ];
            (await netSuite.FindManyAsync(new Selection("customer", "companyName"), keys, Ct)).ShouldHaveSingleItem().Ref.Id.ShouldBe("101");
        });
}
