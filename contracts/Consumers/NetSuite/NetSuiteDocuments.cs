using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.NetSuite;

/// <summary>Reads of orders, invoices, payments and items: joins and lines.</summary>
public sealed class NetSuiteDocuments : NetSuiteConsumer
{
    [Fact]
    public Task Orders_are_read_with_their_lines_and_discounts() => CallAsync(
        pact =>
        {
            Query(pact, "reading sales orders by id", "a sales order", Match.Exactly(
                $"SELECT t.id AS id, {Modified} AS modified, t.tranid AS c0, t.status AS c1, TO_CHAR(t.trandate, 'YYYY-MM-DD') AS c2, t.entity AS c3, cur.symbol AS c4, "
                + "t.exchangerate AS c5, t.foreigntotal AS c6, t.custbody_crm_opportunity AS c7 FROM transaction t LEFT JOIN currency cur ON cur.id = t.currency "
                + "WHERE t.type = 'SalesOrd' AND (t.id IN (${order})) ORDER BY t.id", ("order", "201")),
                new
                {
                    id = Id("201"), modified = Moment, c0 = Match.Like("SO-201"), c1 = Match.Regex("B", "^(SalesOrd:)?[A-H]$"), c2 = Day, c3 = Id(), c4 = Match.Regex("EUR", "^[A-Z]{3}$"),
                    c5 = Amount("1"), c6 = Amount("205.2"), c7 = Match.Like("006dZ0000000001AAA"),
                });
            Query(pact, "reading the lines of sales orders", "a sales order", Match.Exactly(
                "SELECT l.transaction AS doc, l.id AS line, l.uniquekey AS uniquekey, l.itemtype AS itemtype, l.transactiondiscount AS headerline, l.foreignamount AS net, "
                + "l.quantity AS units, l.rate AS unitrate, l.ratepercent AS percentage, l.custcol_crm_line AS crmline, l.item AS c0, i.itemid AS c1, l.quantity AS c2, l.rate AS c3, "
                + "l.foreignamount AS c4, l.custcol_crm_line AS c6 FROM transactionline l LEFT JOIN item i ON i.id = l.item "
                + "WHERE l.transaction IN (${order}) AND l.mainline = 'F' AND l.taxline = 'F' ORDER BY l.transaction, l.linesequencenumber, l.id", ("order", "201")),
                new
                {
                    doc = Id("201"), line = Id("1"), uniquekey = Id("1001"), itemtype = "InvtPart", headerline = "F", net = Amount("-240"), units = Amount("-2"), unitrate = Amount("120"),
                    crmline = Match.Regex("L1", ".+"), c0 = Id("301"), c1 = Match.Like("SKU-1"), c2 = Amount("-2"), c3 = Amount("120"), c4 = Amount("-240"), c6 = Match.Regex("L1", ".+"),
                },
                new { doc = Id("201"), line = Id("2"), itemtype = "Discount", headerline = "F", net = Amount("24"), percentage = Amount("-10"), crmline = Match.Regex("L1-d", ".+-d") },
                new { doc = Id("201"), line = Id("3"), itemtype = "Discount", headerline = "T", net = Amount("10.8"), percentage = Amount("-5") });
        },
        async netSuite =>
        {
            var selection = new Selection(
                "salesOrder",
                ["tranId", "status", "tranDate", "entity.id", "currency.symbol", "exchangeRate", "total", "custbody_crm_opportunity", "netTotal", "headerDiscountPercent"],
                [new LineSelection("item", "custcol_crm_line", ["item.id", "item.itemId", "quantity", "rate", "amount", "discountPercent"])]);

            var order = (await netSuite.ReadManyAsync(selection, ["201"], Ct)).ShouldHaveSingleItem();

            order.Values["status"]!.ToString().ShouldBe("Pending Fulfillment");
            order.Values["netTotal"]!.GetValue<decimal>().ShouldBe(205.2m);
            order.Values["headerDiscountPercent"]!.GetValue<decimal>().ShouldBe(5m);
            var line = order.Lines["item"].ShouldHaveSingleItem();
            line.Key.ShouldBe("L1");
            line.Values["discountPercent"]!.GetValue<decimal>().ShouldBe(10m);
        });

    [Fact]
    public Task Invoices_are_read_with_what_was_paid_and_credited() => CallAsync(
        pact => Query(pact, "reading invoices by id", "an invoice paid in part", Match.Exactly(
            $"SELECT t.id AS id, {Modified} AS modified, t.tranid AS c0, t.status AS c1, t.foreigntotal AS c2, t.foreignamountunpaid AS c3, TO_CHAR(t.duedate, 'YYYY-MM-DD') AS c4, "
            + "src.previousdoc AS c5, pay.nextdoc AS pay_doc, paydoc.type AS pay_type, pay.foreignamount AS pay_amount, TO_CHAR(paydoc.trandate, 'YYYY-MM-DD') AS pay_date "
            + "FROM transaction t LEFT JOIN nexttransactionlink src ON src.nextdoc = t.id AND src.previoustype = 'SalesOrd' "
            + "LEFT JOIN nexttransactionlink pay ON pay.previousdoc = t.id AND pay.linktype = 'Payment' LEFT JOIN transaction paydoc ON paydoc.id = pay.nextdoc "
            + "WHERE t.type = 'CustInvc' AND (t.id IN (${invoice})) ORDER BY t.id, src.previousdoc, pay.nextdoc", ("invoice", "401")),
            new
            {
                id = Id("401"), modified = Moment, c0 = Match.Like("INV-401"), c1 = Match.Regex("A", "^(CustInvc:)?[A-Z]$"), c2 = Amount("205.2"), c3 = Amount("155.2"), c4 = Day, c5 = Id("201"),
                pay_doc = Id("501"), pay_type = "CustPymt", pay_amount = Amount("50"), pay_date = Day,
            }),
        async netSuite =>
        {
            var selection = new Selection("invoice", "tranId", "status", "total", "amountRemaining", "dueDate", "createdFrom.id", "amountPaid", "amountCredited", "lastPaymentDate");

            var invoice = (await netSuite.ReadManyAsync(selection, ["401"], Ct)).ShouldHaveSingleItem();

            invoice.Values["amountPaid"]!.GetValue<decimal>().ShouldBe(50m);
            invoice.Values["lastPaymentDate"]!.ToString().ShouldBe("2026-05-04");
        });

    [Fact]
    public Task Payments_credits_and_refunds_are_polled_together_with_their_customer() => CallAsync(
        pact => Query(pact, "reading changed settlements", "an invoice paid in part", Match.Exactly(
            $"SELECT t.id AS id, {Modified} AS modified, t.foreignpaymentamountunused AS c1, t.status AS c2, t.entity AS c3, done.previousdoc AS done_doc FROM transaction t "
            + "LEFT JOIN nexttransactionlink done ON done.nextdoc = t.id AND done.linktype = 'Payment' WHERE t.type IN ('CustPymt', 'CustCred', 'DepAppl', 'CustRfnd') "
            + $"AND t.lastmodifieddate >= TO_TIMESTAMP('2020-01-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS') ORDER BY {Modified}, t.id, done.previousdoc"),
            new { id = Id("501"), modified = Moment, c1 = Amount("0"), c2 = Match.Regex("C", "^(CustPymt:)?[A-Z]$"), c3 = Id("101"), done_doc = Id("401") }),
        async netSuite =>
        {
            var page = await netSuite.ReadChangesAsync(Wanted.Changes(new Selection("settlement", "appliedTo", "unapplied", "status"), about: "entity.id"), Ct);

            var payment = page.Records.ShouldHaveSingleItem();
            payment.Values["entity.id"]!.ToString().ShouldBe("101");
            payment.Values["appliedTo"]!.AsArray().Select(id => id!.ToString()).ShouldBe(["401"]);
        });

    [Fact]
    public Task What_payments_and_credits_have_left_over_is_found_by_the_customer() => CallAsync(
        pact => Query(pact, "reading what is left over of payments and credits", "a customer who paid too much", Match.Exactly(
            "SELECT t.id AS id, " + Modified + " AS modified, t.entity AS c0, cur.symbol AS c1, t.foreignpaymentamountunused AS c2 FROM transaction t LEFT JOIN currency cur ON cur.id = t.currency "
            + "WHERE t.type IN ('CustPymt', 'CustCred') AND t.voided = 'F' AND t.foreignpaymentamountunused > 0 AND (t.entity IN (${customer})) ORDER BY t.id", ("customer", "101")),
            new { id = Id("502"), modified = Moment, c0 = Id("101"), c1 = Match.Regex("EUR", "^[A-Z]{3}$"), c2 = Amount("25") }),
        async netSuite =>
        {
            var selection = new Selection("openCredit", "entity.id", "currency.symbol", "unapplied");

            var left = (await netSuite.FindManyAsync(selection, [new FindKey("entity.id", "101")], Ct)).ShouldHaveSingleItem();

            left.Values["unapplied"]!.GetValue<decimal>().ShouldBe(25m);
        });

    [Fact]
    public Task Items_are_read_with_their_base_prices() => CallAsync(
        pact =>
        {
            Query(pact, "reading items by id", "an account with an item", Match.Exactly(
                $"SELECT t.id AS id, {Modified} AS modified, t.itemid AS c0, t.displayname AS c1, t.itemtype AS c2, BUILTIN.DF(t.saleunit) AS c3, t.isinactive AS c4 FROM item t "
                + "WHERE t.itemtype IN ('InvtPart', 'NonInvtPart', 'Service', 'Kit', 'Assembly') AND (t.id IN (${item})) ORDER BY t.id", ("item", "301")),
                new
                {
                    id = Id("301"), modified = Moment, c0 = Match.Like("SKU-1"), c1 = Match.Like("Kit"), c2 = Match.Like("InvtPart"), c3 = Match.Like("Each"), c4 = Match.Regex("F", "^[TF]$"),
                });
            Query(pact, "reading the prices of items", "an account with an item", Match.Exactly(
                "SELECT l.item AS doc, l.unitprice AS c0, cur.symbol AS c1 FROM pricing l JOIN currency cur ON cur.id = l.currency "
                + "WHERE l.pricelevel = 1 AND l.item IN (${item}) ORDER BY l.item, l.currency", ("item", "301")),
                new { doc = Id("301"), c0 = Amount("99.5"), c1 = Match.Regex("EUR", "^[A-Z]{3}$") });
        },
        async netSuite =>
        {
            var selection = new Selection(
                "item", ["itemId", "displayName", "itemType", "saleUnit.refName", "isInactive"], [new LineSelection("price", "currency.symbol", ["unitPrice"])]);

            var item = (await netSuite.ReadManyAsync(selection, ["301"], Ct)).ShouldHaveSingleItem();

            item.Values["isInactive"]!.GetValue<bool>().ShouldBeFalse();
            item.Lines["price"].ShouldHaveSingleItem().Values["unitPrice"]!.GetValue<decimal>().ShouldBe(99.5m);
        });
}
