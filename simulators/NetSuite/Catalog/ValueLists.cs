namespace Harness.Simulators.NetSuite.Catalog;

/// <summary>Lists that are not records: the texts behind ids that a reference may hold.</summary>
internal static class ValueLists
{
    public static IReadOnlyDictionary<string, string> Units { get; } = new Dictionary<string, string>
    {
        ["1"] = "Each", ["2"] = "Hour", ["3"] = "Month", ["4"] = "Box",
    };

    public static IReadOnlyDictionary<string, string> OrderStatus { get; } = new Dictionary<string, string>
    {
        ["A"] = "Pending Approval", ["B"] = "Pending Fulfillment", ["C"] = "Cancelled", ["D"] = "Partially Fulfilled",
        ["E"] = "Pending Billing/Partially Fulfilled", ["F"] = "Pending Billing", ["G"] = "Billed", ["H"] = "Closed",
    };

    private static readonly Dictionary<string, string> invoiceStatus = new()
    {
        ["A"] = "Open", ["B"] = "Paid In Full", ["D"] = "Pending Approval", ["E"] = "Rejected", ["V"] = "Voided",
    };

    private static readonly Dictionary<string, string> paymentStatus = new()
    {
        ["A"] = "Unapproved Payment", ["B"] = "Not Deposited", ["C"] = "Deposited", ["V"] = "Voided",
    };

    private static readonly Dictionary<string, string> creditStatus = new()
    {
        ["A"] = "Open", ["B"] = "Fully Applied", ["V"] = "Voided",
    };

    private static readonly Dictionary<string, string> refundStatus = new()
    {
        ["Y"] = "Undefined", ["V"] = "Voided",
    };

    private static readonly Dictionary<string, string> approval = new()
    {
        ["1"] = "Pending Approval", ["2"] = "Approved", ["3"] = "Rejected",
    };

    public static IReadOnlyDictionary<string, string> Countries { get; } = IsoCountries.Names;

    public static IReadOnlyDictionary<string, string>? Of(string target) => target switch
    {
        "country" => Countries,
        "unit" => Units,
        "orderStatus" => OrderStatus,
        "approvalStatus" => approval,
        _ => null,
    };

    public static string StatusText(string typeCode, string letter) => (typeCode switch
    {
        "SalesOrd" => OrderStatus,
        "CustInvc" => invoiceStatus,
        "CustPymt" => paymentStatus,
        "CustRfnd" => refundStatus,
        _ => creditStatus,
    })[letter];
}
