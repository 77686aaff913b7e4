using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>
/// Fields that hold the id of another linked record (an order's account, a line's product). In canonical form they
/// hold the CRM's id; what an ERP said, or is told, is translated through the links.
/// </summary>
public static class ReferenceFields
{
    /// <summary>Every reference that a record and its lines hold: entity and id, blanks left out.</summary>
    public static IEnumerable<(string Entity, string Id)> In(EntityMatrix matrix, FieldSet fields, IReadOnlyList<Line>? lines)
    {
        var own = Of(matrix.Rows, fields);
        return lines is null || matrix.Lines is null ? own : own.Concat(lines.SelectMany(line => Of(matrix.Lines.Rows, line.Fields)));
    }

    /// <summary>The set with each reference translated; one that cannot be translated becomes absent, never blank.</summary>
    public static FieldSet Translate(IReadOnlyList<MappingRow> rows, FieldSet fields, Func<string, string, string?> translate)
    {
        foreach (var row in rows.Where(row => row.Reference is not null))
        {
            if (fields.ValueOf(row.Field) is string id)
            {
                fields = translate(row.Reference!, id) is { } translated ? fields.WithValue(row.Field, translated) : fields.WithoutValue(row.Field);
            }
        }

        return fields;
    }

    public static IReadOnlyList<Line>? Translate(LinesMatrix? matrix, IReadOnlyList<Line>? lines, Func<string, string, string?> translate) =>
        matrix is null ? lines : lines?.Select(line => line with { Fields = Translate(matrix.Rows, line.Fields, translate) }).ToList();

    private static IEnumerable<(string Entity, string Id)> Of(IReadOnlyList<MappingRow> rows, FieldSet fields) =>
        from row in rows
        where row.Reference is not null
        let id = fields.ValueOf(row.Field) as string
        where !string.IsNullOrEmpty(id)
        select (row.Reference!, id);
}
