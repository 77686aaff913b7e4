using System.Globalization;
using System.Text;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Date format models: YYYY-MM-DD"T"HH24:MI:SS and the like.</summary>
internal static class OracleDates
{
    private static readonly string[] parts =
        ["YYYY", "YY", "MONTH", "MON", "MM", "DD", "HH24", "HH12", "HH", "MI", "SS", "FF6", "FF3", "FF", "AM", "PM", "D", "M"];

    public static string Format(DateTime moment, string model)
    {
        var text = new StringBuilder();
        foreach (var (part, literal) in Split(model))
        {
            text.Append(part is null ? literal : moment.ToString(NetFormat(part), CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>A time that the text leaves out is midnight.</summary>
    public static DateTime Parse(string text, string model)
    {
        var whole = new StringBuilder();
        var day = "";
        foreach (var (part, literal) in Split(model))
        {
            if (part is not null && part[0] == 'H' && day.Length == 0)
            {
                day = whole.ToString();
            }

            whole.Append(part is null ? $"\\{literal}" : NetFormat(part).TrimStart('%'));
        }

        string[] formats = day.Length == 0 ? [whole.ToString()] : [whole.ToString(), WithoutEnd(day)];
        return DateTime.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new QueryProblem($"Parse of date/time \"{text}\" failed with date format \"{model}\".");
    }

    /// <summary>The blank or T between day and time goes with the time.</summary>
    private static string WithoutEnd(string format) =>
        format.Length > 2 && format[^2] == '\\' ? format[..^2] : format;

    private static string NetFormat(string part) => part switch
    {
        "YYYY" => "yyyy",
        "YY" => "yy",
        "MONTH" => "MMMM",
        "MON" => "MMM",
        "MM" => "MM",
        "M" => "%M",
        "DD" => "dd",
        "D" => "%d",
        "HH24" => "HH",
        "HH12" or "HH" => "hh",
        "MI" => "mm",
        "SS" => "ss",
        "FF3" => "fff",
        "FF" or "FF6" => "ffffff",
        _ => "tt",
    };

    private static IEnumerable<(string? Part, string Literal)> Split(string model)
    {
        for (var at = 0; at < model.Length;)
        {
            if (model[at] == '"')
            {
                var end = model.IndexOf('"', at + 1);
                end = end < 0 ? model.Length : end;
                foreach (var literal in model[(at + 1)..end])
                {
                    yield return (null, literal.ToString());
                }

                at = end + 1;
                continue;
            }

            var part = Array.Find(parts, p => string.Compare(model, at, p, 0, p.Length, StringComparison.OrdinalIgnoreCase) == 0);
            if (part is null && char.IsLetter(model[at]))
            {
                throw new QueryProblem($"Date format not recognized: {model}.");
            }

            yield return (part, part is null ? model[at].ToString() : "");
            at += part?.Length ?? 1;
        }
    }
}
