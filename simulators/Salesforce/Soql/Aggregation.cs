using System.Text.Json.Nodes;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Soql;

/// <summary>GROUP BY, HAVING and the aggregate functions.</summary>
internal sealed class Aggregation(
    Binder binder, SoqlQuery query, Func<Func<Operand, Bound<List<OrgRecord>>>, ConditionCompiler<List<OrgRecord>>> compiler)
{
    public QueryResult Run(IEnumerable<OrgRecord> rows)
    {
        var keys = query.GroupBy.Select(binder.Bind).ToList();
        IEnumerable<List<OrgRecord>> groups = keys.Count == 0
            ? [[.. rows]]
            : rows.GroupBy(row => string.Join('\u001f', keys.Select(key => KeyText(key.Read(row))))).Select(group => group.ToList());
        if (query.Having is { } having)
        {
            groups = groups.Where(compiler(Bind).Compile(having));
        }

        IOrderedEnumerable<List<OrgRecord>>? sorted = null;
        foreach (var ordering in query.OrderBy)
        {
            var bound = Bind(ordering.By);
            var comparer = RowOrder.Comparer(ordering, bound.Field);
            sorted = sorted is null ? groups.OrderBy(bound.Read, comparer) : sorted.ThenBy(bound.Read, comparer);
        }

        var columns = Columns();
        var found = (sorted ?? groups).Skip(query.Offset).Take(query.Limit ?? 2000)
            .Select(group => (Func<string, JsonObject?>)(_ => Row(columns, group))).ToList();
        return new QueryResult(found.Count, found);
    }

    private static JsonObject Row(List<(string Name, Bound<List<OrgRecord>> Value)> columns, List<OrgRecord> group)
    {
        var row = new JsonObject { ["attributes"] = new JsonObject { ["type"] = "AggregateResult" } };
        foreach (var (name, value) in columns)
        {
            row[name] = FieldValues.ToJson(value.Field.Type, value.Read(group));
        }

        return row;
    }

    private List<(string Name, Bound<List<OrgRecord>> Value)> Columns()
    {
        var unnamed = 0;
        return [.. query.Select.Select(item => item switch
        {
            AggregateItem aggregate => (aggregate.Alias ?? $"expr{unnamed++}", Bind(new Operand(aggregate.Path, aggregate.Function))),
            FieldItem field => (field.Alias ?? binder.Bind(field.Path).Field.Name, Grouped(field)),
            _ => throw new SoqlException("MALFORMED_QUERY", "Only aggregates and grouped fields can be selected here"),
        })];
    }

    private Bound<List<OrgRecord>> Grouped(FieldItem field) =>
        query.GroupBy.Any(path => binder.Strip(path).SequenceEqual(binder.Strip(field.Path), StringComparer.OrdinalIgnoreCase))
            ? Bind(new Operand(field.Path, null))
            : throw new SoqlException(
                "MALFORMED_QUERY", $"Field must be grouped or aggregated: {field.Path}", field.Path.Position);

    private Bound<List<OrgRecord>> Bind(Operand operand)
    {
        if (operand.Path is null)
        {
            return Counted("COUNT", group => (decimal)group.Count);
        }

        var field = binder.Bind(operand.Path);
        IEnumerable<object> Given(List<OrgRecord> group) => group.Select(field.Read).OfType<object>();
        return operand.Function switch
        {
            null => new Bound<List<OrgRecord>>(field.Name, field.Field, group => field.Read(group[0])),
            "COUNT" => Counted(field.Name, group => (decimal)Given(group).Count()),
            "COUNT_DISTINCT" => Counted(field.Name, group => (decimal)Given(group).Select(KeyText).Distinct().Count()),
            "SUM" => Summed(field, group => Given(group).Any() ? Given(group).Sum(value => (decimal)value) : null),
            "AVG" => Summed(field, group => Given(group).Any() ? Given(group).Average(value => (decimal)value) : null),
            "MIN" => new Bound<List<OrgRecord>>(field.Name, field.Field, group => Given(group).Order(Order(field.Field)).FirstOrDefault()),
            "MAX" => new Bound<List<OrgRecord>>(field.Name, field.Field, group => Given(group).OrderDescending(Order(field.Field)).FirstOrDefault()),
            _ => throw new SoqlException("MALFORMED_QUERY", $"The function {operand.Function} is not an aggregate", operand.Path.Position),
        };
    }

    private static Bound<List<OrgRecord>> Counted(string name, Func<List<OrgRecord>, object?> count) =>
        new(name, new FieldDefinition(name, name, FieldType.Int), count);

    private static Bound<List<OrgRecord>> Summed(Bound<OrgRecord> field, Func<List<OrgRecord>, object?> sum) =>
        field.Field.Type.IsNumber()
            ? new(field.Name, field.Field, sum)
            : throw new SoqlException("INVALID_FIELD", $"field {field.Name} does not support aggregate operator SUM");

    private static Comparer<object> Order(FieldDefinition field) => Comparer<object>.Create((one, other) => Values.Compare(field, one, other));

    private static string KeyText(object? value) => value is null ? "" : FieldValues.ToText(value).ToUpperInvariant();
}
