using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Dashboard.Views;

/// <summary>A field of a stopped record that a person may put right here.</summary>
/// <param name="IsFinance">Somebody else has to agree.</param>
public sealed record EditField(string Name, string Now, bool Required, bool IsFinance, ValueKind Kind)
{
    public static IReadOnlyList<EditField> Of(OfficeIntegration integration, string entity, WorkItem item)
    {
        if (item.Payload is null || item.State != ItemState.Stopped || !integration.Matrix.Entities.TryGetValue(entity, out var matrix))
        {
            return [];
        }

        var values = RawRecords.FromJson(item.Payload).Values;
        return [.. matrix.Rows
            .Where(row => row.Reference is null && row.Kind is ValueKind.Text or ValueKind.Number or ValueKind.Date && row.PathsIn(item.Side).Count == 1 && row.TravelsTo(item.Side.Other()))
            .Select(row => new EditField(row.Field, values.GetValueOrDefault(row.PathIn(item.Side)!)?.ToString() ?? string.Empty, row.Required, Finance.Speaks(row), row.Kind))];
    }
}

/// <summary>Values with which money is moved: nobody changes them alone.</summary>
public static class Finance
{
    private static readonly HashSet<string> Fields = ["payment_terms", "credit_limit", "currency", "tax_id", "header_discount", "amount", "price"];

    public static bool Speaks(MappingRow row) => Fields.Contains(row.Field) || row.Kind == ValueKind.Money;
}
