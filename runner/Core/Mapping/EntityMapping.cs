using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>
/// The rows of one entity compiled for one side. Reference fields pass through as plain text: the engine turns the
/// other record's id into this side's before <see cref="Write"/>, and into the CRM's after <see cref="Read"/>.
/// </summary>
/// <param name="described">For lengths, scales and closed lists; null where the metadata is not at hand.</param>
/// <param name="baseCurrency">What amounts are in where the system keeps no currency on the record.</param>
public sealed class EntityMapping(
    MappingMatrix matrix, EntityMatrix entity, SystemRole side, ObjectDescription? described, string? baseCurrency = null)
{
    private readonly RowSet _fields = new(matrix, entity.Rows, side, described, null);
    private readonly RowSet _lines = new(matrix, entity.Lines?.Rows ?? [], side, described, entity.Lines?.PathIn(side));
    private readonly string? _erpIdPath = side == SystemRole.Crm && Has(described, entity.Status?.ErpId) ? entity.Status?.ErpId : null;

    public EntityMatrix Entity => entity;

    public SystemRole Side => side;

    /// <summary>All mapped paths, those of the lines, and in the CRM the id of the ERP's record.</summary>
    public Selection Selection => entity.Lines is { } lines && lines.PathIn(side) is { } path && lines.KeyIn(side) is { } key
        ? SelectionWithoutLines with { Lines = [new LineSelection(path, key, _lines.Paths)] }
        : SelectionWithoutLines;

    public Selection SelectionWithoutLines =>
        new(entity.ObjectIn(side), [.. _fields.Paths.Concat(_erpIdPath is null ? [] : [_erpIdPath]).Distinct(StringComparer.Ordinal)], []);

    /// <summary>A value that cannot be read becomes a problem of the snapshot, and its field is absent.</summary>
    public Snapshot Read(RawRecord raw)
    {
        var problems = new List<Fault>();
        var fields = _fields.Read(raw.Values, baseCurrency, problems);
        if (_erpIdPath is not null && raw.Values.TryGetValue(_erpIdPath, out var erpId))
        {
            fields = fields.With(SystemFields.ErpId, erpId is null ? null : VendorValues.Text(erpId));
        }

        return new Snapshot(raw.Ref, raw.Version, raw.ModifiedAt, fields, ReadLines(raw, fields, problems))
        {
            Deleted = raw.Deleted,
            MergedInto = raw.MergedInto,
            Problems = problems,
        };
    }

    /// <param name="changes">What this side must take; references already hold this side's ids.</param>
    /// <param name="whole">The record's resulting state, for what a value depends on: its currency, its country.</param>
    /// <param name="lines">The complete rows; null leaves them as they are.</param>
    public MappedWrite Write(FieldSet changes, FieldSet whole, IReadOnlyList<Line>? lines)
    {
        var problems = new List<Fault>();
        var currency = RowSet.CurrencyOf(whole) ?? baseCurrency;
        var values = _fields.Write(changes, whole, currency, problems);
        return new MappedWrite(values, WriteLines(lines, currency, problems), problems);
    }

    /// <summary>Equality as this side stores it: normalised text, its number of decimals, its address lines.</summary>
    public bool Same(MappingRow row, object? left, object? right) => CodecOf(row) is { } codec ? codec.Same(left, right) : Equals(left, right);

    /// <summary>One field's value as this side spells it, to look a record up by; null where it has no such spelling or several paths.</summary>
    internal JsonNode? KeyValue(string field, object value, FieldSet whole)
    {
        var values = _fields.Write(FieldSet.Empty.WithValue(field, value), whole, null, []);
        return values.Count == 1 ? values.Values.First() : null;
    }

    private RowCodec? CodecOf(MappingRow row) =>
        _fields.Find(row.Field) is { } own && ReferenceEquals(own.Row, row) ? own
        : _lines.Find(row.Field) is { } inLine && ReferenceEquals(inLine.Row, row) ? inLine
        : _fields.Find(row.Field);

    private List<Line>? ReadLines(RawRecord raw, FieldSet fields, List<Fault> problems)
    {
        if (entity.Lines?.PathIn(side) is not { } path || !raw.Lines.TryGetValue(path, out var rows))
        {
            return null;
        }

        var currency = RowSet.CurrencyOf(fields) ?? baseCurrency;
        return [.. rows.Select(row => new Line(row.Key, _lines.Read(row.Values, currency, problems)))];
    }

    private List<LineSet> WriteLines(IReadOnlyList<Line>? lines, string? currency, List<Fault> problems)
    {
        if (lines is null || entity.Lines is not { } matrixLines || matrixLines.PathIn(side) is not { } path || matrixLines.KeyIn(side) is not { } key)
        {
            return [];
        }

        return [new LineSet(path, key, [.. lines.Select(line => new RawLine(line.Key, WriteLine(line, currency, problems)))])];
    }

    private Dictionary<string, JsonNode?> WriteLine(Line line, string? currency, List<Fault> problems)
    {
        var travelling = entity.Lines!.Rows.Where(row => row.TravelsTo(side)).Select(row => row.Field);
        var fields = travelling.Where(line.Fields.HasValue)
            .Aggregate(FieldSet.Empty, (set, field) => set.WithValue(field, line.Fields.ValueOf(field)));
        return _lines.Write(fields, line.Fields, currency, problems)
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    private static bool Has(ObjectDescription? described, string? path) => path is not null
        && (described is null || described.Fields.Any(field => string.Equals(field.Path, path, StringComparison.OrdinalIgnoreCase)));
}
