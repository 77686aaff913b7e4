using System.Text;
using System.Text.RegularExpressions;
using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Soql;

/// <summary>Turns a condition into a predicate over rows, once for the whole scan.</summary>
internal sealed class ConditionCompiler<TRow>(
    Func<Operand, Bound<TRow>> bind, Func<SoqlQuery, IEnumerable<object?>> select, DateTimeOffset now)
{
    public Func<TRow, bool> Compile(Condition condition) => condition switch
    {
        AllOf all => Every([.. all.Parts.Select(Compile)]),
        AnyOf any => Some([.. any.Parts.Select(Compile)]),
        Not not => Negate(Compile(not.Inner)),
        Comparison comparison => Compare(comparison),
        InList list => In(Filterable(list.Left), list.IsNegated, list.Values),
        InQuery query => Member(Filterable(query.Left), query.IsNegated, [.. select(query.Query)]),
        Includes includes => Include(Filterable(includes.Left), includes),
        _ => throw new InvalidOperationException($"No predicate for {condition.GetType().Name}."),
    };

    private Func<TRow, bool> Compare(Comparison comparison)
    {
        var left = Filterable(comparison.Left);
        var (field, read) = (left.Field, left.Read);
        if (comparison.Operator == "LIKE")
        {
            return Like(left, comparison.Right);
        }

        if (field.Type is FieldType.Date or FieldType.DateTime && comparison.Right.Kind == TokenKind.Word &&
            DateLiterals.Range(comparison.Right.Text, DateOnly.FromDateTime(now.UtcDateTime)) is { } range)
        {
            return InRange(left, comparison.Operator, range);
        }

        var value = LiteralReader.Read(field, left.Name, comparison.Right);
        if (value is null)
        {
            return comparison.Operator switch
            {
                "=" => row => read(row) is null,
                "!=" => row => read(row) is not null,
                _ => _ => false,
            };
        }

        return comparison.Operator switch
        {
            "=" => row => read(row) is { } found && Values.Compare(field, found, value) == 0,
            "!=" => row => read(row) is not { } found || Values.Compare(field, found, value) != 0,
            "<" => row => read(row) is { } found && Values.Compare(field, found, value) < 0,
            "<=" => row => read(row) is { } found && Values.Compare(field, found, value) <= 0,
            ">" => row => read(row) is { } found && Values.Compare(field, found, value) > 0,
            _ => row => read(row) is { } found && Values.Compare(field, found, value) >= 0,
        };
    }

    private static Func<TRow, bool> InRange(Bound<TRow> left, string sign, (DateOnly From, DateOnly To) range)
    {
        DateOnly? Day(TRow row) => left.Read(row) switch
        {
            DateOnly date => date,
            DateTimeOffset moment => DateOnly.FromDateTime(moment.UtcDateTime),
            _ => null,
        };

        return sign switch
        {
            "=" => row => Day(row) is { } day && day >= range.From && day < range.To,
            "!=" => row => Day(row) is not { } day || day < range.From || day >= range.To,
            "<" => row => Day(row) is { } day && day < range.From,
            "<=" => row => Day(row) is { } day && day < range.To,
            ">" => row => Day(row) is { } day && day >= range.To,
            _ => row => Day(row) is { } day && day >= range.From,
        };
    }

    private static Func<TRow, bool> In(Bound<TRow> left, bool negated, IReadOnlyList<Literal> literals) =>
        Member(left, negated, [.. literals.Select(literal => LiteralReader.Read(left.Field, left.Name, literal))]);

    private static Func<TRow, bool> Member(Bound<TRow> left, bool negated, List<object?> values)
    {
        var read = left.Read;
        var nulls = values.Contains(null);
        var texts = values.OfType<string>().ToHashSet(Values.Comparer(left.Field));
        var others = values.Where(value => value is not null and not string).ToHashSet();
        return row =>
        {
            var contained = read(row) switch
            {
                null => nulls,
                string text => texts.Contains(text),
                var value => others.Contains(value),
            };
            return contained != negated;
        };
    }

    private static Func<TRow, bool> Like(Bound<TRow> left, Literal literal)
    {
        if (!left.Field.Type.IsText())
        {
            throw new SoqlException("INVALID_QUERY_FILTER_OPERATOR", $"invalid operator on {left.Field.Type.Name()} field", literal.Position);
        }

        var pattern = new StringBuilder("^");
        for (var position = 0; position < literal.Text.Length; position++)
        {
            var letter = literal.Text[position];
            pattern.Append(letter switch
            {
                '\\' when position + 1 < literal.Text.Length => Regex.Escape(literal.Text[++position].ToString()),
                '%' => ".*",
                '_' => ".",
                _ => Regex.Escape(letter.ToString()),
            });
        }

        var regex = new Regex(pattern.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return row => left.Read(row) is string text && regex.IsMatch(text);
    }

    private static Func<TRow, bool> Include(Bound<TRow> left, Includes includes)
    {
        if (left.Field.Type != FieldType.MultiPicklist)
        {
            throw new SoqlException("INVALID_QUERY_FILTER_OPERATOR", "includes/excludes operator is only valid on multi-picklist fields");
        }

        // Each literal is a set of values that must all be there: 'A;B'.
        var wanted = includes.Values.Select(literal => literal.Text.Split(';')).ToList();
        return row =>
        {
            var chosen = (left.Read(row) as string ?? "").Split(';').ToHashSet(StringComparer.OrdinalIgnoreCase);
            return wanted.Exists(all => all.All(chosen.Contains)) != includes.IsNegated;
        };
    }

    private Bound<TRow> Filterable(Operand operand)
    {
        var bound = bind(operand);
        return bound.Field.Filterable
            ? bound
            : throw new SoqlException("INVALID_FIELD", $"field '{bound.Name}' can not be filtered in a query call", operand.Path?.Position ?? -1);
    }

    private static Func<TRow, bool> Every(Func<TRow, bool>[] parts) => row => Array.TrueForAll(parts, part => part(row));

    private static Func<TRow, bool> Some(Func<TRow, bool>[] parts) => row => Array.Exists(parts, part => part(row));

    private static Func<TRow, bool> Negate(Func<TRow, bool> inner) => row => !inner(row);
}
