using System.Text.Json.Nodes;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Soql;

/// <param name="Rows">Read when their page is fetched; null when the record has gone meanwhile.</param>
internal sealed record QueryResult(int TotalSize, IReadOnlyList<Func<string, JsonObject?>> Rows);

/// <summary>Evaluates a statement over the stored records.</summary>
/// <param name="page">Makes the answer for a child list, with a locator of its own when it is long.</param>
internal sealed class QueryRunner(Org org, bool includeDeleted, bool tooling, Func<QueryResult, string, JsonObject> page)
{
    public QueryResult Run(SoqlQuery query)
    {
        var type = org.Schema.Find(query.From) is { } found && found.Tooling == tooling ? found : throw new SoqlException(
            "INVALID_TYPE",
            $"sObject type '{query.From}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
            query.FromPosition);
        var table = org.Table(type);
        return Run(query, type, Candidates(query, table));
    }

    private QueryResult Run(SoqlQuery query, ObjectDefinition type, IEnumerable<OrgRecord> candidates)
    {
        var binder = new Binder(org, type, query.Alias);
        var all = includeDeleted || query.AllRows;
        var purged = org.RecycleBinSince;
        var rows = candidates.Where(record => !record.IsDeleted || (all && record.Stamp >= purged));
        if (query.Where is { } where)
        {
            rows = rows.Where(Compiler(operand => BindOperand(binder, operand)).Compile(where));
        }

        if (query.Select is [AggregateItem { Path: null, Alias: null }] && query.GroupBy.Count == 0)
        {
            return new QueryResult(Math.Min(rows.Count(), query.Limit ?? int.MaxValue), []);
        }

        if (query.GroupBy.Count > 0 || query.Select.Any(item => item is AggregateItem))
        {
            return new Aggregation(binder, query, groups => Compiler(groups)).Run(rows);
        }

        var projection = Project(query, binder);
        var sorted = Cut(Sort(query, binder, rows), query);
        return new QueryResult(sorted.Count, [.. sorted.Select(record =>
            (Func<string, JsonObject?>)(version => record.IsDeleted && !all ? null : projection.Read(record, version)))]);
    }

    /// <summary>A query by id, reference or external id looks its records up; everything else scans.</summary>
    private IEnumerable<OrgRecord> Candidates(SoqlQuery query, OrgTable table)
    {
        var conditions = query.Where is AllOf all ? all.Parts : query.Where is { } only ? [only] : [];
        foreach (var condition in conditions)
        {
            var (name, values) = condition switch
            {
                Comparison { Operator: "=", Left: { Function: null, Path.Parts: [var field] } } equals => (field, [equals.Right]),
                InList { IsNegated: false, Left: { Function: null, Path.Parts: [var field] } } list => (field, list.Values),
                _ => ("", (IReadOnlyList<Literal>)[]),
            };
            if (table.Type.FindVisible(name) is { } key && (Values.IsId(key) || key.ExternalId) && values.All(value => value.Kind == TokenKind.Text))
            {
                return LookUp(table, key, values);
            }
        }

        return org.Visible(table);
    }

    private IEnumerable<OrgRecord> LookUp(OrgTable table, FieldDefinition key, IReadOnlyList<Literal> values)
    {
        var now = org.Clock.GetUtcNow();
        return values.Select(value => LiteralReader.Read(key, key.Name, value)).OfType<object>()
            .SelectMany(value => table.WithDeleted(key, value)).Distinct()
            .Select(record => record.SeenAt(now)).OfType<OrgRecord>();
    }

    private ConditionCompiler<TRow> Compiler<TRow>(Func<Operand, Bound<TRow>> bind) => new(bind, SelectColumn, org.Clock.GetUtcNow());

    private List<object?> SelectColumn(SoqlQuery query)
    {
        if (query.Select is not [FieldItem column])
        {
            throw new SoqlException("MALFORMED_QUERY", "The inner select of a semi join must have exactly one field", query.FromPosition);
        }

        var type = org.Schema.Find(query.From)
            ?? throw new SoqlException("INVALID_TYPE", $"sObject type '{query.From}' is not supported.", query.FromPosition);
        var binder = new Binder(org, type, query.Alias);
        var rows = Candidates(query, org.Table(type)).Where(record => !record.IsDeleted || includeDeleted);
        if (query.Where is { } where)
        {
            rows = rows.Where(Compiler(operand => BindOperand(binder, operand)).Compile(where));
        }

        return [.. rows.Select(binder.Bind(column.Path).Read)];
    }

    private static Bound<OrgRecord> BindOperand(Binder binder, Operand operand) => operand.Path is { } path
        ? FieldFunctions.Wrap(operand.Function, binder.Bind(path))
        : throw new SoqlException("MALFORMED_QUERY", "Aggregate functions are not allowed here");

    private Projection Project(SoqlQuery query, Binder binder)
    {
        var projection = new Projection(org, binder.Type);
        foreach (var item in query.Select)
        {
            switch (item)
            {
                case FieldItem { Function: null } field:
                    projection.AddField(binder.Strip(field.Path), field.Path.Position);
                    break;
                case FieldItem field:
                    var bound = FieldFunctions.Wrap(field.Function, binder.Bind(field.Path));
                    projection.AddValue(field.Alias ?? binder.Strip(field.Path)[^1], bound.Field.Type, bound.Read);
                    break;
                case FieldsItem fields:
                    AddSet(projection, fields, query);
                    break;
                case SubqueryItem subquery:
                    AddChildren(projection, subquery.Query, binder.Type);
                    break;
                default:
                    throw new InvalidOperationException($"No projection for {item.GetType().Name}.");
            }
        }

        return projection;
    }

    private static void AddSet(Projection projection, FieldsItem fields, SoqlQuery query)
    {
        if (fields.Set is not ("ALL" or "STANDARD" or "CUSTOM"))
        {
            throw new SoqlException("MALFORMED_QUERY", $"unexpected token: '{fields.Set}'", fields.Position);
        }

        if (fields.Set != "STANDARD" && query.Limit is null or > 200)
        {
            throw new SoqlException("MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200", fields.Position);
        }

        foreach (var field in projection.Type.VisibleFields.Where(each => fields.Set == "ALL" || each.IsCustom == (fields.Set == "CUSTOM")))
        {
            projection.AddField([field.Name], fields.Position);
        }
    }

    private void AddChildren(Projection projection, SoqlQuery query, ObjectDefinition parent)
    {
        var relation = org.Schema.FindChildren(parent, query.From) ?? throw new SoqlException(
            "INVALID_TYPE",
            $"Didn't understand relationship '{query.From}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.",
            query.FromPosition);
        _ = Project(query, new Binder(org, relation.Child, query.Alias));
        projection.AddList(relation.Field.ChildRelationship!, (record, version) =>
        {
            var now = org.Clock.GetUtcNow();
            var children = org.Children(relation.Child.Name, relation.Field.Name, record.Id).Select(child => child.SeenAt(now)).OfType<OrgRecord>();
            var result = Run(query, relation.Child, children);
            return result.TotalSize == 0 ? null : page(result, version);
        });
    }

    private static IEnumerable<OrgRecord> Sort(SoqlQuery query, Binder binder, IEnumerable<OrgRecord> rows)
    {
        IOrderedEnumerable<OrgRecord>? sorted = null;
        foreach (var ordering in query.OrderBy)
        {
            var bound = BindOperand(binder, ordering.By);
            var comparer = RowOrder.Comparer(ordering, bound.Field);
            sorted = sorted is null ? rows.OrderBy(bound.Read, comparer) : sorted.ThenBy(bound.Read, comparer);
        }

        return sorted ?? rows;
    }

    private static List<OrgRecord> Cut(IEnumerable<OrgRecord> rows, SoqlQuery query) =>
        [.. rows.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
}
