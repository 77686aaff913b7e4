using System.Text;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>Terms that are joined by OR: values of one field (an IN list), or with an empty field whole conditions.</summary>
internal sealed record FindKeyGroup(string Field, IReadOnlyList<string> Terms);

/// <summary>WHERE conditions from keys, cut where the statement would become too long. Keys of every shape share a statement.</summary>
internal static class SoqlConditions
{
    private const string Separator = ",";
    private const string Or = " OR ";
    private const int ListOverhead = 30;

    public static IReadOnlyList<FindKeyGroup> Group(IEnumerable<FindKey> keys)
    {
        var lists = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in keys)
        {
            var single = key.Parts is [var only] && !SalesforcePath.IsDomain(only.Path) ? only : null;
            var field = single is null ? "" : SalesforcePath.FieldOf(single.Path);
            var term = single is null ? $"({string.Join(" AND ", key.Parts.Select(Condition))})" : SalesforceValue.Literal(single.Value);
            if (!lists.TryGetValue(field, out var terms))
            {
                lists[field] = terms = [];
            }

            terms.Add(term);
        }

        return [.. lists.Select(list => new FindKeyGroup(list.Key, [.. list.Value]))];
    }

    /// <param name="budget">Characters of the encoded URI that a condition may take.</param>
    public static IEnumerable<string> Pack(IReadOnlyList<FindKeyGroup> groups, int budget)
    {
        var parts = new List<string>();
        var left = budget;
        foreach (var group in groups)
        {
            var terms = new List<string>();
            left -= Length(group.Field) + ListOverhead;
            foreach (var term in group.Terms)
            {
                var length = Length(term) + Length(group.Field.Length == 0 ? Or : Separator);
                if (length > left && (terms.Count > 0 || parts.Count > 0))
                {
                    Close(parts, group, terms);
                    yield return Joined(parts);
                    parts.Clear();
                    left = budget - Length(group.Field) - ListOverhead;
                }

                terms.Add(term);
                left -= length;
            }

            Close(parts, group, terms);
        }

        if (parts.Count > 0)
        {
            yield return Joined(parts);
        }
    }

    private static string Condition(KeyPart part) => SalesforcePath.IsDomain(part.Path)
        ? $"{SalesforcePath.FieldOf(part.Path)} LIKE {SalesforceValue.ContainsPattern(part.Value.ToString())}"
        : $"{SalesforcePath.FieldOf(part.Path)} = {SalesforceValue.Literal(part.Value)}";

    private static void Close(List<string> parts, FindKeyGroup group, List<string> terms)
    {
        if (terms.Count > 0)
        {
            parts.Add(group.Field.Length == 0 ? string.Join(Or, terms) : $"{group.Field} IN ({string.Join(Separator, terms)})");
            terms.Clear();
        }
    }

    // A filter may stand in front, so alternatives are always in brackets.
    private static string Joined(List<string> parts) =>
        parts is [var only] && only.Contains(" IN (", StringComparison.Ordinal) ? only : new StringBuilder("(").AppendJoin(Or, parts).Append(')').ToString();

    private static int Length(string text) => Uri.EscapeDataString(text).Length;
}
