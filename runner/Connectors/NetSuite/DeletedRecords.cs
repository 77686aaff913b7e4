using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>What SuiteQL's table deletedrecord knows about records that are gone. It does not say into which one a record was merged.</summary>
internal static class DeletedRecords
{
    /// <summary>The words of the table for each object, in lower case.</summary>
    public static IReadOnlyDictionary<string, string[]> Types { get; } = new Dictionary<string, string[]>
    {
        ["customer"] = ["customer"],
        ["contact"] = ["contact"],
        ["item"] =
        [
            "inventoryitem", "noninventoryitem", "noninventorysaleitem", "serviceitem", "servicesaleitem", "kititem", "assemblyitem",
        ],
        ["salesOrder"] = ["salesorder"],
        ["invoice"] = ["invoice"],
        ["creditMemo"] = ["creditmemo"],
        ["customerPayment"] = ["customerpayment"],
        ["settlement"] = ["customerpayment", "creditmemo", "depositapplication", "customerrefund"],
        ["openCredit"] = ["customerpayment", "creditmemo"],
    };

    public static string Statement(IEnumerable<string> types, string where) =>
        $"SELECT t.recordid AS id, t.type AS type, {NetSuiteValues.Moment("t.deleteddate")} AS modified FROM deletedrecord t "
        + $"WHERE LOWER(t.type) IN ({NetSuiteQuery.List(types.Distinct())}) AND {where} ORDER BY {NetSuiteValues.Moment("t.deleteddate")}, t.recordid";

    public static string Type(SuiteQlRow row) => row["type"]?.ToLowerInvariant() ?? "";

    public static RawRecord Record(string system, string objectType, SuiteQlRow row, DateTimeOffset readAt)
    {
        var stamp = row["modified"] ?? "";
        return new RawRecord(
            new RecordRef(system, objectType, row["id"]!),
            $"{stamp}-deleted",
            NetSuiteValues.Time(stamp) ?? readAt,
            new Dictionary<string, JsonNode?>(),
            RawRecord.NoLines)
        {
            Deleted = true,
            ReadAt = readAt,
        };
    }
}
