using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Connectors.Odoo;

namespace Harness.Unit.Connectors.Odoo;

/// <summary>A real Odoo server, as tests/odoo starts it. Its people act over the same address, in calls of their own.</summary>
internal sealed class RealCompany : OdooCompany
{
    private static readonly Uri? address = Environment.GetEnvironmentVariable("HARNESS_ODOO_URL") is { Length: > 0 } url ? new Uri(url) : null;

    private readonly SocketsHttpHandler transport = new();
    private readonly HttpClient http;
    private long user;

    public RealCompany()
    {
        http = new HttpClient(transport, disposeHandler: false) { BaseAddress = address };
        Connector = OdooConnector.Create(
            "odoo", new OdooOptions { BaseUrl = address!, Database = Database, Login = Login, ApiKey = ApiKey }, transport, TimeProvider.System, new Random(7));
    }

    /// <summary>Null where a server is there; else why the tests on it are skipped.</summary>
    public static string? Absent => address is null ? "HARNESS_ODOO_URL names no Odoo server: run tests/odoo, which starts one where it can be had" : null;

    public override OdooConnector Connector { get; }

    private static string Database => Environment.GetEnvironmentVariable("HARNESS_ODOO_DATABASE") ?? "";

    private static string Login => Environment.GetEnvironmentVariable("HARNESS_ODOO_LOGIN") ?? "";

    private static string ApiKey => Environment.GetEnvironmentVariable("HARNESS_ODOO_KEY") ?? "";

    public override async Task<string> ProductAsync(string sku, decimal price) => (await CallAsync("product.product", "create", [new JsonArray(new JsonObject
    {
        ["name"] = $"Product {sku}", ["default_code"] = sku, ["type"] = "service", ["invoice_policy"] = "order", ["list_price"] = price,
    })]))![0]!.ToString();

    public override async Task<string> InvoiceAsync(string order)
    {
        var context = new JsonObject { ["active_model"] = "sale.order", ["active_ids"] = new JsonArray(Id(order)), ["active_id"] = Id(order) };
        var wizard = await CallAsync("sale.advance.payment.inv", "create", [new JsonObject { ["advance_payment_method"] = "delivered" }], context);
        await CallAsync("sale.advance.payment.inv", "create_invoices", [new JsonArray(wizard!.DeepClone())], context);
        var invoice = (await CallAsync("sale.order", "read", [new JsonArray(Id(order)), new JsonArray("invoice_ids")]))![0]!["invoice_ids"]![0]!.ToString();
        await CallAsync("account.move", "action_post", [new JsonArray(Id(invoice))]);
        return invoice;
    }

    public override async Task PayAsync(string invoice, decimal amount)
    {
        var context = new JsonObject { ["active_model"] = "account.move", ["active_ids"] = new JsonArray(Id(invoice)) };
        var journal = (await CallAsync("account.journal", "search", [new JsonArray(new JsonArray("type", "=", "bank"))]))![0]!.DeepClone();
        var wizard = await CallAsync("account.payment.register", "create", [new JsonObject { ["amount"] = amount, ["journal_id"] = journal }], context);
        await CallAsync("account.payment.register", "action_create_payments", [new JsonArray(wizard!.DeepClone())], context);
    }

    public override async Task CreditAsync(string invoice)
    {
        var context = new JsonObject { ["active_model"] = "account.move", ["active_ids"] = new JsonArray(Id(invoice)) };
        var wizard = await CallAsync("account.move.reversal", "create", [new JsonObject { ["refund_method"] = "cancel", ["reason"] = "returned" }], context);
        await CallAsync("account.move.reversal", "reverse_moves", [new JsonArray(wizard!.DeepClone())], context);
    }

    public override async Task CancelAsync(string invoice)
    {
        await CallAsync("account.move", "button_draft", [new JsonArray(Id(invoice))]);
        await CallAsync("account.move", "button_cancel", [new JsonArray(Id(invoice))]);
    }

    public override async Task ArchiveAsync(string partner) =>
        await CallAsync("res.partner", "write", [new JsonArray(Id(partner)), new JsonObject { ["active"] = false }]);

    public override void Dispose()
    {
        Connector.Dispose();
        http.Dispose();
        transport.Dispose();
    }

    private static JsonValue Id(string id) => JsonValue.Create(long.Parse(id));

    private async Task<JsonNode?> CallAsync(string model, string method, JsonArray args, JsonObject? context = null)
    {
        if (user == 0)
        {
            user = (await SendAsync("common", "authenticate", Database, Login, ApiKey, new JsonObject()))!.GetValue<long>();
        }

        return await SendAsync("object", "execute_kw", Database, user, ApiKey, model, method, args, new JsonObject { ["context"] = context?.DeepClone() ?? new JsonObject() });
    }

    private async Task<JsonNode?> SendAsync(string service, string method, params JsonNode?[] args)
    {
        using var response = await http.PostAsJsonAsync("/jsonrpc", new JsonObject
        {
            ["jsonrpc"] = "2.0", ["method"] = "call", ["id"] = 1, ["params"] = new JsonObject { ["service"] = service, ["method"] = method, ["args"] = new JsonArray(args) },
        }, Ct);
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        answer["error"].ShouldBeNull(answer["error"]?["data"]?["message"]?.ToString());
        return answer["result"];
    }
}
