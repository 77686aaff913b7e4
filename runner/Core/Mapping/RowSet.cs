using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>The rows of a record or of a line, compiled for one side.</summary>
internal sealed class RowSet
{
    private const string CurrencyField = "currency";

    private readonly Dictionary<string, RowCodec> _byField;
    private readonly RowCodec? _currency;
    private readonly Dictionary<string, RowCodec?> _countryOf;

    public RowSet(MappingMatrix matrix, IReadOnlyList<MappingRow> rows, SystemRole side, ObjectDescription? described, string? linePath)
    {
        var fields = described?.Fields.ToDictionary(field => field.Path, StringComparer.OrdinalIgnoreCase);
        Codecs = [.. rows.Where(row => row.PathIn(side) is not null).Select(row => new RowCodec(
            row,
            side,
            matrix.VendorOf(side),
            row.Values is null ? null : matrix.Values.Find(row.Values),
            [.. row.PathsIn(side).Select(path => fields?.GetValueOrDefault(linePath is null ? path : $"{linePath}.{path}"))]))];
        _byField = Codecs.ToDictionary(codec => codec.Row.Field, StringComparer.Ordinal);
        _currency = _byField.GetValueOrDefault(CurrencyField);
        _countryOf = Codecs.ToDictionary(codec => codec.Row.Field, CountryBeside, StringComparer.Ordinal);
    }

    public IReadOnlyList<RowCodec> Codecs { get; }

    public IReadOnlyList<string> Paths => [.. Codecs.SelectMany(codec => codec.Paths).Distinct(StringComparer.Ordinal)];

    public RowCodec? Find(string field) => _byField.GetValueOrDefault(field);

    /// <param name="currency">What money is in where the rows say nothing: the document's for its lines, the company's for its records.</param>
    public FieldSet Read(IReadOnlyDictionary<string, JsonNode?> values, string? currency, List<Fault> faults)
    {
        var fields = FieldSet.Empty;
        currency = _currency is not null && _currency.TryRead(values, default, [], out var own) && own is string code ? code : currency;
        foreach (var codec in Codecs)
        {
            if (codec.TryRead(values, new RowContext(currency, CountryIn(values, codec)), faults, out var value))
            {
                fields = fields.WithValue(codec.Row.Field, value);
            }
        }

        return fields;
    }

    public Dictionary<string, JsonNode?> Write(FieldSet changes, FieldSet whole, string? currency, List<Fault> faults)
    {
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var codec in Codecs)
        {
            if (changes.TryValue(codec.Row.Field, out var value))
            {
                var country = _countryOf[codec.Row.Field] is { } beside ? whole.ValueOf(beside.Row.Field) as string : null;
                codec.Write(value, new RowContext(CurrencyOf(whole) ?? currency, country), values, faults);
            }
        }

        return values;
    }

    public static string? CurrencyOf(FieldSet whole) => whole.ValueOf(CurrencyField) as string;

    private string? CountryIn(IReadOnlyDictionary<string, JsonNode?> values, RowCodec codec) =>
        _countryOf[codec.Row.Field] is { } beside && beside.TryRead(values, default, [], out var country) ? country as string : null;

    // "billing.state" goes by "billing.country"; a phone beside no country of its own by the billing country.
    private RowCodec? CountryBeside(RowCodec codec)
    {
        if (codec.Row.TransformIn(codec.Side) is not { } name || Transforms.Find(name) is not { NeedsCountry: true })
        {
            return null;
        }

        var group = codec.Row.Field[..(codec.Row.Field.LastIndexOf('.') + 1)];
        return _byField.GetValueOrDefault(group + "country") ?? _byField.GetValueOrDefault("billing.country");
    }
}
