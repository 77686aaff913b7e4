using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Simulators.Referee;

/// <param name="Kind">account, contact, product, order or invoice.</param>
/// <param name="Field">Null where the whole record is meant.</param>
internal sealed record Finding(string Kind, string Key, string Name, string? Field, string? Expected, string? Found)
{
    public JsonObject ToJson() => new()
    {
        ["kind"] = Kind,
        ["key"] = Key,
        ["name"] = Name,
        ["field"] = Field,
        ["expected"] = Expected,
        ["found"] = Found,
    };
}

/// <summary>What the referee found so far.</summary>
/// <param name="unheld">What the ERP has no place for, as "contact.role": nobody can be blamed for not finding it there.</param>
internal sealed class Verdict(IReadOnlySet<string> unheld)
{
    /// <summary>Expected and absent, or there with stale values.</summary>
    public List<Finding> Lost { get; } = [];

    /// <summary>More than one living record for one business key, or more than one creation of it.</summary>
    public List<Finding> Doubled { get; } = [];

    /// <summary>Did not go through, and the CRM's record does not say why.</summary>
    public List<Finding> Unexplained { get; } = [];

    /// <summary>Written although a rule of the business forbade it.</summary>
    public List<Finding> Unwarranted { get; } = [];

    public Dictionary<string, int> Checked { get; } = [];

    public void Count(string kind) => Checked[kind] = Checked.GetValueOrDefault(kind) + 1;

    public void Absent(string kind, string key, string name, string expected)
    {
        Lost.Add(new Finding(kind, key, name, null, expected, null));
        Unexplain(kind, key, name, "It did not go through and its record does not say why.");
    }

    public void Unexplain(string kind, string key, string name, string why) =>
        Unexplained.Add(new Finding(kind, key, name, null, null, why));

    public void Compare(string kind, string key, string name, string field, bool isSame, object? expected, object? found)
    {
        if (!isSame && !unheld.Contains($"{kind}.{field}"))
        {
            Lost.Add(new Finding(kind, key, name, field, Words(expected), Words(found)));
        }
    }

    public JsonObject ToJson(int violations)
    {
        var counts = new JsonObject();
        foreach (var (kind, count) in Checked.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            counts[kind] = count;
        }

        return new JsonObject
        {
            ["lost"] = List(Lost),
            ["doubled"] = List(Doubled),
            ["unexplained"] = List(Unexplained),
            ["unwarranted"] = List(Unwarranted),
            ["violations"] = violations,
            ["counts"] = new JsonObject
            {
                ["lost"] = Records(Lost),
                ["doubled"] = Records(Doubled),
                ["unexplained"] = Records(Unexplained),
                ["unwarranted"] = Records(Unwarranted),
            },
            ["checked"] = counts,
        };
    }

    /// <summary>Records, not fields: one with three stale values is one record lost.</summary>
    private static int Records(List<Finding> findings) => findings.DistinctBy(finding => (finding.Kind, finding.Key)).Count();

    private static JsonArray List(List<Finding> findings) => [.. findings.Select(finding => finding.ToJson())];

    private static string? Words(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
