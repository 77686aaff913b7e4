using System.Text.Json.Nodes;

namespace Harness.Features.Company;

/// <summary>A cell of a scenario: what somebody types, or what somebody expects to see.</summary>
internal static class Entry
{
    /// <summary>A table of two columns without a heading: each row a name and a value.</summary>
    public static IReadOnlyList<(string Name, string Value)> Pairs(DataTable table) =>
        [(table.Header[0], table.Header[1]), .. table.Rows.Select(row => (row[0], row[1]))];

    /// <summary>A row of a table with product, quantity and price, and a discount where there is one.</summary>
    public static SoldLine Line(DataTableRow row) => new(
        row["product"], decimal.Parse(row["quantity"]), decimal.Parse(row["price"]),
        row.TryGetValue("discount", out var discount) && discount.Length > 0 ? decimal.Parse(discount) : null);

    public static JsonNode? Typed(string text) => text switch
    {
        "(empty)" => null,
        "yes" => JsonValue.Create(true),
        "no" => JsonValue.Create(false),
        _ => JsonValue.Create(text),
    };

    public static void ShouldShow(string name, JsonNode? found, string expected, DateOnly today)
    {
        var text = found?.ToString();
        if (expected is "(empty)")
        {
            text.ShouldBeNullOrEmpty($"{name} should be empty");
        }
        else if (expected is "(set)")
        {
            text.ShouldNotBeNullOrEmpty($"{name} should be filled in");
        }
        else if (expected.StartsWith("(contains) ", StringComparison.Ordinal))
        {
            (text ?? "").ShouldContain(expected["(contains) ".Length..], Case.Sensitive, $"{name} says something else");
        }
        else if (DayMeant(expected, today) is { } day)
        {
            text.ShouldBe(day.ToString("yyyy-MM-dd"), $"{name} is another day");
        }
        else if (expected is "yes" or "no")
        {
            text.ShouldBe(expected == "yes" ? "true" : "false", $"{name} is not {expected}");
        }
        else if (found?.GetValueKind() == System.Text.Json.JsonValueKind.Number)
        {
            decimal.Parse(text!).ShouldBe(decimal.Parse(expected), $"{name} is another number");
        }
        else
        {
            text.ShouldBe(expected, $"{name} is something else");
        }
    }

    private static DateOnly? DayMeant(string expected, DateOnly today) => expected.Split(' ') switch
    {
        ["(today)"] => today,
        ["(in", var days, "days)"] => today.AddDays(int.Parse(days)),
        _ => null,
    };
}
