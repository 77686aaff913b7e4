namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Looking through expressions.</summary>
internal static class Walk
{
    private static readonly HashSet<string> moments = ["sysdate", "current_date", "current_timestamp", "systimestamp"];

    public static IEnumerable<Expr> Parts(Expr expression) => expression switch
    {
        Binary two => [two.Left, two.Right],
        Not not => [not.Inner],
        Negative negative => [negative.Inner],
        InList list => [list.Tested, .. list.Values],
        InQuery query => [query.Tested],
        Like like => like.Escape is null ? [like.Tested, like.Pattern] : [like.Tested, like.Pattern, like.Escape],
        IsNull isNull => [isNull.Tested],
        Call call => call.Arguments,
        Case branches => CaseParts(branches),
        _ => [],
    };

    public static IEnumerable<Expr> All(Expr expression) => Parts(expression).SelectMany(All).Prepend(expression);

    public static IEnumerable<ColumnRef> Columns(Expr expression) =>
        All(expression).OfType<ColumnRef>().Where(c => !IsMoment(c));

    public static bool IsMoment(ColumnRef column) => column.Source is null && moments.Contains(column.Name);

    public static bool IsConstant(Expr expression) =>
        !All(expression).Any(e => e is InQuery or Call { IsAggregate: true } || (e is ColumnRef column && !IsMoment(column)));

    public static IEnumerable<Expr> Conjuncts(Expr? condition) => condition switch
    {
        null => [],
        Binary { Sign: "AND" } both => Conjuncts(both.Left).Concat(Conjuncts(both.Right)),
        _ => [condition],
    };

    private static IEnumerable<Expr> CaseParts(Case branches)
    {
        foreach (var (when, then) in branches.Branches)
        {
            yield return when;
            yield return then;
        }

        if (branches.Operand is not null)
        {
            yield return branches.Operand;
        }

        if (branches.Otherwise is not null)
        {
            yield return branches.Otherwise;
        }
    }
}
