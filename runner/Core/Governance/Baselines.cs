using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>Baselines as the ledger keeps them: every kind of value comes back as what it was, to the last decimal place.</summary>
public static class Baselines
{
    private const string LinesName = "@lines";
    private const string Number = "n", Date = "d", Instant = "t", Amount = "m", Currency = "c", Utf16 = "u";

    private static readonly JsonWriterOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The baseline moves field by field, and only to values that both sides hold now: those they agreed on, and those
    /// that were written to the one side from the other.
    /// </summary>
    public static FieldSet Advance(FieldSet? old, FieldSet agreed, FieldSet writtenToCrm, FieldSet writtenToErp) =>
        (old ?? FieldSet.Empty).Overlay(agreed).Overlay(writtenToCrm).Overlay(writtenToErp);

    public static string ToJson(FieldSet fields, IReadOnlyList<Line>? lines)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            Write(writer, fields);
            if (lines is not null)
            {
                writer.WriteStartArray(LinesName);
                foreach (var line in lines)
                {
                    writer.WriteStartArray();
                    writer.WriteStringValue(line.Key);
                    writer.WriteStartObject();
                    Write(writer, line.Fields);
                    writer.WriteEndObject();
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static (FieldSet Fields, IReadOnlyList<Line>? Lines) FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        List<Line>? lines = null;
        if (document.RootElement.TryGetProperty(LinesName, out var rows))
        {
            lines = [.. rows.EnumerateArray().Select(row => new Line(row[0].GetString()!, Read(row[1])))];
        }

        return (Read(document.RootElement), lines);
    }

    private static FieldSet Read(JsonElement fields) => fields.EnumerateObject()
        .Where(field => field.Name != LinesName)
        .Aggregate(FieldSet.Empty, (set, field) => set.WithValue(field.Name, Value(field.Value)));

    private static object? Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.String:
                return value.GetString();
        }

        string Part(string name) => value.GetProperty(name).GetString()!;
        return value.EnumerateObject().First().Name switch
        {
            Number => Decimal(Part(Number)),
            Amount => new Money(Decimal(Part(Amount)), Part(Currency)),
            Date => DateOnly.ParseExact(Part(Date), "O", CultureInfo.InvariantCulture),
            Instant => DateTimeOffset.ParseExact(Part(Instant), "O", CultureInfo.InvariantCulture),
            Utf16 => new string(MemoryMarshal.Cast<byte, char>(Convert.FromBase64String(Part(Utf16)))),
            var other => throw new InvalidOperationException($"A stored baseline holds a value of the unknown kind '{other}'."),
        };
    }

    private static decimal Decimal(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter writer, FieldSet fields)
    {
        foreach (var name in fields.Names)
        {
            writer.WritePropertyName(name);
            Write(writer, fields.ValueOf(name));
        }
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text when IsWellFormed(text):
                writer.WriteStringValue(text);
                break;
            default:
                writer.WriteStartObject();
                WriteParts(writer, value);
                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteParts(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case decimal number:
                writer.WriteString(Number, number.ToString(CultureInfo.InvariantCulture));
                break;
            case Money money:
                writer.WriteString(Amount, money.Amount.ToString(CultureInfo.InvariantCulture));
                writer.WriteString(Currency, money.Currency);
                break;
            case DateOnly date:
                writer.WriteString(Date, date.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                writer.WriteString(Instant, instant.ToString("O", CultureInfo.InvariantCulture));
                break;
            case string text:
                writer.WriteString(Utf16, Convert.ToBase64String(MemoryMarshal.AsBytes(text.AsSpan())));
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType().Name} is not a canonical value.");
        }
    }

    // Half a surrogate pair is no Unicode text, and JSON would replace it.
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
