using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.BusinessCentral;

public sealed class BusinessCentralReads : BusinessCentralConsumer
{
    private const string Lines = "$expand=salesOrderLines($expand=item($select=displayName))";
    private static readonly Selection Names = new("customer", "displayName");

    [Fact]
    public Task A_poll_reads_changed_customers() => CallAsync(
        pact => Batch(pact, "reading changed customers", "a customer", Get(0, In(
                $"customers?{Filter("lastModifiedDateTime ge 2020-01-01T00:00:00.000Z")}&$orderby=lastModifiedDateTime&$select=displayName,currencyCode,id,lastModifiedDateTime")))
            .WillRespond(200).WithJsonBody(new { responses = new[] { Rows(0, new Dictionary<string, object>
            {
                ["@odata.etag"] = Etag, ["id"] = Id(), ["displayName"] = Match.Like("Acme"), ["currencyCode"] = Match.Regex("EUR", "^[A-Z]{3}$"), ["lastModifiedDateTime"] = Moment,
            }) } }),
        async central => (await central.ReadChangesAsync(Wanted.Changes(new Selection("customer", "displayName", "currencyCode")), Ct))
            .Records.ShouldHaveSingleItem().Values["currencyCode"]!.ToString().ShouldBe("EUR"));

    [Fact]
    public Task A_poll_of_invoices_reads_the_open_ones_again_in_the_same_call() => CallAsync(
        pact =>
        {
            const string select = "$select=number,remainingAmount,id,lastModifiedDateTime";
            Batch(pact, "reading changed and open invoices", "an open invoice",
                Get(0, In($"salesInvoices?{Filter("lastModifiedDateTime ge 2020-01-01T00:00:00.000Z")}&$orderby=lastModifiedDateTime&{select}")),
                Get(1, In($"salesInvoices?{Filter("status eq 'Open'")}&{select}")))
                .WillRespond(200).WithJsonBody(new { responses = new[] { Rows(0, Invoice()), Rows(1, Invoice()) } });
        },
        async central => (await central.ReadChangesAsync(Wanted.Changes(new Selection("salesInvoice", "number", "remainingAmount")), Ct)).Records.ShouldHaveSingleItem());

    [Fact]
    public Task Customers_are_read_by_their_ids() => CallAsync(
        pact => Batch(pact, "reading a customer", "a customer", Get(0, In($"customers?$filter=id%20eq%20${{customer}}&$select=displayName,id,lastModifiedDateTime", ("customer", Some))))
            .WillRespond(200).WithJsonBody(new { responses = new[] { Rows(0, Customer()) } }),
        async central => (await central.ReadManyAsync(Names, [Some], Ct)).ShouldHaveSingleItem().Ref.Id.ShouldBe(Some));

    [Fact]
    public Task Customers_are_found_by_key_by_tax_id_and_by_domain_in_one_call() => CallAsync(
        pact => Batch(pact, "finding customers", "a customer",
                Get(0, In($"customers?{Filter("number eq 'A-1'")}&$select=displayName,number,taxRegistrationNumber,website,id,lastModifiedDateTime")),
                Get(1, In($"customers?{Filter("tolower(taxRegistrationNumber) eq 'de1'")}&$select=displayName,number,taxRegistrationNumber,website,id,lastModifiedDateTime")),
                Get(2, In($"customers?{Filter("contains(website,'acme.test')")}&$select=displayName,number,taxRegistrationNumber,website,id,lastModifiedDateTime")))
            .WillRespond(200).WithJsonBody(new { responses = new[] { Rows(0), Rows(1), Rows(2) } }),
        async central => (await central.FindManyAsync(
            Names, [new FindKey("key", "A-1"), new FindKey("taxRegistrationNumber", "DE1"), new FindKey("website.domain", "acme.test")], Ct)).ShouldBeEmpty());

    [Fact]
    public Task An_order_is_looked_for_among_orders_and_invoices() => CallAsync(
        pact =>
        {
            var filter = Filter("externalDocumentNumber eq 'MAIN-OPP-9'");
            Batch(pact, "finding an order", "an application",
                Get(0, In($"salesOrders?{filter}&$select=status,externalDocumentNumber,number,lastModifiedDateTime&{Lines}")),
                Get(1, In($"salesInvoices?{filter}&$select=id,number,orderNumber,externalDocumentNumber,customerId,customerNumber,currencyCode,currencyId,paymentTermsId,postingDate,status,"
                    + "discountAmount,totalAmountExcludingTax,totalAmountIncludingTax,totalTaxAmount,lastModifiedDateTime&$expand=salesInvoiceLines($expand=item($select=displayName))")))
                .WillRespond(200).WithJsonBody(new { responses = new[] { Rows(0), Rows(1) } });
        },
        async central => (await central.FindManyAsync(new Selection("salesOrder", "state"), [new FindKey("key", "main-opp-9")], Ct)).ShouldBeEmpty());

    [Fact]
    public Task Too_many_requests_are_a_reason_to_wait() => CallAsync(
        pact => Batch(pact, "reading while the user's requests are used up", "too many requests", Get(0, In(
                $"customers?$filter=id%20eq%20{Some}&$select=displayName,id,lastModifiedDateTime")))
            .WillRespond(429).WithJsonBody(new { error = new { code = "Application_TooManyRequests", message = Match.Like("Too many requests reached.") } }),
        async central => (await Should.ThrowAsync<ConnectorException>(central.ReadManyAsync(Names, [Some], Ct))).Fault.Kind.ShouldBe(FaultKind.Throttled));

    private static Dictionary<string, object> Customer() => new()
    {
        ["@odata.etag"] = Etag, ["id"] = Id(), ["displayName"] = Match.Like("Acme"), ["lastModifiedDateTime"] = Moment,
    };

    private static Dictionary<string, object> Invoice() => new()
    {
        ["@odata.etag"] = Etag, ["id"] = Id(), ["number"] = Match.Like("PS-INV103001"), ["remainingAmount"] = Match.Number(100), ["lastModifiedDateTime"] = Moment,
    };
}
