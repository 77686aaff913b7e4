using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Port;

namespace Harness.Core.Quality;

/// <summary>Bad data never leaves: what the matrix itself says about a record that is about to be written.</summary>
public static class Validation
{
    private const string Currency = "currency";

    /// <param name="result">The record as it will stand on the target, defaults included.</param>
    /// <param name="creating">A new record needs all that is required; an existing one must only not lose it.</param>
    public static IReadOnlyList<Fault> Check(
        EntityMatrix matrix, FieldSet result, IReadOnlyList<Line>? lines, bool creating, SystemRole target)
    {
        var faults = new List<Fault>();
        foreach (var row in matrix.Rows.Where(row => Concerns(row, target, creating)))
        {
            if (row.Required && IsMissing(result, row, creating))
            {
                faults.Add(new Fault(FaultKind.RequiredMissing, $"{Words(row.Field)} is missing, and {matrix.ObjectIn(target)} needs it: fill it in.", Fields: [row.Field]));
            }
            else
            {
                Check(row, result.ValueOf(row.Field), null, faults);
            }
        }

        CheckLines(matrix, lines, creating, target, faults);
        return faults;
    }

    private static void CheckLines(EntityMatrix matrix, IReadOnlyList<Line>? lines, bool creating, SystemRole target, List<Fault> faults)
    {
        if (lines is null || matrix.Lines is null)
        {
            return;
        }

        if (lines.Select(line => line.Key).Distinct(StringComparer.Ordinal).Count() != lines.Count)
        {
            faults.Add(new Fault(FaultKind.InvalidData, "Two lines have the same key: the lines cannot be told apart.", Fields: ["lines"]));
        }

        foreach (var (line, number) in lines.Select((line, index) => (line, index + 1)))
        {
            foreach (var row in matrix.Lines.Rows.Where(row => Concerns(row, target, creating)))
            {
                if (row.Required && IsMissing(line.Fields, row, creating: true))
                {
                    faults.Add(new Fault(FaultKind.RequiredMissing, $"Line {number} has no {Words(row.Field).ToLowerInvariant()}: fill it in.", Fields: [$"lines.{row.Field}"]));
                }
                else
                {
                    Check(row, line.Fields.ValueOf(row.Field), number, faults);
                }
            }

            if (line.Fields.Get(OrderLineFields.Quantity) is <= 0)
            {
                faults.Add(new Fault(FaultKind.InvalidData, $"Line {number} has a quantity of zero or less: correct it.", Fields: [$"lines.{OrderLineFields.Quantity.Name}"]));
            }
        }
    }

    private static void Check(MappingRow row, object? value, int? line, List<Fault> faults)
    {
        var where = line is null ? Words(row.Field) : $"{Words(row.Field)} of line {line}";
        var trouble = value switch
        {
            string code when row.Field == Currency && !Currencies.IsKnown(code) => $"{where} is not a currency of ISO 4217: correct it.",
            string code when row.Transform == "iso_country" && !Mapping.Iso.Countries.IsKnown(code) => $"{where} is not a country of ISO 3166: correct it.",
            decimal percent when row.Transform is "percent" or "discount" && percent is < 0 or > 100 => $"{where} is not between 0 and 100 percent: correct it.",
            Money { Amount: < 0 } when line is not null => $"{where} is negative: correct it.",
            _ => null,
        };
        if (trouble is not null)
        {
            faults.Add(new Fault(FaultKind.InvalidData, trouble, Fields: [row.Field]));
        }
    }

    private static bool Concerns(MappingRow row, SystemRole target, bool creating) =>
        creating ? Governance.ThreeWayMerge.TravelsOnCreate(row, target.Other()) : row.TravelsTo(target);

    private static bool IsMissing(FieldSet result, MappingRow row, bool creating) =>
        result.ValueOf(row.Field) is null or "" && (creating || result.HasValue(row.Field));

    // "billing.country" as the steward reads it: "Billing country".
    private static string Words(string field)
    {
        var words = field.Replace('.', ' ').Replace('_', ' ');
        return string.Concat(char.ToUpperInvariant(words[0]).ToString(), words.AsSpan(1));
    }
}
