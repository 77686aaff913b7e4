namespace Harness.Simulators.NetSuite.SuiteQl;

internal abstract record Expr;

internal sealed record Literal(object? Value) : Expr;

internal sealed record ColumnRef(string? Source, string Name) : Expr;

internal sealed record Call(string Name, IReadOnlyList<Expr> Arguments, bool Distinct, bool Star) : Expr
{
    public bool IsAggregate => Name is "COUNT" or "SUM" or "MIN" or "MAX" or "AVG";
}

internal sealed record Binary(string Sign, Expr Left, Expr Right) : Expr;

internal sealed record Not(Expr Inner) : Expr;

internal sealed record Negative(Expr Inner) : Expr;

internal sealed record InList(Expr Tested, IReadOnlyList<Expr> Values) : Expr;

internal sealed record InQuery(Expr Tested, Query Query) : Expr;

internal sealed record Like(Expr Tested, Expr Pattern, Expr? Escape) : Expr;

internal sealed record IsNull(Expr Tested) : Expr;

internal sealed record Case(Expr? Operand, IReadOnlyList<(Expr When, Expr Then)> Branches, Expr? Otherwise) : Expr;

/// <param name="Value">Null for *, of <paramref name="StarOf"/> or of all sources.</param>
internal sealed record SelectItem(Expr? Value, string? Alias, string? StarOf = null);

internal enum JoinKind
{
    Inner,
    Left,
}

/// <param name="On">Null for a source that only the WHERE ties to the others.</param>
internal sealed record Source(string? Table, Query? Query, string Alias, JoinKind Join, Expr? On);

internal sealed record OrderItem(Expr Value, bool Descending, bool? NullsFirst);

internal sealed record Query(
    bool Distinct,
    IReadOnlyList<SelectItem> Items,
    IReadOnlyList<Source> Sources,
    Expr? Where,
    IReadOnlyList<Expr> GroupBy,
    Expr? Having,
    IReadOnlyList<OrderItem> OrderBy,
    int? Top);
