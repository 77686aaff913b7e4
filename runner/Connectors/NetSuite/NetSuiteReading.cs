using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// A selection as one statement: the base table, every table its paths need, and the rows folded back into records
/// where payments or orders multiply them.
/// </summary>
internal sealed class NetSuiteReading(string system, NetSuiteObject of, IReadOnlyList<PathRule> rules)
{
    private readonly List<string> joins = [.. rules.SelectMany(r => r.Joins).Distinct()];

    public NetSuiteObject Object => of;

    public IReadOnlyList<PathRule> Rules => rules;

    public bool NeedsLines => rules.Any(r => r.FromLines);

    public bool Multiplies => joins.Exists(NetSuiteJoins.Multiplies);

    public string Statement(string where, bool byStamp, IEnumerable<string> alsoJoined)
    {
        var all = joins.Concat(alsoJoined).Distinct().ToList();
        var from = string.Join(' ', all.Select(NetSuiteJoins.Sql).Prepend($"{of.Table} t"));
        var only = of.Only is null ? where : $"{of.Only} AND {where}";
        return $"SELECT {string.Join(", ", Columns())} FROM {from} WHERE {only} ORDER BY {string.Join(", ", Order(byStamp, all))}";
    }

    /// <summary>Rows that belong together follow each other.</summary>
    public static List<List<SuiteQlRow>> Groups(IEnumerable<SuiteQlRow> rows)
    {
        var groups = new List<List<SuiteQlRow>>();
        foreach (var row in rows.Where(r => r["id"] is not null))
        {
            if (groups.Count > 0 && groups[^1][0]["id"] == row["id"])
            {
                groups[^1].Add(row);
            }
            else
            {
                groups.Add([row]);
            }
        }

        return groups;
    }

    public RawRecord Record(List<SuiteQlRow> rows, NetSuiteLineBook? lines, DateTimeOffset readAt)
    {
        var first = rows[0];
        var id = first["id"]!;
        var own = lines?.Of(id);
        var values = new Dictionary<string, JsonNode?>();
        for (var i = 0; i < rules.Count; i++)
        {
            values[rules[i].Path] = Value(rules[i], $"c{i}", rows, own);
        }

        var stamp = first["modified"] ?? "";
        var all = own is null ? values : values.Concat(own.Flat());
        return new RawRecord(
            new RecordRef(system, of.Name, id),
            NetSuiteValues.Version(stamp, all),
            NetSuiteValues.Time(stamp) ?? readAt,
            values,
            own?.Collections ?? RawRecord.NoLines)
        {
            ReadAt = readAt,
        };
    }

    private JsonNode? Value(PathRule rule, string column, List<SuiteQlRow> rows, NetSuiteLines? lines) => rule.Kind switch
    {
        ValueKind.CashApplied => JsonValue.Create(Applied(rows, "CustPymt", "DepAppl")),
        ValueKind.CreditApplied => JsonValue.Create(Applied(rows, "CustCred")),
        ValueKind.LastPayment => Settlements(rows, "CustPymt", "DepAppl").Max(r => r["pay_date"]) is { } date ? JsonValue.Create(date) : null,
        ValueKind.AppliedTo => new JsonArray([.. rows.Select(r => r["done_doc"]).OfType<string>().Distinct().Select(id => (JsonNode)id)]),
        ValueKind.NetTotal => lines?.NetTotal is { } total ? JsonValue.Create(total) : null,
        ValueKind.HeaderDiscount => lines?.HeaderDiscountPercent is { } percent ? JsonValue.Create(percent) : null,
        _ => NetSuiteValues.Read(rule, rows[0][column], of.Name),
    };

    private static decimal Applied(List<SuiteQlRow> rows, params string[] types) =>
        NetSuiteValues.Plain(Settlements(rows, types).Sum(r => Math.Abs(NetSuiteValues.Number(r["pay_amount"]) ?? 0)));

    private static IEnumerable<SuiteQlRow> Settlements(List<SuiteQlRow> rows, params string[] types) =>
        rows.Where(r => r["pay_doc"] is not null && types.Contains(r["pay_type"])).DistinctBy(r => r["pay_doc"]);

    private IEnumerable<string> Columns()
    {
        yield return "t.id AS id";
        yield return $"{NetSuiteValues.Moment("t.lastmodifieddate")} AS modified";
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].Sql.Length > 0)
            {
                yield return $"{NetSuiteValues.Expression(rules[i])} AS c{i}";
            }
        }

        if (joins.Contains("paydoc"))
        {
            yield return "pay.nextdoc AS pay_doc";
            yield return "paydoc.type AS pay_type";
            yield return "pay.foreignamount AS pay_amount";
            yield return "TO_CHAR(paydoc.trandate, 'YYYY-MM-DD') AS pay_date";
        }

        if (joins.Contains("done"))
        {
            yield return "done.previousdoc AS done_doc";
        }
    }

    private static IEnumerable<string> Order(bool byStamp, List<string> joined)
    {
        if (byStamp)
        {
            // In whole seconds, as the cursor counts them.
            yield return NetSuiteValues.Moment("t.lastmodifieddate");
        }

        yield return "t.id";
        if (joined.Contains("src"))
        {
            yield return "src.previousdoc";
        }

        if (joined.Contains("pay"))
        {
            yield return "pay.nextdoc";
        }

        if (joined.Contains("done"))
        {
            yield return "done.previousdoc";
        }
    }
}
