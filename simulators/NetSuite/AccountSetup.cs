using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite;

/// <summary>What an account has before its first customer: subsidiary, currencies, terms, periods, the discount item.</summary>
internal static class AccountSetup
{
    public const string DiscountSku = "DISCOUNT";

    private static readonly (string Name, string Iso, int Decimals, decimal Rate)[] currencies =
    [
        ("Euro", "EUR", 2, 1m), ("US Dollar", "USD", 2, 0.925926m), ("British Pound", "GBP", 2, 1.176471m),
        ("Swiss Franc", "CHF", 2, 1.052632m), ("Japanese Yen", "JPY", 0, 0.006173m), ("Kuwaiti Dinar", "KWD", 3, 3.012048m),
    ];

    private static readonly (string Name, int Days)[] terms = [("Net 30", 30), ("Net 60", 60), ("Net 14", 14), ("Due on receipt", 0)];

    public static void Open(RecordStore store, Books books, Today today)
    {
        var actor = books.Actor;
        books.Actor = null;
        foreach (var (name, iso, decimals, rate) in currencies)
        {
            Add(store, SetupTypes.Currency, ("name", name), ("symbol", iso), ("exchangeRate", rate), ("isBaseCurrency", iso == "EUR"), ("currencyPrecision", (decimal)decimals));
        }

        foreach (var (name, days) in terms)
        {
            Add(store, SetupTypes.Term, ("name", name), ("daysUntilNetDue", (decimal)days));
        }

        Add(store, SetupTypes.Subsidiary, ("name", "Parent Company"), ("fullName", "Parent Company"), ("currency", "1"), ("country", "DE"), ("isElimination", false));
        Add(store, SetupTypes.PriceLevel, ("name", "Base Price"));
        Add(store, SetupTypes.UnitsType, ("name", "Sales units"));
        Add(store, SetupTypes.Account, ("acctNumber", "1000"), ("acctName", "Checking"), ("acctType", "Bank"));
        Add(store, SetupTypes.Account, ("acctNumber", "1100"), ("acctName", "Accounts Receivable"), ("acctType", "AcctRec"));
        Periods(store, today.Date.Year);
        books.Create(ItemTypes.DiscountItem, [], item =>
        {
            item.Values.Put("itemId", DiscountSku);
            item.Values.Put("displayName", "Discount");
        });
        books.Actor = actor;
    }

    /// <summary>Months, from two years back to three years ahead.</summary>
    private static void Periods(RecordStore store, int year)
    {
        for (var start = new DateOnly(year - 2, 1, 1); start.Year <= year + 3; start = start.AddMonths(1))
        {
            Add(
                store,
                SetupTypes.AccountingPeriod,
                ("periodName", start.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)),
                ("startDate", start),
                ("endDate", start.AddMonths(1).AddDays(-1)),
                ("closed", false));
        }
    }

    private static void Add(RecordStore store, RecordType type, params (string Field, object Value)[] values)
    {
        var record = store.New(type);
        foreach (var (field, value) in values)
        {
            record.Values.Put(field, value);
        }

        if (type.Field("isInactive") is not null)
        {
            record.Values.Put("isInactive", false);
        }

        store.Insert(record);
    }
}
