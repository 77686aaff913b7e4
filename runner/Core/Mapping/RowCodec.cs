using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>What the values around a field say: the record's currency and country.</summary>
internal readonly record struct RowContext(string? Currency, string? Country);

/// <summary>One row for one side: vendor JSON to canonical value and back, and equality as this side stores it.</summary>
internal sealed class RowCodec(
    MappingRow row, SystemRole side, string system, ValueMap? map, IReadOnlyList<FieldDescription?> described)
{
    private readonly Transform? _transform = row.TransformIn(side) is { } name ? Transforms.Find(name) : null;

    public MappingRow Row => row;

    public SystemRole Side => side;

    public IReadOnlyList<string> Paths { get; } = row.PathsIn(side);

    /// <summary>False: the vendor did not say (absent), or it could not be read and a fault was added.</summary>
    public bool TryRead(IReadOnlyDictionary<string, JsonNode?> values, RowContext context, List<Fault> faults, out object? value)
    {
        value = null;
        if (!Paths.Any(values.ContainsKey))
        {
            return false;
        }

        var said = Paths.Select(path => values.GetValueOrDefault(path)).Where(node => !VendorValues.IsBlank(node)).ToList();
        if (said.Count == 0)
        {
            value = _transform?.OfBlank;
            return true;
        }

        var node = Paths.Count == 1 ? said[0]! : JsonValue.Create(string.Join('\n', said.Select(part => VendorValues.Text(part!))));
        var read = Read(node, context);
        if (read.Trouble is { } trouble)
        {
            faults.Add(new Fault(Kind(), $"{Named()} in {system}{Shown(VendorValues.Text(node))} {trouble}.", Fields: [row.Field]));
        }

        value = read.Value;
        return read.Trouble is null;
    }

    public void Write(object? value, RowContext context, IDictionary<string, JsonNode?> into, List<Fault> faults)
    {
        if (value is null || value is string { Length: 0 })
        {
            Set(null, into);
            return;
        }

        if (value is Money money && context.Currency is { } currency && money.Currency != currency)
        {
            faults.Add(new Fault(FaultKind.InvalidData, $"{Named()} is in {money.Currency}, but the record in {system} is kept in {currency}: one of the two must be put right.", Fields: [row.Field]));
            return;
        }

        if (map is not null)
        {
            value = map.Write(side, (string)value);
            if (value is null)
            {
                faults.Add(new Fault(FaultKind.UnmappedValue, $"{Named()} has a value that {map.File} does not spell for {system}: add the spelling there.", Fields: [row.Field]));
                return;
            }
        }

        var node = _transform is null ? VendorValues.ToJson(value) : _transform.Write(value, new TransformContext(context.Country, row.Zone));
        if (Fits(node, faults))
        {
            Set(node, into);
        }
    }

    public bool Same(object? left, object? right) => Equals(Stored(left), Stored(right));

    private Converted Read(JsonNode node, RowContext context)
    {
        if (map is not null)
        {
            var canonical = VendorValues.Text(node) is { } spelling ? map.Read(side, spelling) : null;
            return new Converted(canonical, canonical is null ? $"is not in {map.File}: add it there under the value it means" : null);
        }

        if (_transform is not null)
        {
            return _transform.Read(node, new TransformContext(context.Country, row.Zone));
        }

        return row.Kind switch
        {
            ValueKind.Text => Converted.Or(VendorValues.Text(node), "text"),
            ValueKind.Number => Converted.Or(VendorValues.Decimal(node), "a number"),
            ValueKind.Boolean => Converted.Or(VendorValues.Boolean(node), "yes or no"),
            ValueKind.Date => Converted.Or(VendorValues.Date(node), "a date alone (yyyy-mm-dd)"),
            ValueKind.DateTime => Converted.Or(VendorValues.DateTime(node), "a date with time"),
            ValueKind.Money => context.Currency is null
                ? new Converted(null, "has no currency beside it")
                : Converted.Or(VendorValues.Decimal(node) is { } amount ? new Money(amount, context.Currency) : null, "an amount"),
        };
    }

    private void Set(JsonNode? node, IDictionary<string, JsonNode?> into)
    {
        if (Paths.Count == 1)
        {
            into[Paths[0]] = node;
            return;
        }

        var lines = node is null ? [] : Spread(node.GetValue<string>());
        for (var i = 0; i < Paths.Count; i++)
        {
            into[Paths[i]] = i < lines.Length ? JsonValue.Create(lines[i]) : null;
        }
    }

    /// <summary>One line for each path; what is left over stands in the last one.</summary>
    private string[] Spread(string text)
    {
        var lines = Newlines(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length <= Paths.Count ? lines : [.. lines[..(Paths.Count - 1)], string.Join(", ", lines[(Paths.Count - 1)..])];
    }

    private bool Fits(JsonNode? node, List<Fault> faults)
    {
        var before = faults.Count;
        var texts = node?.GetValueKind() != System.Text.Json.JsonValueKind.String ? []
            : Paths.Count == 1 ? [node.GetValue<string>()]
            : Spread(node.GetValue<string>());
        for (var i = 0; i < texts.Length; i++)
        {
            if (described[i]?.Length is { } longest && texts[i].Length > longest)
            {
                faults.Add(new Fault(FaultKind.TooLong, $"{Named()} has {texts[i].Length} characters, {system} stores {longest} ({Paths[i]}): shorten it.", Fields: [row.Field]));
            }

            if (!UnicodeText.IsStorable(texts[i]))
            {
                faults.Add(new Fault(FaultKind.InvalidData, $"{Named()} holds a control character, or a character of which a part was lost on the way, that {system} cannot store: type it again.", Fields: [row.Field]));
            }

            if (described[i] is { RestrictedValues: true, Values: { Count: > 0 } allowed } && !allowed.Contains(texts[i], StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(new Fault(FaultKind.UnmappedValue, $"{Named()}{Shown(texts[i])} is not among the values that {system} allows for {Paths[i]}.", Fields: [row.Field]));
            }
        }

        if (node?.GetValueKind() == System.Text.Json.JsonValueKind.Number && described[0]?.Scale is { } scale
            && VendorValues.Decimal(node) is { } number && VendorValues.Decimals(number) > scale)
        {
            faults.Add(new Fault(FaultKind.InvalidData, $"{Named()} has more decimal places than the {scale} that {system} stores ({Paths[0]}).", Fields: [row.Field]));
        }

        return faults.Count == before;
    }

    private object? Stored(object? value) => value switch
    {
        null or false => null,
        string text => StoredText(text),
        decimal number => StoredNumber(number),
        Money money => money with { Amount = StoredNumber(money.Amount) },
        DateTimeOffset instant => new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
        _ => value,
    };

    private string? StoredText(string text)
    {
        var stored = UnicodeText.Nfc(Newlines(text)).Trim();
        stored = Paths.Count > 1 ? string.Join('\n', Spread(stored)) : stored;
        return stored.Length == 0 ? null : stored;
    }

    private decimal StoredNumber(decimal number) =>
        described is [{ Scale: { } scale }, ..] ? Math.Round(number, Math.Min(scale, 28), MidpointRounding.AwayFromZero) : number;

    private static string Newlines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private FaultKind Kind() => map is null ? FaultKind.InvalidData : FaultKind.UnmappedValue;

    private string Named() => row.Field;

    // A personal value never stands in a message.
    private string Shown(string? text) => row.Pii || text is null || text.Length > 60 ? "" : $" ('{text}')";
}
