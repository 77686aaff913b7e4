using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.NetSuite;

public sealed class NetSuiteDescriptions : NetSuiteConsumer
{
    [Fact]
    public Task The_account_is_described_by_its_catalogue_and_its_lists() => CallAsync(
        pact =>
        {
            Schema(pact, "customer", "reading the schema of customers").WithJsonBody(new JsonObject
            {
                ["properties"] = Match.Node(new
                {
                    companyName = Plain("string", 83), creditLimit = Plain("number"), isInactive = Plain("boolean"), currency = Reference(), subsidiary = Reference(),
                    addressBook = new { properties = new { items = new { items = new { properties = new { addressBookAddress = new { properties = new { city = Plain("string", 50) } } } } } } },
                }),
            }, "application/schema+json");
            Schema(pact, "inventoryItem", "reading the schema of items").WithJsonBody(
                new { properties = new { itemId = Plain("string"), displayName = Plain("string"), isInactive = Plain("boolean"), saleUnit = Reference() } }, "application/schema+json");
            Currencies(pact);
            Terms(pact);
            Query(pact, "reading the sale units", "an account with an item", Match.Exactly(
                "SELECT DISTINCT saleunit AS id, BUILTIN.DF(saleunit) AS name FROM item WHERE saleunit IS NOT NULL ORDER BY saleunit"), new { id = Id("1"), name = Match.Like("Each") });
            Query(pact, "reading the subsidiary and the clock of queries", "an account", Match.Exactly(
                "SELECT t.id AS id, t.isinactive AS inactive, cur.symbol AS currency, TO_CHAR(SYSDATE, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS now FROM subsidiary t "
                + "LEFT JOIN currency cur ON cur.id = t.currency WHERE t.id = 1 ORDER BY t.id"),
                new { id = Id("1"), inactive = Match.Regex("F", "^[TF]$"), currency = Match.Regex("EUR", "^[A-Z]{3}$"), now = Moment });
            Call(pact, "reading the server's time", "an account", HttpMethod.Get, "/services/rest/system/v1/serverTime")
                .WillRespond(200).WithJsonBody(new { serverTime = Match.Regex("2026-05-04T09:30:00.000Z", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$") });
        },
        async netSuite =>
        {
            var description = await netSuite.DescribeAsync(["customer", "item"], Ct);

            description.BaseCurrency.ShouldBe("EUR");
            description.MultiCurrency.ShouldBeTrue();
            var customer = description.Objects[0];
            customer.Fields.Single(field => field.Path == "companyName").Length.ShouldBe(83);
            customer.Fields.Single(field => field.Path == "addressBook[billing].addressBookAddress.city").Length.ShouldBe(50);
            customer.Fields.Single(field => field.Path == "terms.refName" || field.Path == "currency.symbol").Values.ShouldContain("EUR");
            description.Objects[1].Fields.Single(field => field.Path == "saleUnit.refName").Values.ShouldBe(["Each"]);
        });

    [Fact]
    public Task The_limits_say_how_many_calls_may_run() => CallAsync(
        pact => Call(pact, "reading the governance limits", "a role of an administrator", HttpMethod.Get, "/services/rest/system/v1/governanceLimits")
            .WillRespond(200).WithJsonBody(new { accountConcurrencyLimit = Match.Integer(5) }),
        async netSuite => (await netSuite.ReadUsageAsync(Ct)).ConcurrencyLimit.ShouldBe(5));

    private static object Plain(string type, int? length = null) => length is { } most
        ? new { title = Match.Like("Title"), type, maxLength = Match.Integer(most) }
        : new { title = Match.Like("Title"), type };

    private static object Reference() => new { title = Match.Like("Title"), type = "object", properties = new { id = new { type = "string" } } };
}
