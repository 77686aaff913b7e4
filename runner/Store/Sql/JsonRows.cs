using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harness.Store.Sql;

/// <summary>Writes a batch of rows as the one JSON parameter that <see cref="SqlDialect"/> reads.</summary>
internal static class JsonRows
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(IReadOnlyCollection<T> rows, Action<Utf8JsonWriter, T> writeValues) => Array(rows, (writer, row) =>
    {
        writer.WriteStartArray();
        writeValues(writer, row);
        writer.WriteEndArray();
    });

    public static string Of(IReadOnlyCollection<long> numbers) => Array(numbers, (writer, number) => writer.WriteNumberValue(number));

    public static string Of(IReadOnlyCollection<string> texts) => Array(texts, (writer, text) => writer.Text(text));

    /// <summary>U+0000 ends a text in some databases and is refused by others: it is kept as U+FFFD.</summary>
    public static void Text(this Utf8JsonWriter writer, string? value) =>
        writer.WriteStringValue(value is not null && value.Contains('\0') ? value.Replace('\0', '\uFFFD') : value);

    public static void Name<T>(this Utf8JsonWriter writer, T? value)
        where T : struct, Enum => writer.WriteStringValue(value?.ToString());

    public static void Time(this Utf8JsonWriter writer, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteNumberValue(time.UtcTicks);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static string Array<T>(IReadOnlyCollection<T> rows, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (rows.Count * 128));
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartArray();
            foreach (var row in rows)
            {
                write(writer, row);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
