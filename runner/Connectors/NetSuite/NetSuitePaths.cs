namespace Harness.Connectors.NetSuite;

internal enum ValueKind
{
    Text,
    Number,
    Boolean,
    Date,
    DateTime,
    Reference,

    /// <summary>A status letter ("B", or "SalesOrd:B"), shown in words.</summary>
    Status,

    /// <summary>The host of a web address, lower case, without "www.".</summary>
    Host,

    /// <summary>Worked out from the payments and credits that are applied, one row of the statement each.</summary>
    CashApplied,
    CreditApplied,
    LastPayment,

    /// <summary>The ids of the invoices that a payment or credit is applied to, one row of the statement each.</summary>
    AppliedTo,

    /// <summary>Worked out from the order's lines.</summary>
    NetTotal,
    HeaderDiscount,
}

/// <summary>How a path of a record is read.</summary>
/// <param name="Sql">An expression over the base table "t" and the joined tables; empty where the value is worked out.</param>
/// <param name="Joins">Tables it needs, by their names in <see cref="NetSuiteJoins"/>, in order.</param>
internal sealed record PathRule(string Path, string Sql, ValueKind Kind, params string[] Joins)
{
    public bool ReadOnly { get; init; }

    /// <summary>The connector makes it up: the vendor's metadata has no field of that name.</summary>
    public bool Derived { get; init; }

    public string Label { get; init; } = "";

    public bool FromLines => Kind is ValueKind.NetTotal or ValueKind.HeaderDiscount;
}

/// <summary>One object of the port: the SuiteQL table behind it and its record type in REST.</summary>
/// <param name="Schema">Record type whose metadata describes it.</param>
/// <param name="Only">What restricts the table to this object.</param>
internal sealed record NetSuiteObject(
    string Name, string Label, string Table, string Schema, string? Only, IReadOnlyList<PathRule> Paths, IReadOnlyList<LineRules> Lines)
{
    private readonly Dictionary<string, PathRule> byPath = Paths.ToDictionary(rule => rule.Path);

    public bool Writable { get; init; } = true;

    /// <summary>Sub-lists that a create replaces, so that a second send of it adds nothing.</summary>
    public string? Sublist { get; init; }

    public PathRule? Path(string path) => byPath.GetValueOrDefault(path);
}

/// <summary>A line collection and the paths in its rows.</summary>
internal sealed record LineRules(string Path, string KeyPath, IReadOnlyList<PathRule> Paths);

internal static class NetSuiteJoins
{
    private const string applied = "linktype = 'Payment'";

    private static readonly Dictionary<string, string> sql = new()
    {
        ["cur"] = "LEFT JOIN currency cur ON cur.id = t.currency",
        ["ent"] = "LEFT JOIN customer ent ON ent.id = t.entity",
        ["com"] = "LEFT JOIN customer com ON com.id = t.company",
        ["bb"] = "LEFT JOIN customeraddressbook bb ON bb.entity = t.id AND bb.defaultbilling = 'T'",
        ["ba"] = "LEFT JOIN customeraddressbookentityaddress ba ON ba.nkey = bb.addressbookaddress",
        ["sb"] = "LEFT JOIN customeraddressbook sb ON sb.entity = t.id AND sb.defaultshipping = 'T'",
        ["sa"] = "LEFT JOIN customeraddressbookentityaddress sa ON sa.nkey = sb.addressbookaddress",
        ["src"] = "LEFT JOIN nexttransactionlink src ON src.nextdoc = t.id AND src.previoustype = 'SalesOrd'",
        ["pay"] = $"LEFT JOIN nexttransactionlink pay ON pay.previousdoc = t.id AND pay.{applied}",
        ["paydoc"] = "LEFT JOIN transaction paydoc ON paydoc.id = pay.nextdoc",
        ["done"] = $"LEFT JOIN nexttransactionlink done ON done.nextdoc = t.id AND done.{applied}",
    };

    /// <summary>Tables of which one record may have several rows.</summary>
    public static bool Multiplies(string join) => join is "src" or "pay" or "done";

    public static string Sql(string join) => sql[join];
}
