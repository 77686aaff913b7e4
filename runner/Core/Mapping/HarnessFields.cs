using Harness.Core.Records;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>The custom fields that exist for Harness alone, as opposed to the company's own.</summary>
internal static class HarnessFields
{
    private const string CrmSuffix = "__c";
    private const string CrmPrefix = "erp_";
    private const string ErpMark = "_crm_";
    private const int StateLength = 40, NumberLength = 80, LongestText = 255;

    public static IReadOnlyList<FieldSpec> Missing(MappingMatrix matrix, SystemDescription described, SystemRole side) => Missing(matrix, matrix.Entities.Values, described, side);

    public static IReadOnlyList<FieldSpec> Missing(MappingMatrix matrix, IEnumerable<EntityMatrix> entities, SystemDescription described, SystemRole side) =>
    [
        .. entities.SelectMany(entity => side == SystemRole.Crm ? InCrm(matrix, entity) : InErp(entity))
            .DistinctBy(field => (field.ObjectType, field.Path))
            .Where(field => !described.Objects.Any(one => Is(one.Name, field.ObjectType) && one.Fields.Any(known => Is(known.Path, field.Path)))),
    ];

    private static IEnumerable<FieldSpec> InCrm(MappingMatrix matrix, EntityMatrix entity)
    {
        var status = entity.Status;
        var own = new List<FieldSpec?>
        {
            Of(entity.CrmObject, status?.ErpId, FieldType.Text, NumberLength) is { } id ? id with { ExternalKey = true } : null,
            Of(entity.CrmObject, status?.Number, FieldType.Text, NumberLength),
            Of(entity.CrmObject, status?.State, FieldType.Text, StateLength),
            Of(entity.CrmObject, status?.Message, FieldType.Text, LongestText),
            Of(entity.CrmObject, status?.SyncedAt, FieldType.DateTime, null),
        };

        // What only ever comes from the ERP and is not the company's own: its number, status, rate.
        own.AddRange(entity.Rows
            .Where(row => row is { Direction: Direction.ErpToCrm, OnCreate: null, CrmPath: { } path } && IsCustom(path))
            .Select(row => Of(entity.CrmObject, row.CrmPath, row.Kind, row.Values is null ? NumberLength : StateLength)));
        own.AddRange(entity.Rollups.Select(rollup => Of(
            matrix.Entities[rollup.Target].CrmObject, rollup.Path, rollup.Kind, rollup.Aggregate == Aggregate.WorstStatus ? StateLength : LongestText)));
        return own.OfType<FieldSpec>();
    }

    private static IEnumerable<FieldSpec> InErp(EntityMatrix entity)
    {
        foreach (var row in entity.Rows.Where(row => row.ErpPath?.Contains(ErpMark, StringComparison.Ordinal) == true))
        {
            yield return Of(entity.ErpObject, row.ErpPath, row.Kind, NumberLength)!;
        }

        if (entity.Lines is { ErpPath: { } lines, ErpKey: { } key } && key.Contains(ErpMark, StringComparison.Ordinal))
        {
            yield return Of(entity.ErpObject, $"{lines}.{key}", FieldType.Text, NumberLength)!;
        }
    }

    private static FieldSpec? Of(string objectType, string? path, ValueKind kind, int length) => kind switch
    {
        ValueKind.Text => Of(objectType, path, FieldType.Text, length),
        // Three places hold every currency from the yen to the Kuwaiti dinar.
        ValueKind.Money => Of(objectType, path, FieldType.Money, null, 3),
        ValueKind.Number => Of(objectType, path, FieldType.Number, null, 6),
        ValueKind.Boolean => Of(objectType, path, FieldType.Boolean, null),
        ValueKind.Date => Of(objectType, path, FieldType.Date, null),
        ValueKind.DateTime => Of(objectType, path, FieldType.DateTime, null),
    };

    private static FieldSpec? Of(string objectType, string? path, FieldType type, int? length, int? scale = null) =>
        path is null ? null : new FieldSpec(objectType, path, Label(path), type, length, scale);

    /// <summary>By the ending that Salesforce gives all custom fields; elsewhere by the beginning that ours have.</summary>
    private static bool IsCustom(string path) => path.EndsWith(CrmSuffix, StringComparison.Ordinal) || path.StartsWith(CrmPrefix, StringComparison.Ordinal);

    // "ERP_Invoice_Number__c" reads "ERP Invoice Number", and so does "erp_invoice_number".
    private static string Label(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        name = name.EndsWith(CrmSuffix, StringComparison.Ordinal) ? name[..^CrmSuffix.Length] : name;
        return name.StartsWith(CrmPrefix, StringComparison.Ordinal)
            ? $"ERP {string.Join(' ', name[CrmPrefix.Length..].Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}"
            : name.Replace('_', ' ');
    }

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
