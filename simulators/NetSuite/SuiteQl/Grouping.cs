namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>One row for each group with its aggregates; without GROUP BY, one row for everything.</summary>
internal sealed class Grouping(Query query, Compiler compiler, Scalars scalars, int sources)
{
    public IEnumerable<Row> Rows(IEnumerable<Row> rows)
    {
        var by = query.GroupBy.Select(compiler.Value).ToList();
        var groups = new Dictionary<string, List<Row>>();
        foreach (var row in rows)
        {
            var key = string.Join('\u001f', by.Select(value => value(row) is { } cell ? scalars.Text(cell) : "\u0000"));
            if (!groups.TryGetValue(key, out var members))
            {
                groups[key] = members = [];
            }

            members.Add(row);
        }

        if (groups.Count == 0 && by.Count == 0)
        {
            groups[""] = [];
        }

        var work = compiler.Aggregates.Select(call => (Call: call, Value: call.Star ? null : compiler.Value(call.Arguments[0]))).ToList();
        return groups.Values.Select(members => new Row(members.Count > 0 ? members[0].Parts : new object?[sources])
        {
            Aggregates = [.. work.Select(w => Work(w.Call, w.Value, members))],
        });
    }

    private object? Work(Call call, Func<Row, object?>? value, List<Row> rows)
    {
        if (value is null)
        {
            return (decimal)rows.Count;
        }

        var values = rows.Select(value).OfType<object>();
        if (call.Distinct)
        {
            values = values.DistinctBy(Scalars.Key);
        }

        var list = values.ToList();
        return call.Name switch
        {
            "COUNT" => (decimal)list.Count,
            _ when list.Count == 0 => null,
            "SUM" => list.Sum(Scalars.Number),
            "AVG" => list.Sum(Scalars.Number) / list.Count,
            "MIN" => list.Aggregate((a, b) => scalars.Compare(a, b) <= 0 ? a : b),
            _ => list.Aggregate((a, b) => scalars.Compare(a, b) >= 0 ? a : b),
        };
    }
}
