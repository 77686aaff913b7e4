using System.Globalization;
using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>The values by which people look for a record: what it is matched by, and what it is called and worth.</summary>
public static class SearchedFields
{
    private static readonly HashSet<string> Known =
    [
        "name", "full_name", "number", "erp_number", "order_number", "po_number", "sku", "amount", "total", "net_total", "email", "tax_id", "domain", "billing.city",
    ];

    public static IEnumerable<(string Field, string Text, bool Pii)> Of(EntityMatrix matrix, FieldSet fields)
    {
        var keys = matrix.Match.SelectMany(rule => rule.Fields).ToHashSet(StringComparer.Ordinal);
        return matrix.Rows
            .Where(row => row.Reference is null && (Known.Contains(row.Field) || keys.Contains(row.Field)))
            .Select(row => (row.Field, Text: Text(fields.ValueOf(row.Field)), row.Pii))
            .Where(one => one.Text.Length > 0);
    }

    private static string Text(object? value) => value switch
    {
        Money money => string.Create(CultureInfo.InvariantCulture, $"{money.Amount.ToString($"F{Currencies.MinorUnits(money.Currency)}", CultureInfo.InvariantCulture)} {money.Currency}"),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        _ => string.Empty,
    };
}
