using System.Text.Json.Nodes;
using Harness.Core.Governance;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>Condenses documents to the one value that a CRM record shows.</summary>
public static class Rollups
{
    /// <summary>From what must be dealt with first to what is settled.</summary>
    private static readonly string[] WorstFirst = ["overdue", "partially_paid", "sent", "pending", "credited", "paid", "voided"];

    /// <summary>Amounts in another currency than the target's are left out: adding them would be a made-up rate.</summary>
    public static JsonNode? Condense(RollupRow row, IReadOnlyList<Snapshot> documents, string? currency)
    {
        var counted = documents.Where(document => Counts(row.Where, document.Fields.Get(InvoiceFields.Status)))
            .OrderBy(document => document.Fields.Get(InvoiceFields.Date)).ThenBy(document => document.Ref.Id, StringComparer.Ordinal).ToList();
        currency ??= OnlyCurrency(counted);
        var values = counted.Select(document => FieldText.Of(document.Fields, row.Field)).Where(value => value is not null).ToList();
        return row.Aggregate switch
        {
            Aggregate.Sum => JsonValue.Create(values.OfType<Money>().Where(money => money.Currency == currency).Sum(money => money.Amount)),
            Aggregate.Latest => ToJson(values.OrderBy(value => value as IComparable).LastOrDefault()),
            Aggregate.WorstStatus => ToJson(WorstFirst.FirstOrDefault(status => values.Contains(status))),
            Aggregate.Join => values.Count == 0 ? null : JsonValue.Create(string.Join(", ", values)),
        };
    }

    public static bool Same(JsonNode? shown, JsonNode? computed)
    {
        var left = shown?.ToString();
        var right = computed?.ToString();
        return left == right || (decimal.TryParse(left, out var a) && decimal.TryParse(right, out var b) && a == b);
    }

    /// <summary>Shows nothing: empty, or a sum of nothing.</summary>
    public static bool IsBlank(JsonNode? shown) => shown is null || shown.ToString() is "" || (decimal.TryParse(shown.ToString(), out var amount) && amount == 0);

    public static decimal Amount(JsonNode? shown) => decimal.TryParse(shown?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    public static string? CurrencyOf(Link link) => Baselines.FromJson(link.Baseline).Fields.Get(AccountFields.Currency);

    private static string? OnlyCurrency(IEnumerable<Snapshot> documents) =>
        documents.Select(document => document.Fields.Get(InvoiceFields.Currency)).Distinct().Take(2).ToList() is [{ } only] ? only : null;

    private static bool Counts(string? where, string? status) => where switch
    {
        null => true,
        "open" => status is "sent" or "partially_paid" or "overdue" or "pending" or "unapplied",
        _ => status == where,
    };

    private static JsonValue? ToJson(object? value) => value switch
    {
        null => null,
        Money money => JsonValue.Create(money.Amount),
        decimal number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd")),
        DateTimeOffset moment => JsonValue.Create(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")),
        _ => JsonValue.Create(value.ToString()),
    };
}
