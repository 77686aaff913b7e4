using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.NetSuite;

public sealed class NetSuiteWrites : NetSuiteConsumer
{
    private const string BillingCity = "addressBook[billing].addressBookAddress.city";

    private static JsonObject OurPrice => new() { ["id"] = "-1" };

    [Fact]
    public Task A_new_customer_is_put_under_its_external_id_with_its_addresses() => CallAsync(
        pact =>
        {
            Currencies(pact);
            Terms(pact);
            Written(Write(pact, "creating a customer", "an account", HttpMethod.Put, $"{Records}/customer/eid:main-cus-1", new
            {
                isPerson = false, subsidiary = new { id = "1" }, companyName = "Müller & Söhne", creditLimit = 25_000.5m, currency = Reference("currency", "1"), terms = Reference("terms", "1"),
                addressBook = new
                {
                    items = new object[]
                    {
                        new { defaultBilling = true, defaultShipping = false, addressBookAddress = new { addr1 = "Weg 1", city = "Bonn", country = new { id = "DE" } } },
                        new { defaultBilling = false, defaultShipping = true, addressBookAddress = new { city = "Lyon", country = new { id = "FR" } } },
                    },
                },
            }, replace: "addressBook"), "customer");
        },
        async netSuite =>
        {
            var receipt = (await netSuite.ReceiptsAsync(New("customer", "main-cus-1",
                ("companyName", "Müller & Söhne"), ("creditLimit", 25_000.5m), ("currency.symbol", "EUR"), ("terms.refName", "Net 30"),
                ("addressBook[billing].addressBookAddress.addr1", "Weg 1"), (BillingCity, "Bonn"), ("addressBook[billing].addressBookAddress.country", "DE"),
                ("addressBook[shipping].addressBookAddress.city", "Lyon"), ("addressBook[shipping].addressBookAddress.country", "FR")))).ShouldHaveSingleItem();

            receipt.ShouldBe(WriteReceipt.Written("new main-cus-1", new RecordRef("netsuite", "customer", "101"), created: true));
        });

    [Fact]
    public Task An_address_is_changed_in_its_own_row() => CallAsync(
        pact =>
        {
            Query(pact, "reading the address books of customers", "a customer", Match.Exactly(
                "SELECT b.entity AS doc, b.internalid AS line, b.defaultbilling AS billing, b.defaultshipping AS shipping, a.addr1 AS addr1, a.addr2 AS addr2, a.city AS city, "
                + "a.state AS state, a.zip AS zip, a.country AS country FROM customeraddressbook b LEFT JOIN customeraddressbookentityaddress a ON a.nkey = b.addressbookaddress "
                + "WHERE b.entity IN (${customer}) ORDER BY b.entity, b.internalid", ("customer", "101")),
                new { doc = Id(), line = Id("11"), billing = "T", shipping = "F", addr1 = Match.Like("Weg 1"), city = Match.Like("Bonn"), country = Match.Regex("DE", "^[A-Z]{2}$") });
            Written(Write(pact, "changing a customer's billing address", "a customer", HttpMethod.Patch,
                Match.Exactly($"{Records}/customer/${{customer}}", ("customer", "101")), new
                {
                    phone = (string?)null,
                    addressBook = new
                    {
                        items = new[] { new { internalId = Match.FromState(Match.Integer(11), "billing"), addressBookAddress = new { city = "Köln" } } },
                    },
                }));
        },
        async netSuite => (await netSuite.ReceiptsAsync(Wanted.Change("customer", "101", ("phone", null), (BillingCity, "Köln")))).ShouldHaveSingleItem()
            .ShouldBe(WriteReceipt.Written("change 101", new RecordRef("netsuite", "customer", "101"), created: false)));

    [Fact]
    public Task A_new_contact_is_put_under_its_company() => CallAsync(
        pact =>
        {
            Schema(pact, "contact", "reading the schema of contacts").WithJsonBody(new
            {
                properties = new
                {
                    custentity_contact_role = new Dictionary<string, object>
                    {
                        ["title"] = Match.Like("Contact Role"), ["type"] = "string", ["x-ns-custom-field"] = true, ["enum"] = Match.Holds("Billing"),
                    },
                    custentity_primary_contact = new Dictionary<string, object> { ["title"] = Match.Like("Primary Contact"), ["type"] = "boolean", ["x-ns-custom-field"] = true },
                },
            }, "application/schema+json");
            Written(Write(pact, "creating a contact", "a customer", HttpMethod.Put, $"{Records}/contact/eid:main-con-1", new
            {
                subsidiary = new { id = "1" }, firstName = "Ada", lastName = "Li", email = "ada@acme.test", company = Reference("customer", "101"),
                custentity_contact_role = "Billing", custentity_primary_contact = true,
            }), "contact");
        },
        async netSuite => (await netSuite.ReceiptsAsync(New("contact", "main-con-1",
            ("firstName", "Ada"), ("lastName", "Li"), ("email", "ada@acme.test"), ("company.id", "101"), ("custentity_contact_role", "Billing"), ("custentity_primary_contact", true))))
            .ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written));

    [Fact]
    public Task A_contact_is_changed_by_id() => CallAsync(
        pact => Written(Write(pact, "changing a contact", "a contact", HttpMethod.Patch, Match.Exactly($"{Records}/contact/${{contact}}", ("contact", "102")),
            new { title = "CFO", company = Reference("customer", "101") })),
        async netSuite => (await netSuite.ReceiptsAsync(Wanted.Change("contact", "102", ("title", "CFO"), ("company.id", "101")))).ShouldHaveSingleItem()
            .Status.ShouldBe(WriteStatus.Written));

    [Fact]
    public Task A_new_order_has_its_discounts_as_lines() => CallAsync(
        pact =>
        {
            Currencies(pact);
            Query(pact, "reading items by name", "a customer and an item", Match.Exactly(
                "SELECT id AS id, itemid AS name FROM item WHERE LOWER(itemid) IN ('${sku}') ORDER BY id", ("sku", "sku-1")), new { id = Id("301"), name = Match.Regex("SKU-1", @"^SKU-\d+$") });
            Query(pact, "reading the discount item", "an account", Match.Exactly(
                "SELECT id AS id FROM item WHERE itemtype = 'Discount' AND LOWER(itemid) = 'discount' ORDER BY id"), new { id = Id("300") });
            Written(Write(pact, "creating a sales order", "a customer and an item", HttpMethod.Put, $"{Records}/salesOrder/eid:main-opp-1", new
            {
                entity = Reference("customer", "101"), tranDate = "2026-05-04", otherRefNum = "PO-1", custbody_crm_opportunity = "006dZ0000000001AAA",
                currency = Reference("currency", "1"), discountItem = Reference("discount", "300"), discountRate = "-5.00%",
                item = new { items = new object[] { Line("L1", 2, 120m), Discount("L1-d", "-10.00%"), Line("L2", 1, 0.333m) } },
            }, replace: "item"), "salesOrder");
        },
        async netSuite => (await netSuite.ReceiptsAsync(New("salesOrder", "main-opp-1",
            ("entity.id", "101"), ("tranDate", "2026-05-04"), ("otherRefNum", "PO-1"), ("custbody_crm_opportunity", "006dZ0000000001AAA"), ("currency.symbol", "EUR"),
            ("headerDiscountPercent", 5m)) with
        {
            Lines = [Lines(Row("L1", "item.itemId", "SKU-1", 2, 120m, 10m), Row("L2", "item.id", "301", 1, 0.333m, null))],
        })).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written));

    [Fact]
    public Task Lines_that_stay_are_named_by_their_number() => CallAsync(
        pact =>
        {
            Query(pact, "reading the line numbers of sales orders", "a sales order", Match.Exactly(
                "SELECT l.transaction AS doc, l.id AS line, l.custcol_crm_line AS crmline FROM transactionline l "
                + "WHERE l.transaction IN (${order}) AND l.mainline = 'F' AND l.taxline = 'F' ORDER BY l.transaction, l.linesequencenumber, l.id", ("order", "201")),
                new { doc = Id("201"), line = Id("1"), crmline = Match.Regex("L1", ".+") });
            var kept = Line("L1", 3, 120m);
            kept["line"] = Match.FromState(Match.Integer(1), "line");
            Written(Write(pact, "changing the lines of a sales order", "a sales order", HttpMethod.Patch, Match.Exactly($"{Records}/salesOrder/${{order}}", ("order", "201")),
                new { item = new { items = new object[] { kept, Line("L2", 1, 10m) } } }, replace: "item"));
        },
        async netSuite => (await netSuite.ReceiptsAsync(Wanted.Change("salesOrder", "201") with
        {
            Lines = [Lines(Row("L1", "item.id", "301", 3, 120m, null), Row("L2", "item.id", "301", 1, 10m, null))],
        })).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written));

    [Fact]
    public Task An_order_whose_lines_stay_is_changed_without_them() => CallAsync(
        pact => Written(Write(pact, "changing the head of a sales order", "a sales order", HttpMethod.Patch, Match.Exactly($"{Records}/salesOrder/${{order}}", ("order", "201")),
            new { memo = "Pilot", otherRefNum = "PO-2" })),
        async netSuite => (await netSuite.ReceiptsAsync(Wanted.Change("salesOrder", "201", ("memo", "Pilot"), ("otherRefNum", "PO-2")))).ShouldHaveSingleItem()
            .Status.ShouldBe(WriteStatus.Written));

    private static WriteRequest New(string type, string key, params (string Path, JsonNode? Value)[] values) => Wanted.New(type, new ExternalKey("externalId", key), values);

    private static JsonObject Line(string key, int quantity, decimal rate) => new()
    {
        ["item"] = Reference("item", "301"), ["price"] = OurPrice, ["quantity"] = quantity, ["rate"] = rate, ["custcol_crm_line"] = key,
    };

    private static JsonObject Discount(string key, string rate) => new()
    {
        ["item"] = Reference("discount", "300"), ["price"] = OurPrice, ["rate"] = rate, ["custcol_crm_line"] = key,
    };

    private static LineSet Lines(params RawLine[] rows) => new("item", "custcol_crm_line", rows);

    private static RawLine Row(string key, string itemPath, string item, int quantity, decimal rate, decimal? discount) => new(key, new Dictionary<string, JsonNode?>
    {
        [itemPath] = item, ["quantity"] = quantity, ["rate"] = rate, ["discountPercent"] = discount,
    });
}
