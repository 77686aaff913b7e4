using System.ComponentModel;
using System.Globalization;

namespace Reqnroll;

/// <summary>Text from a feature file as the type a step asks for. An empty cell is null where the type has a null.</summary>
internal static class Values
{
    public static object? Parse(string text, Type type)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return text;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return text.Length == 0 ? null : Parse(text, underlying);
        }

        if (type.IsEnum)
        {
            return Enum.Parse(type, string.Concat(text.Where(char.IsLetterOrDigit)), ignoreCase: true);
        }

        if (type == typeof(bool))
        {
            return text switch
            {
                "true" or "True" or "yes" or "x" => true,
                "false" or "False" or "no" or "" => false,
                _ => throw new FormatException($"'{text}' is neither yes nor no."),
            };
        }

        if (type == typeof(decimal))
        {
            return decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
    }
}
