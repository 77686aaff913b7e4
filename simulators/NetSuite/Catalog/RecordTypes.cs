namespace Harness.Simulators.NetSuite.Catalog;

internal static class RecordTypes
{
    public static IReadOnlyList<RecordType> All { get; } =
    [
        EntityTypes.Customer, EntityTypes.Contact,
        ItemTypes.InventoryItem, ItemTypes.NonInventoryItem, ItemTypes.ServiceItem, ItemTypes.KitItem, ItemTypes.DiscountItem,
        TransactionTypes.SalesOrder, TransactionTypes.Invoice, TransactionTypes.CustomerPayment, TransactionTypes.CreditMemo, TransactionTypes.CustomerRefund,
        SetupTypes.Currency, SetupTypes.Term, SetupTypes.Subsidiary, SetupTypes.PriceLevel, SetupTypes.UnitsType,
        SetupTypes.Account, SetupTypes.AccountingPeriod,
    ];

    private static readonly Dictionary<string, RecordType> byName =
        All.ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);

    public static RecordType? Find(string name) => byName.GetValueOrDefault(name);
}
