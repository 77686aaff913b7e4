using System.Text.Json.Nodes;
using Harness.Connectors.Odoo;
using Harness.Port;

namespace Harness.Unit.Connectors.Odoo;

/// <summary>One Odoo and the connector to it; its people act in its own screens. Simulated or real, the same tests run on it.</summary>
internal abstract class OdooCompany : IDisposable
{
    private static int keys;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public abstract OdooConnector Connector { get; }

    /// <summary>New in this process, and on a server that outlives it.</summary>
    public static string KeyOf(string what) => $"t{Environment.ProcessId}x{Interlocked.Increment(ref keys)}-{what}";

    public abstract Task<string> ProductAsync(string sku, decimal price);

    /// <summary>The invoice is posted.</summary>
    public abstract Task<string> InvoiceAsync(string order);

    public abstract Task PayAsync(string invoice, decimal amount);

    public abstract Task CreditAsync(string invoice);

    public abstract Task CancelAsync(string invoice);

    public abstract Task ArchiveAsync(string partner);

    /// <summary>The fields that check --fix makes.</summary>
    public async Task<OdooCompany> ReadyAsync()
    {
        await Connector.EnsureFieldsAsync(
        [
            new("sale.order", "x_crm_opportunity", "CRM opportunity", FieldType.Text), new("sale.order", "order_line.x_crm_line", "CRM line", FieldType.Text),
            new("res.partner.contact", "x_crm_first_name", "First name", FieldType.Text), new("res.partner.contact", "x_crm_last_name", "Last name", FieldType.Text),
        ], Ct);
        return this;
    }

    public async Task<List<WriteReceipt>> WriteAsync(params WriteRequest[] writes)
    {
        var receipts = new List<WriteReceipt>();
        await foreach (var receipt in Connector.WriteManyAsync(writes, Ct))
        {
            receipts.Add(receipt);
        }

        return receipts;
    }

    public async Task<string> WrittenAsync(WriteRequest write)
    {
        var receipt = (await WriteAsync(write)).ShouldHaveSingleItem();
        receipt.Status.ShouldBe(WriteStatus.Written, receipt.Fault?.Message);
        return receipt.Ref!.Id;
    }

    public async Task<RawRecord> ReadAsync(Selection selection, string id) => (await Connector.ReadManyAsync(selection, [id], Ct)).ShouldHaveSingleItem();

    public async Task<string> CustomerAsync(params (string Path, JsonNode? Value)[] values) => await WrittenAsync(A.New("res.partner", KeyOf("acc"), [("name", "Example GmbH"), .. values]));

    public abstract void Dispose();
}

/// <summary>Writes as the engine makes them.</summary>
internal static class A
{
    public static readonly Selection Order = new("sale.order",
        ["name", "confirmed", "status", "date_order.date", "amount_untaxed", "header_discount", "pricelist_id.currency", "client_order_ref", "partner_id.id"],
        [new LineSelection("order_line", "x_crm_line", ["product_id.id", "product_id.default_code", "product_uom_qty", "price_unit", "discount", "amount", "description"])]);

    public static readonly Selection Invoice = new(
        "account.move", "name", "status", "order.id", "partner_id.id", "amount_total", "amount_residual", "amount_paid", "amount_credited", "last_payment_date");

    public static WriteRequest New(string type, string key, params (string Path, JsonNode? Value)[] values) =>
        new($"new {key}", type, null, new ExternalKey("xml_id", key), values.ToDictionary(v => v.Path, v => v.Value), []);

    public static WriteRequest Change(string type, string id, params (string Path, JsonNode? Value)[] values) =>
        new($"change {id}", type, id, null, values.ToDictionary(v => v.Path, v => v.Value), []);

    public static WriteRequest Sold(string key, string customer, params RawLine[] lines) => New(
        "sale.order", key, ("partner_id.id", customer), ("x_crm_opportunity", key), ("date_order.date", "2026-01-31"), ("confirmed", true)).With(lines);

    public static WriteRequest With(this WriteRequest write, params RawLine[] rows) => write with { Lines = [new LineSet("order_line", "x_crm_line", rows)] };

    public static RawLine Line(string key, string product, decimal quantity, decimal price, decimal? discount = null, decimal? amount = null) =>
        new(key, new Dictionary<string, JsonNode?>
        {
            ["product_id.id"] = product, ["product_uom_qty"] = quantity, ["price_unit"] = price, ["discount"] = discount, ["amount"] = amount,
        });
}
