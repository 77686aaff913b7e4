using static Harness.Simulators.NetSuite.Catalog.Fields;

namespace Harness.Simulators.NetSuite.Catalog;

/// <summary>What an administrator set up before anybody integrates.</summary>
internal static class SetupTypes
{
    public static RecordType Currency { get; } = Of(
        "currency",
        "Currency",
        [
            Text("name", "Name"), Text("symbol", "ISO Code"), Number("exchangeRate", "Default Exchange Rate"),
            Flag("isBaseCurrency", "Base Currency"), Number("currencyPrecision", "Currency Precision"), Flag("isInactive", "Inactive"),
        ]);

    public static RecordType Term { get; } = Of(
        "term",
        "Term",
        [Text("name", "Terms"), Number("daysUntilNetDue", "Days Till Net Due"), Flag("isInactive", "Inactive")]);

    public static RecordType Subsidiary { get; } = Of(
        "subsidiary",
        "Subsidiary",
        [
            Text("name", "Name"), Text("fullName", "Full Name"), Reference("currency", "Currency", "currency"),
            Reference("country", "Country", "country"), Flag("isElimination", "Elimination"), Flag("isInactive", "Inactive"),
        ]);

    public static RecordType PriceLevel { get; } =
        Of("priceLevel", "Price Level", [Text("name", "Price Level"), Flag("isInactive", "Inactive")]);

    public static RecordType UnitsType { get; } =
        Of("unitsType", "Units of Measure", [Text("name", "Type Name"), Flag("isInactive", "Inactive")]);

    public static RecordType Account { get; } = Of(
        "account",
        "Account",
        [
            Text("acctNumber", "Number"), Text("acctName", "Name"), Text("acctType", "Type"), Flag("isInactive", "Inactive"),
        ]);

    public static RecordType AccountingPeriod { get; } = Of(
        "accountingPeriod",
        "Accounting Period",
        [Text("periodName", "Name"), Date("startDate", "Start Date"), Date("endDate", "End Date"), Flag("closed", "Closed")]);

    private static RecordType Of(string name, string title, IReadOnlyList<RecordField> fields) =>
        new(name, title, name, fields, []) { Setup = true };
}
