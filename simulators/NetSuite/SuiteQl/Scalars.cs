using System.Globalization;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Comparing, converting and printing values, as the vendor's database does.</summary>
internal sealed class Scalars(string dateFormat)
{
    public static readonly object Yes = "T";
    public static readonly object No = "F";

    public int Compare(object one, object other) => (one, other) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTime a, string b) => a.CompareTo(Date(b)),
        (string a, DateTime b) => Date(a).CompareTo(b),
        (decimal a, string b) when TryNumber(b, out var number) => a.CompareTo(number),
        (string a, decimal b) when TryNumber(a, out var number) => number.CompareTo(b),
        _ => string.CompareOrdinal(Text(one), Text(other)),
    };

    /// <summary>Equal values have equal keys: 5 and '5' are the same id.</summary>
    public static object Key(object value) => value is string text && TryNumber(text, out var number) ? number : value;

    public string Text(object value) => value switch
    {
        string text => text,
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateTime date => OracleDates.Format(date, dateFormat),
        _ => throw new InvalidOperationException($"No SuiteQL value is a {value.GetType().Name}."),
    };

    public DateTime Date(string text) => OracleDates.Parse(text, dateFormat);

    public static decimal Number(object value) => value switch
    {
        decimal number => number,
        string text when TryNumber(text, out var number) => number,
        _ => throw new QueryProblem($"Invalid number: {value}."),
    };

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
