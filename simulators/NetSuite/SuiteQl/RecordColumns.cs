using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Columns that read a stored record's fields.</summary>
internal sealed class RecordColumns(References references, Today today)
{
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    /// <summary>The zone may be set anew between two queries.</summary>
    public void Refresh() => zone = today.Zone;

    public TableColumn Id { get; } = new("id", row => ((NsRecord)row).Number);

    public IEnumerable<TableColumn> Of(params RecordType[] types) => types
        .SelectMany(type => type.Fields).DistinctBy(f => f.Column).Select(Field).Prepend(Id);

    public TableColumn Field(RecordField field) => Field(field, row => ((NsRecord)row).Values);

    public TableColumn Field(RecordField field, Func<object, Values?> valuesOf) => new(
        field.Column,
        row => Convert(field, valuesOf(row)?.Get(field.Name)),
        field.Kind == FieldKind.Reference ? row => valuesOf(row)?.Text(field.Name) is { } id ? references.Name(field.Target!, id) : null : null);

    /// <summary>A field under the name that SuiteQL has for it.</summary>
    public TableColumn Renamed(string column, RecordType type, string field) => Field(type.Field(field)!) with { Name = column };

    public object? Convert(RecordField field, object? value) => value switch
    {
        string id when field.Kind == FieldKind.Reference && !References.IsList(field.Target!) => decimal.TryParse(id, out var number) ? number : id,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset moment => Moment(moment),
        _ => value,
    };

    public object Moment(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;
}
