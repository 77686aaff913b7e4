using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>A field by the name that a matrix row gives it.</summary>
public static class FieldText
{
    public static object? Of(FieldSet fields, string name) => fields.ValueOf(name);

    /// <summary>Where the ERP holds a canonical field.</summary>
    public static string ErpPathOf(this EntityMatrix matrix, string field) => matrix.Rows.First(row => row.Field == field).ErpPath
        ?? throw new InvalidOperationException($"The matrix of {matrix.Entity} has no ERP path for {field}.");
}
