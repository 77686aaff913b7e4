using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>transaction, transactionline and the links between documents.</summary>
internal sealed class TransactionTables(RecordStore store, RecordColumns columns, Func<IEnumerable<NsRecord>, IEnumerable<NsRecord>> seen)
{
    private static readonly RecordType[] types =
        [TransactionTypes.SalesOrder, TransactionTypes.Invoice, TransactionTypes.CustomerPayment, TransactionTypes.CreditMemo, TransactionTypes.CustomerRefund];

    public IEnumerable<Table> All()
    {
        yield return Transactions();
        yield return Lines();
        foreach (var name in new[] { "previoustransactionlink", "nexttransactionlink", "previoustransactionlinelink", "nexttransactionlinelink" })
        {
            yield return Links(name);
        }
    }

    private Table Transactions()
    {
        string[] fields =
        [
            "externalId", "tranId", "tranDate", "memo", "currency", "exchangeRate", "postingPeriod", "createdDate", "lastModifiedDate",
            "otherRefNum", "terms", "dueDate", "approvalStatus", "custbody_crm_opportunity",
        ];
        var known = types.SelectMany(t => t.Fields).DistinctBy(f => f.Name).ToDictionary(f => f.Name);
        static NsRecord Of(object row) => (NsRecord)row;
        return new Table("transaction", () => seen(store.AllOfGroup(TransactionTypes.Group)),
        [
            columns.Id,
            .. fields.Select(f => columns.Field(known[f])),
            new("entity", row => Number(EntityOf(Of(row))), row => EntityOf(Of(row)) is { } id ? References.Display(store.Find(EntityTypes.Group, id)!) : null),
            new("type", row => Of(row).Type.TypeCode, row => Of(row).Type.Title),
            new("recordtype", row => Of(row).Type.Name.ToLowerInvariant()),
            new("status", row => Of(row).Status, row => $"{Of(row).Type.Title} : {ValueLists.StatusText(Of(row).Type.TypeCode, Of(row).Status)}")
            {
                FilterForm = row => $"{Of(row).Type.TypeCode}:{Of(row).Status}",
            },
            new("trandisplayname", row => References.Display(Of(row))),
            new("foreigntotal", row => Of(row).Values.Get("total")),
            new("total", row => InBase(Of(row), Of(row).Values.Amount("total"))),
            new("foreignamountpaid", row => Of(row).Values.Get("amountPaid")),
            new("foreignamountunpaid", row => Of(row).Values.Get("amountRemaining")),
            new("foreignpaymentamountused", row => Of(row).Values.Get("applied")),
            new("foreignpaymentamountunused", row => Of(row).Values.Get("unapplied")),
            new("voided", row => Of(row).Voided),
            new("posting", row => Of(row).Type != TransactionTypes.SalesOrder),
        ])
        {
            Indexes = new Dictionary<string, Func<string, IEnumerable<object>>>
            {
                ["id"] = id => seen(ById(id)),
                ["entity"] = id => seen(store.TransactionsOfEntity.Find(id)),
                ["externalid"] = id => seen(store.FindExternal(TransactionTypes.Group, id) is { } record ? [record] : []),
            },
        };
    }

    private Table Lines()
    {
        var fields = TransactionTypes.SalesOrder.Sublist("item")!;
        static LineRow Of(object row) => (LineRow)row;
        static Values? Values(object row) => ((LineRow)row).Line?.Values;
        return new Table("transactionline", () => seen(store.AllOfGroup(TransactionTypes.Group)).SelectMany(Rows),
        [
            new("id", row => Of(row).Sequence),
            new("linesequencenumber", row => Of(row).Sequence),
            new("uniquekey", row => (Of(row).Owner.Number * 1000) + Of(row).Sequence),
            new("transaction", row => Of(row).Owner.Number, row => References.Display(Of(row).Owner)),
            new("entity", row => Number(EntityOf(Of(row).Owner))),
            new("subsidiary", row => Number(Of(row).Owner.Values.Text("subsidiary"))),
            new("createdfrom", row => Number(Of(row).Owner.Values.Text("createdFrom"))),
            new("mainline", row => Of(row).Line is null && !Of(row).IsDiscount),
            new("taxline", _ => false),
            new("transactiondiscount", row => Of(row).IsDiscount),
            new("itemtype", row => ItemOf(Of(row)) is { } id ? store.Find(ItemTypes.Group, id)?.Type.TypeCode : null),
            columns.Field(fields.Field("item")!, Values) with { Value = row => Number(ItemOf(Of(row))) },
            new("quantity", row => Values(row)?.Number("quantity") * Sign(Of(row).Owner)),
            columns.Field(fields.Field("rate")!, Values) with { Value = row => Values(row)?.Number("rate") },
            new("ratepercent", row => Money.Percent(Of(row).IsDiscount ? Of(row).Owner.Values.Get("discountRate") : Values(row)?.Get("rate"))),
            new("foreignamount", row => Of(row).Amount * (Of(row).IsMain ? -Sign(Of(row).Owner) : Sign(Of(row).Owner))),
            new("netamount", row => InBase(Of(row).Owner, Of(row).Amount) * (Of(row).IsMain ? -Sign(Of(row).Owner) : Sign(Of(row).Owner))),
            new("quantitybilled", row => Values(row)?.Get("quantityBilled")),
            new("isclosed", row => Values(row)?.Flag("isClosed") ?? false),
            new("memo", row => Of(row).IsMain ? Of(row).Owner.Values.Get("memo") : Values(row)?.Get("description")),
            columns.Field(fields.Field("price")!, Values),
            columns.Field(fields.Field("units")!, Values),
            columns.Field(fields.Field("custcol_crm_line")!, Values),
        ])
        {
            Indexes = new Dictionary<string, Func<string, IEnumerable<object>>>
            {
                ["transaction"] = id => seen(ById(id)).SelectMany(Rows),
                ["entity"] = id => seen(store.TransactionsOfEntity.Find(id)).SelectMany(Rows),
                ["createdfrom"] = id => seen(store.CreatedFrom.Find(id)).SelectMany(Rows),
            },
        };
    }

    private Table Links(string name)
    {
        static Link Of(object row) => (Link)row;
        return new Table(name, () => seen(store.AllOfGroup(TransactionTypes.Group)).SelectMany(Before),
        [
            new("previousdoc", row => Of(row).Previous.Number, row => References.Display(Of(row).Previous)),
            new("previoustype", row => Of(row).Previous.Type.TypeCode),
            new("previousline", row => Of(row).PreviousLine),
            new("nextdoc", row => Of(row).Next.Number, row => References.Display(Of(row).Next)),
            new("nexttype", row => Of(row).Next.Type.TypeCode),
            new("nextline", row => Of(row).NextLine),
            new("nextdate", row => Of(row).Next.Values.Date("tranDate")!.Value.ToDateTime(TimeOnly.MinValue)),
            new("linktype", row => Of(row).Kind),
            new("foreignamount", row => Of(row).Amount),
            new("lastmodifieddate", row => columns.Moment((DateTimeOffset)Of(row).Next.Values.Get("lastModifiedDate")!)),
        ])
        {
            Indexes = new Dictionary<string, Func<string, IEnumerable<object>>>
            {
                ["nextdoc"] = id => seen(ById(id)).SelectMany(Before),
                ["previousdoc"] = id => seen(store.CreatedFrom.Find(id).Concat(store.AppliedTo.Find(id)).Distinct())
                    .SelectMany(Before).Where(link => ((Link)link).Previous.Id == id),
            },
        };
    }

    /// <summary>The main line, the items, and the header discount as a line of its own.</summary>
    private static IEnumerable<object> Rows(NsRecord transaction)
    {
        yield return new LineRow(transaction, null, 0, transaction.Values.Amount("total"), false);
        var last = 0m;
        foreach (var line in transaction.Lines("item"))
        {
            var number = line.Values.Amount("line");
            last = Math.Max(last, number);
            yield return new LineRow(transaction, line, number, line.Values.Amount("amount"), false);
        }

        if (transaction.Values.Amount("discountTotal") != 0)
        {
            yield return new LineRow(transaction, null, last + 1, transaction.Values.Amount("discountTotal"), true);
        }
    }

    private IEnumerable<object> Before(NsRecord next)
    {
        if (next.Values.Text("createdFrom") is { } id && store.Find(TransactionTypes.Group, id) is { } source)
        {
            var kind = source.Type == TransactionTypes.SalesOrder ? "OrdBill" : "SaleRet";
            yield return new Link(source, next, kind, next.Values.Amount("total"), 0, 0);
        }

        var number = 0;
        foreach (var line in next.Type.Sublist("apply") is null ? [] : next.Lines("apply"))
        {
            if (store.Find(TransactionTypes.Group, line.Values.Text("doc")!) is { } invoice)
            {
                yield return new Link(invoice, next, "Payment", line.Values.Amount("amount"), 0, ++number);
            }
        }
    }

    /// <summary>Lines of sales carry the sign of a credit: quantities and amounts are negative, on credit memos positive.</summary>
    private static decimal Sign(NsRecord transaction) => transaction.Type == TransactionTypes.CreditMemo ? 1 : -1;

    private static string? ItemOf(LineRow row) => row.IsDiscount ? row.Owner.Values.Text("discountItem") : row.Line?.Values.Text("item");

    private static string? EntityOf(NsRecord transaction) =>
        transaction.Values.Text(transaction.Type.Field("customer") is null ? "entity" : "customer");

    private decimal InBase(NsRecord transaction, decimal amount) => Money.Round(amount * transaction.Values.Amount("exchangeRate"), store.Decimals("1"));

    private IEnumerable<NsRecord> ById(string id) => store.Find(TransactionTypes.Group, id) is { } record ? [record] : [];

    private static decimal? Number(string? id) => id is null ? null : decimal.Parse(id);

    private sealed record LineRow(NsRecord Owner, NsLine? Line, decimal Sequence, decimal Amount, bool IsDiscount)
    {
        public bool IsMain => Line is null && !IsDiscount;
    }

    private sealed record Link(NsRecord Previous, NsRecord Next, string Kind, decimal Amount, decimal PreviousLine, decimal NextLine);
}
