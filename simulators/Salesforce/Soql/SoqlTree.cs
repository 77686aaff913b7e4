namespace Harness.Simulators.Salesforce.Soql;

/// <param name="Parts">"Account.Owner.Name" in three.</param>
internal sealed record FieldPath(IReadOnlyList<string> Parts, int Position)
{
    public override string ToString() => string.Join('.', Parts);
}

internal abstract record SelectItem;

/// <param name="Function">toLabel, convertCurrency, FORMAT or CALENDAR_YEAR and the like; null for a plain field.</param>
internal sealed record FieldItem(FieldPath Path, string? Function, string? Alias) : SelectItem;

internal sealed record SubqueryItem(SoqlQuery Query) : SelectItem;

/// <param name="Path">Null for COUNT().</param>
internal sealed record AggregateItem(string Function, FieldPath? Path, string? Alias) : SelectItem;

/// <param name="Set">ALL, STANDARD or CUSTOM.</param>
internal sealed record FieldsItem(string Set, int Position) : SelectItem;

internal abstract record Condition;

internal sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition;

internal sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition;

internal sealed record Not(Condition Inner) : Condition;

/// <param name="Operator">= != &lt; &lt;= &gt; &gt;= or LIKE.</param>
internal sealed record Comparison(Operand Left, string Operator, Literal Right) : Condition;

internal sealed record InList(Operand Left, bool IsNegated, IReadOnlyList<Literal> Values) : Condition;

internal sealed record InQuery(Operand Left, bool IsNegated, SoqlQuery Query) : Condition;

internal sealed record Includes(Operand Left, bool IsNegated, IReadOnlyList<Literal> Values) : Condition;

/// <summary>What a condition looks at: a field, or an aggregate in HAVING.</summary>
internal sealed record Operand(FieldPath? Path, string? Function);

/// <summary>A text, a number, true, false, null, or a date literal such as LAST_N_DAYS:7.</summary>
internal sealed record Literal(TokenKind Kind, string Text, int Position);

internal sealed record Ordering(Operand By, bool IsDescending, bool NullsLast);

internal sealed record SoqlQuery(
    IReadOnlyList<SelectItem> Select,
    string From,
    int FromPosition,
    string? Alias,
    Condition? Where,
    IReadOnlyList<FieldPath> GroupBy,
    Condition? Having,
    IReadOnlyList<Ordering> OrderBy,
    int? Limit,
    int Offset,
    bool AllRows);
