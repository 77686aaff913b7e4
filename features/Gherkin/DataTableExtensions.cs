using System.Reflection;

namespace Reqnroll;

/// <summary>Rows as typed records: a column "Payment terms" fills the parameter or property PaymentTerms.</summary>
public static class DataTableExtensions
{
    public static IEnumerable<T> CreateSet<T>(this Table table) => [.. table.Rows.Select(row => (T)Create(typeof(T), row.Keys, row.Values))];

    /// <summary>One row, or a table of two columns with a name and a value in each row.</summary>
    public static T CreateInstance<T>(this Table table)
    {
        if (table.Header.Count != 2 || (table.RowCount == 1 && Fits(typeof(T), table.Header[0])))
        {
            return table.CreateSet<T>().Single();
        }

        var pairs = table.Rows.Select(row => (Name: row[0], Value: row[1]));
        if (Fits(typeof(T), table.Header[0]))
        {
            pairs = pairs.Prepend((table.Header[0], table.Header[1]));
        }

        return (T)Create(typeof(T), pairs.Select(pair => pair.Name), pairs.Select(pair => pair.Value));
    }

    private static object Create(Type type, IEnumerable<string> names, IEnumerable<string> values)
    {
        var cells = names.Zip(values).ToDictionary(
            cell => Plain(cell.First), cell => cell.Second, StringComparer.OrdinalIgnoreCase);
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        var arguments = constructor.GetParameters().Select(parameter => ArgumentFor(parameter, cells)).ToArray();
        var instance = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        foreach (var (name, value) in cells)
        {
            var property = type.GetProperties().FirstOrDefault(candidate => Same(candidate.Name, name) && candidate.CanWrite)
                ?? throw new InvalidOperationException($"The table names '{name}', which {type.Name} does not have.");
            property.SetValue(instance, Values.Parse(value, property.PropertyType));
        }

        return instance;
    }

    private static object? ArgumentFor(ParameterInfo parameter, Dictionary<string, string> cells)
    {
        if (cells.Remove(parameter.Name!, out var value))
        {
            return Values.Parse(value, parameter.ParameterType);
        }

        return parameter.HasDefaultValue ? parameter.DefaultValue
            : throw new InvalidOperationException($"The table lacks the column '{parameter.Name}'.");
    }

    private static bool Fits(Type type, string name) => type.GetProperties().Any(property => Same(property.Name, Plain(name)));

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
