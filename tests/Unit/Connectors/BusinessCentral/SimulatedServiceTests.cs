using System.Text.Json.Nodes;

namespace Harness.Unit.Connectors.BusinessCentral;

/// <summary>What any client meets: the query rules, versions, batches, postings and journals of the service.</summary>
public sealed class SimulatedServiceTests : IDisposable
{
    private readonly Bench bench = new(options => options.BatchLimit = 3);
    private readonly HttpClient http;

    public SimulatedServiceTests() => http = new HttpClient(bench.Transport, disposeHandler: false);

    [Fact]
    public async Task A_query_is_filtered_selected_ordered_and_paged()
    {
        foreach (var name in new[] { "Beta", "Alpha", "Gamma" })
        {
            bench.Customer(name);
        }

        var page = await RowsAsync("customers?$filter=displayName ne 'Gamma'&$orderby=displayName desc&$select=displayName&$top=1&$count=true");

        page["@odata.count"]!.GetValue<int>().ShouldBe(2);
        var row = page["value"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        row.Select(pair => pair.Key).ShouldBe(["@odata.etag", "displayName"]);
        row["displayName"]!.ToString().ShouldBe("Beta");
    }

    [Theory]
    [InlineData("customers?$filter=displayName eq 'a' or country eq 'DE'")]
    [InlineData("customers?$filter=displayName in ('a')")]
    [InlineData("customers?$filter=nickname eq 'a'")]
    [InlineData("salesOrderLines")]
    public async Task What_the_service_cannot_filter_is_refused(string query) => (await GetAsync(query)).Status.ShouldBe(400);

    /// <summary>Trap 16.</summary>
    [Fact]
    public async Task A_lambda_filter_is_ignored_and_everything_comes_back()
    {
        bench.Item("HX-1");
        var customer = bench.Customer("Acme");
        bench.Made("salesOrders", new JsonObject { ["customerId"] = customer });

        (await RowsAsync("salesOrders?$filter=salesOrderLines/any(l: l/quantity gt 5)"))["value"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_without_a_version_is_refused()
    {
        var id = bench.Customer("Acme");

        var without = await Api.SendAsync(bench, http, HttpMethod.Patch, $"customers({id})", new JsonObject { ["city"] = "Bonn" });
        var stale = await Api.SendAsync(bench, http, HttpMethod.Patch, $"customers({id})", new JsonObject { ["city"] = "Bonn" }, "W/\"old\"");

        (without.Status, without.Body!["error"]!["code"]!.ToString()).ShouldBe((400, "BadRequest_InvalidToken"));
        (stale.Status, stale.Body!["error"]!["code"]!.ToString()).ShouldBe((409, "Request_EntityChanged"));
    }

    [Fact]
    public async Task A_batch_over_the_limit_is_refused_and_one_within_it_stops_at_the_first_failure()
    {
        JsonObject Batch(params string[] urls) => new()
        {
            ["requests"] = new JsonArray([.. urls.Select((url, i) => new JsonObject { ["id"] = $"{i}", ["method"] = "GET", ["url"] = url })]),
        };
        var company = $"companies({bench.System.Credentials["company_id"]})";

        (await Api.PostAsync(bench, http, "$batch", Batch("a", "b", "c", "d"), inCompany: false)).Status.ShouldBe(400);
        var (status, body) = await Api.PostAsync(bench, http, "$batch", Batch($"{company}/customers", $"{company}/nothing", $"{company}/items"), inCompany: false);

        status.ShouldBe(200);
        body!["responses"]!.AsArray().Select(one => one!["status"]!.GetValue<int>()).ShouldBe([200, 404]);
    }

    /// <summary>Trap 48: a receipt is a credit.</summary>
    [Fact]
    public async Task A_receipt_must_be_negative_and_its_journal_line_is_gone_once_posted()
    {
        var invoice = FeedTests.Invoice(bench, 100);
        var journal = bench.Made("customerPaymentJournals", new JsonObject { ["code"] = "CRMSYNC", ["displayName"] = "Receipts" });
        JsonObject Payment(decimal amount) => new()
        {
            ["customerNumber"] = bench.Stored("salesInvoices", invoice)["customerNumber"]!.ToString(), ["amount"] = amount,
            ["appliesToInvoiceId"] = invoice, ["postingDate"] = "2026-03-01",
        };

        var id = (await Api.PostAsync(bench, http, $"customerPaymentJournals({journal})/customerPayments", Payment(100))).Body!["id"]!.ToString();
        (await Api.PostAsync(bench, http, $"journals({journal})/Microsoft.NAV.post")).Status.ShouldBe(400);
        await Api.SendAsync(bench, http, HttpMethod.Patch, $"customerPayments({id})", new JsonObject { ["amount"] = -100m }, "*");
        (await Api.PostAsync(bench, http, $"journals({journal})/Microsoft.NAV.post")).Status.ShouldBe(204);

        bench.Stored("salesInvoices", invoice)["remainingAmount"]!.GetValue<decimal>().ShouldBe(0);
        bench.Living("customerPayments").ShouldBeEmpty();
    }

    /// <summary>Trap 18.</summary>
    [Fact]
    public async Task A_failure_to_mail_an_invoice_comes_after_its_posting()
    {
        bench.Item("HX-1");
        bench.Act("set-preference", new JsonObject { ["mailIsDown"] = true });
        var id = bench.Made("salesInvoices", new JsonObject
        {
            ["customerId"] = bench.Customer("Acme"),
            ["salesInvoiceLines"] = new JsonArray(new JsonObject { ["lineType"] = "Item", ["lineObjectNumber"] = "HX-1", ["quantity"] = 1 }),
        });

        (await Api.PostAsync(bench, http, $"salesInvoices({id})/Microsoft.NAV.postAndSend")).Status.ShouldBe(400);

        bench.Stored("salesInvoices", id)["status"]!.ToString().ShouldBe("Open");
    }

    [Fact]
    public async Task Another_company_and_a_retired_path_are_not_served()
    {
        (await Api.SendAsync(bench, http, HttpMethod.Get, $"companies({Guid.Empty})/customers", inCompany: false)).Status.ShouldBe(404);
        (await Api.SendAsync(bench, http, HttpMethod.Get, "customers", inCompany: false)).Status.ShouldBe(400);
        (await GetAsync("vendorsOfOld")).Status.ShouldBe(404);
    }

    public void Dispose()
    {
        http.Dispose();
        bench.Dispose();
    }

    private Task<(int Status, JsonObject? Body)> GetAsync(string query) => Api.SendAsync(bench, http, HttpMethod.Get, query);

    private async Task<JsonObject> RowsAsync(string query)
    {
        var (status, body) = await GetAsync(query);
        status.ShouldBe(200);
        return body!;
    }
}
