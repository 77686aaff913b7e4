using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.Odoo;

/// <summary>What the connector promises, on the simulator in both dialects and on a real server.</summary>
public abstract class OdooPromises
{
    [Fact]
    public async Task A_custom_field_is_made_once_and_one_of_another_type_is_refused()
    {
        using var company = await OpenAsync();

        (await company.Connector.EnsureFieldsAsync([new("sale.order", "x_crm_opportunity", "CRM opportunity", FieldType.Text)], OdooCompany.Ct))
            .ShouldHaveSingleItem().State.ShouldBe(FieldProvisionState.Present);
        var clash = await Should.ThrowAsync<ConnectorException>(() => company.Connector.EnsureFieldsAsync([new("sale.order", "x_crm_opportunity", "CRM opportunity", FieldType.Boolean)], OdooCompany.Ct));
        clash.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
    }

    [Fact]
    public async Task A_description_tells_fields_lists_and_what_may_be_written()
    {
        using var company = await OpenAsync();

        var described = await company.Connector.DescribeAsync(["res.partner", "res.partner.contact", "product.product", "sale.order", "account.move"], OdooCompany.Ct);

        described.BaseCurrency.ShouldNotBeNull();
        described.Objects.Select(one => one.Name).ShouldBe(["res.partner", "res.partner.contact", "product.product", "sale.order", "account.move"]);
        var order = described.Objects[3];
        order.Createable.ShouldBeTrue();
        order.Fields.Single(field => field.Path == "order_line.price_unit").Scale.ShouldNotBeNull();
        order.Fields.Single(field => field.Path == "order_line.x_crm_line").Unique.ShouldBeTrue();
        described.Objects[0].Fields.Single(field => field.Path == "property_payment_term_id.name").Values.ShouldContain("30 Days");
        described.Objects[4].Updateable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_customer_with_a_delivery_address_comes_back_as_it_was_written()
    {
        using var company = await OpenAsync();
        var id = await company.CustomerAsync(
            ("website", "https://www.example.test"), ("vat", "US12"), ("property_payment_term_id.name", "30 Days"), ("child_ids[invoice].street", "Weg 1"),
            ("child_ids[invoice].country_id.code", "US"), ("child_ids[invoice].state_id.code", "CA"), ("child_ids[delivery].street", "Dock 2"), ("child_ids[delivery].country_id.code", "DE"));
        var selection = new Selection("res.partner", "name", "website.domain", "property_payment_term_id.name", "child_ids[invoice].street",
            "child_ids[invoice].state_id.code", "child_ids[delivery].street", "child_ids[delivery].country_id.code", "child_ids[delivery].city");

        var read = await company.ReadAsync(selection, id);

        read.Values.Values.Select(value => value?.ToString()).ShouldBe(["Example GmbH", "example.test", "30 Days", "Weg 1", "CA", "Dock 2", "DE", null]);
        await company.WrittenAsync(A.Change("res.partner", id, ("child_ids[delivery].street", "Dock 3"), ("child_ids[invoice].street", "Weg 9")));
        var changed = await company.ReadAsync(selection, id);
        changed.Values["child_ids[delivery].street"]!.ToString().ShouldBe("Dock 3");
        changed.Values["child_ids[delivery].country_id.code"]!.ToString().ShouldBe("DE");
        changed.Values["child_ids[invoice].street"]!.ToString().ShouldBe("Weg 9");
        changed.Version.ShouldNotBe(read.Version);
    }

    [Fact]
    public async Task What_is_cleared_is_empty_and_an_address_without_content_is_put_aside()
    {
        using var company = await OpenAsync();
        var id = await company.CustomerAsync(("phone", "+49 30 1"), ("child_ids[delivery].street", "Dock 2"));

        await company.WrittenAsync(A.Change("res.partner", id, ("phone", null), ("child_ids[delivery].street", null)));

        var read = await company.ReadAsync(new Selection("res.partner", "phone", "name", "child_ids[delivery].street"), id);
        read.Values["phone"].ShouldBeNull();
        read.Values["name"]!.ToString().ShouldBe("Example GmbH");
        read.Values["child_ids[delivery].street"].ShouldBeNull();
    }

    [Fact]
    public async Task A_contact_keeps_both_halves_of_its_name()
    {
        using var company = await OpenAsync();
        var customer = await company.CustomerAsync();
        var id = await company.WrittenAsync(A.New(
            "res.partner.contact", OdooCompany.KeyOf("con"), ("parent_id.id", customer), ("x_crm_first_name", "Ana María"), ("x_crm_last_name", "de la Cruz"), ("email", "ana@example.test")));

        await company.WrittenAsync(A.Change("res.partner.contact", id, ("x_crm_first_name", "Ana")));

        var read = await company.ReadAsync(new Selection("res.partner.contact", "name", "x_crm_first_name", "x_crm_last_name", "parent_id.id"), id);
        read.Values.Values.Select(value => value!.ToString()).ShouldBe(["Ana de la Cruz", "Ana", "de la Cruz", customer]);
    }

    [Fact]
    public async Task A_record_is_found_by_our_key_by_number_and_by_domain_also_when_it_is_archived()
    {
        using var company = await OpenAsync();
        var key = OdooCompany.KeyOf("acc");
        var id = await company.WrittenAsync(A.New("res.partner", key, ("name", "Found_it GmbH"), ("vat", $"VAT{key}"), ("website", $"https://www.{key}.test/shop")));
        await company.ArchiveAsync(id);
        var selection = new Selection("res.partner", "name", "xml_id");

        foreach (var (path, value) in new[] { ("xml_id", key), ("vat", $"vat{key}".ToLowerInvariant()), ("website.domain", $"{key}.test") })
        {
            var found = await company.Connector.FindManyAsync(selection, [new FindKey(path, value), new FindKey(path, "nobody.at.all")], OdooCompany.Ct);
            found.ShouldHaveSingleItem().Ref.Id.ShouldBe(id, path);
            found[0].Values["xml_id"]!.ToString().ShouldBe(key);
        }

        (await company.Connector.FindManyAsync(selection, [new FindKey("name", "FoundXit GmbH")], OdooCompany.Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_bad_record_of_a_batch_stops_alone_and_receipts_answer_to_their_keys()
    {
        using var company = await OpenAsync();
        var writes = Enumerable.Range(1, 5).Select(i => A.New("res.partner", OdooCompany.KeyOf("acc"), ("name", i == 3 ? null : $"Company {i}"))).ToArray();

        var receipts = await company.WriteAsync(writes);

        receipts.Single(receipt => receipt.Key == writes[2].Key).Fault!.Kind.ShouldBe(FaultKind.RequiredMissing);
        foreach (var written in receipts.Where(receipt => receipt.Key != writes[2].Key))
        {
            written.Status.ShouldBe(WriteStatus.Written, written.Fault?.Message);
            var read = await company.ReadAsync(new Selection("res.partner", "name", "xml_id"), written.Ref!.Id);
            written.Key.ShouldBe($"new {read.Values["xml_id"]}");
        }
    }

    [Fact]
    public async Task The_same_order_sent_twice_is_one_order_of_the_same_lines()
    {
        using var company = await OpenAsync();
        var product = await company.ProductAsync(OdooCompany.KeyOf("sku"), 100);
        var order = A.Sold(OdooCompany.KeyOf("opp"), await company.CustomerAsync(), A.Line("l1", product, 1, 100), A.Line("l2", product, 2, 50)) with { };
        var first = await company.WrittenAsync(order with { Values = order.Values.Where(v => v.Key != "confirmed").ToDictionary() });

        (await company.WrittenAsync(order)).ShouldBe(first);

        (await company.ReadAsync(A.Order, first)).Lines["order_line"].Select(line => line.Key).ShouldBe(["l1", "l2"]);
    }

    [Fact]
    public async Task An_order_is_confirmed_keeps_its_agreed_date_and_adds_up_to_the_minor_unit()
    {
        using var company = await OpenAsync();
        var sku = OdooCompany.KeyOf("sku");
        var product = await company.ProductAsync(sku, 100);
        var sold = A.Sold(OdooCompany.KeyOf("opp"), await company.CustomerAsync(), A.Line("l1", product, 3, 33.33m, 12.5m, 87.49m), A.Line("l2", product, 2, 49.90m, null, 99.80m), A.Line("l3", product, 1, 500, null, 500.00m));

        var id = await company.WrittenAsync(sold with { Values = sold.Values.Append(KeyValuePair.Create("header_discount", (JsonNode?)10m)).ToDictionary() });

        var order = await company.ReadAsync(A.Order, id);
        order.Values["confirmed"]!.GetValue<bool>().ShouldBeTrue();
        order.Values["date_order.date"]!.ToString().ShouldBe("2026-01-31");
        order.Values["header_discount"]!.ToString().ShouldBe("10");
        order.Values["amount_untaxed"]!.ToString().ShouldBe("618.56");
        var lines = order.Lines["order_line"];
        lines.Select(line => line.Values["amount"]!.ToString()).ShouldBe(["87.49", "99.8", "500"]);
        lines[0].Values["product_id.default_code"]!.ToString().ShouldBe(sku);
        lines[0].Values["description"].ShouldBeNull();
    }

    [Fact]
    public async Task A_line_taken_out_of_a_confirmed_order_is_gone_and_a_changed_quantity_keeps_its_price()
    {
        using var company = await OpenAsync();
        var product = await company.ProductAsync(OdooCompany.KeyOf("sku"), 999);
        var id = await company.WrittenAsync(A.Sold(OdooCompany.KeyOf("opp"), await company.CustomerAsync(), A.Line("l1", product, 2, 80, 10), A.Line("l2", product, 1, 50)));

        await company.WrittenAsync(A.Change("sale.order", id).With(A.Line("l1", product, 3, 80, 10), A.Line("l3", product, 1, 7)));

        var lines = (await company.ReadAsync(A.Order, id)).Lines["order_line"];
        lines.Select(line => (line.Key, line.Values["price_unit"]!.ToString(), line.Values["discount"]?.ToString(), line.Values["amount"]!.ToString()))
            .ShouldBe([("l1", "80", "10", "216"), ("l3", "7", null, "7")], ignoreOrder: true);
    }

    [Fact]
    public async Task From_quote_to_cash_the_states_follow_what_is_left_to_pay()
    {
        using var company = await OpenAsync();
        var customer = await company.CustomerAsync();
        var product = await company.ProductAsync(OdooCompany.KeyOf("sku"), 100);
        var order = await company.WrittenAsync(A.Sold(OdooCompany.KeyOf("opp"), customer, A.Line("l1", product, 10, 100, 10)));
        (await company.ReadAsync(A.Order, order)).Values["status"]!.ToString().ShouldBe("To Invoice");

        var id = await company.InvoiceAsync(order);
        var open = await company.ReadAsync(A.Invoice, id);
        open.Values["status"]!.ToString().ShouldBe("Posted");
        open.Values["order.id"]!.ToString().ShouldBe(order);
        open.Values["partner_id.id"]!.ToString().ShouldBe(customer);
        var total = Amount(open, "amount_total");

        await company.PayAsync(id, 300);
        var partly = await company.ReadAsync(A.Invoice, id);
        (partly.Values["status"]!.ToString(), Amount(partly, "amount_paid"), Amount(partly, "amount_residual")).ShouldBe(("Partially Paid", 300m, total - 300));

        await company.PayAsync(id, total - 300);
        var paid = await company.ReadAsync(A.Invoice, id);
        (paid.Values["status"]!.ToString(), Amount(paid, "amount_paid"), Amount(paid, "amount_credited")).ShouldBe(("Paid", total, 0m));
        paid.Values["last_payment_date"].ShouldNotBeNull();
        (await company.ReadAsync(A.Order, order)).Values["status"]!.ToString().ShouldBe("Fully Invoiced");
    }

    [Fact]
    public async Task An_invoice_settled_by_a_credit_note_was_not_paid_in_cash()
    {
        using var company = await OpenAsync();
        var product = await company.ProductAsync(OdooCompany.KeyOf("sku"), 100);
        var order = await company.WrittenAsync(A.Sold(OdooCompany.KeyOf("opp"), await company.CustomerAsync(), A.Line("l1", product, 1, 100)));
        var id = await company.InvoiceAsync(order);

        await company.CreditAsync(id);

        var credited = await company.ReadAsync(A.Invoice, id);
        (Amount(credited, "amount_paid"), Amount(credited, "amount_credited"), Amount(credited, "amount_residual")).ShouldBe((0m, Amount(credited, "amount_total"), 0m));
        credited.Values["last_payment_date"].ShouldBeNull();
    }

    [Fact]
    public async Task A_cancelled_invoice_asks_for_nothing()
    {
        using var company = await OpenAsync();
        var product = await company.ProductAsync(OdooCompany.KeyOf("sku"), 100);
        var id = await company.InvoiceAsync(await company.WrittenAsync(A.Sold(OdooCompany.KeyOf("opp"), await company.CustomerAsync(), A.Line("l1", product, 1, 100))));

        await company.CancelAsync(id);

        var cancelled = await company.ReadAsync(A.Invoice, id);
        (cancelled.Values["status"]!.ToString(), Amount(cancelled, "amount_residual")).ShouldBe(("Cancelled", 0m));
    }

    [Fact]
    public async Task A_change_is_read_from_the_cursor_and_a_cursor_in_the_far_future_reads_nothing()
    {
        using var company = await OpenAsync();
        var source = new ChangeSource("sale.order", new Selection("sale.order", "name", "amount_total"));
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var product = await company.ProductAsync(OdooCompany.KeyOf("sku"), 100);
        var order = await company.WrittenAsync(A.Sold(OdooCompany.KeyOf("opp"), await company.CustomerAsync(), A.Line("l1", product, 1, 100)));

        var page = await company.Connector.ReadChangesAsync(new ChangeRequest(source, null, start, TimeSpan.FromMinutes(10)), OdooCompany.Ct);

        page.Records.ShouldContain(record => record.Ref.Id == order);
        var again = await company.Connector.ReadChangesAsync(new ChangeRequest(source, page.Cursor, start, TimeSpan.FromMinutes(10)), OdooCompany.Ct);
        again.Records.Single(record => record.Ref.Id == order).Version.ShouldBe(page.Records.Last(record => record.Ref.Id == order).Version);
        (await company.Connector.ReadChangesAsync(new ChangeRequest(source, null, TimeProvider.System.GetUtcNow().AddYears(5), TimeSpan.FromMinutes(10)), OdooCompany.Ct)).Records.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_payment_moves_the_stamp_of_its_invoice()
    {
        using var company = await OpenAsync();
        var product = await company.ProductAsync(OdooCompany.KeyOf("sku"), 100);
        var id = await company.InvoiceAsync(await company.WrittenAsync(A.Sold(OdooCompany.KeyOf("opp"), await company.CustomerAsync(), A.Line("l1", product, 1, 100))));
        var before = await company.ReadAsync(A.Invoice, id);

        await company.PayAsync(id, 10);

        (await company.ReadAsync(A.Invoice, id)).ModifiedAt.ShouldBeGreaterThanOrEqualTo(before.ModifiedAt);
        var changes = await company.Connector.ReadChangesAsync(
            new ChangeRequest(new ChangeSource("account.move", A.Invoice), null, before.ModifiedAt, TimeSpan.FromMinutes(10)), OdooCompany.Ct);
        Amount(changes.Records.Single(record => record.Ref.Id == id), "amount_paid").ShouldBe(10);
    }

    [Fact]
    public async Task An_unknown_field_is_refused_before_anything_is_written()
    {
        using var company = await OpenAsync();

        var receipt = (await company.WriteAsync(A.New("res.partner", OdooCompany.KeyOf("acc"), ("name", "Example"), ("x_nobody_made_it", "?")))).ShouldHaveSingleItem();

        (receipt.Status, receipt.Fault!.Kind).ShouldBe((WriteStatus.Refused, FaultKind.MappingBroken));
    }

    [Fact]
    public async Task A_record_that_is_not_there_is_not_in_the_answer()
    {
        using var company = await OpenAsync();

        (await company.Connector.ReadManyAsync(new Selection("res.partner", "name"), ["99999999"], OdooCompany.Ct)).ShouldBeEmpty();
        var receipt = (await company.WriteAsync(A.Change("res.partner", "99999999", ("phone", "1")))).ShouldHaveSingleItem();
        (receipt.Status, receipt.Fault!.Kind).ShouldBe((WriteStatus.Refused, FaultKind.RecordGone));
    }

    private protected abstract OdooCompany Open();

    private async Task<OdooCompany> OpenAsync() => await Open().ReadyAsync();

    private static decimal Amount(RawRecord record, string path) => decimal.Parse(record.Values[path]!.ToString());
}
