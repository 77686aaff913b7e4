using System.Globalization;

namespace Harness.Simulators.Salesforce.Soql;

/// <summary>TODAY, LAST_N_DAYS:7 and the like as a range of days, from the first to before the last.</summary>
internal static class DateLiterals
{
    public static (DateOnly From, DateOnly To)? Range(string literal, DateOnly today)
    {
        var parts = literal.Split(':');
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        var year = new DateOnly(today.Year, 1, 1);
        var week = today.AddDays(-(int)today.DayOfWeek);
        if (parts.Length == 2)
        {
            var count = int.Parse(parts[1], CultureInfo.InvariantCulture);
            return parts[0] switch
            {
                "LAST_N_DAYS" => (today.AddDays(-count), today.AddDays(1)),
                "NEXT_N_DAYS" => (today.AddDays(1), today.AddDays(count + 1)),
                "N_DAYS_AGO" => (today.AddDays(-count), today.AddDays(1 - count)),
                "LAST_N_WEEKS" => (week.AddDays(-7 * count), week),
                "NEXT_N_WEEKS" => (week.AddDays(7), week.AddDays(7 * (count + 1))),
                "LAST_N_MONTHS" => (month.AddMonths(-count), month),
                "NEXT_N_MONTHS" => (month.AddMonths(1), month.AddMonths(count + 1)),
                "LAST_N_QUARTERS" => (quarter.AddMonths(-3 * count), quarter),
                "NEXT_N_QUARTERS" => (quarter.AddMonths(3), quarter.AddMonths(3 * (count + 1))),
                "LAST_N_YEARS" => (year.AddYears(-count), year),
                "NEXT_N_YEARS" => (year.AddYears(1), year.AddYears(count + 1)),
                _ => null,
            };
        }

        return literal switch
        {
            "YESTERDAY" => (today.AddDays(-1), today),
            "TODAY" => (today, today.AddDays(1)),
            "TOMORROW" => (today.AddDays(1), today.AddDays(2)),
            "LAST_WEEK" => (week.AddDays(-7), week),
            "THIS_WEEK" => (week, week.AddDays(7)),
            "NEXT_WEEK" => (week.AddDays(7), week.AddDays(14)),
            "LAST_MONTH" => (month.AddMonths(-1), month),
            "THIS_MONTH" => (month, month.AddMonths(1)),
            "NEXT_MONTH" => (month.AddMonths(1), month.AddMonths(2)),
            "LAST_QUARTER" => (quarter.AddMonths(-3), quarter),
            "THIS_QUARTER" => (quarter, quarter.AddMonths(3)),
            "NEXT_QUARTER" => (quarter.AddMonths(3), quarter.AddMonths(6)),
            "LAST_YEAR" => (year.AddYears(-1), year),
            "THIS_YEAR" => (year, year.AddYears(1)),
            "NEXT_YEAR" => (year.AddYears(1), year.AddYears(2)),
            "LAST_90_DAYS" => (today.AddDays(-90), today.AddDays(1)),
            "NEXT_90_DAYS" => (today.AddDays(1), today.AddDays(91)),
            _ => null,
        };
    }
}
