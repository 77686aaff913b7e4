using System.Globalization;

namespace Harness.Sync.Crashes;

/// <summary>
/// Where a run shall end: <c>STEP:SUBJECT[:TIMES]</c>, as in <c>S6:sales_order:3</c>, the third sales order that the ERP
/// has accepted and whose answer is not read yet. The steps are S1 to S11, S13 and S14 of <see cref="CrashStep"/>; the
/// subject is an entity of the matrix, for S10 and S11 <c>alert</c>, for S13 the name of a system. Without a number it
/// is the first time.
/// </summary>
public sealed class CrashOrder(CrashPoint point, int times)
{
    private int _left = times;

    /// <exception cref="FormatException">It names no crash point that exists.</exception>
    public static CrashOrder Parse(string text, IReadOnlyList<CrashPoint> all)
    {
        var parts = text.Split(':');
        var times = 1;
        if (parts.Length is < 2 or > 3 || (parts.Length == 3 && (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out times) || times < 1)))
        {
            throw new FormatException($"\"{text}\" is not STEP:SUBJECT or STEP:SUBJECT:TIMES, such as S6:sales_order:3.");
        }

        var point = new CrashPoint(parts[0], parts[1]);
        return all.Contains(point) ? new CrashOrder(point, times) : throw new FormatException($"There is no crash point {point}: {string.Join(", ", all)}.");
    }

    /// <summary>True once: this is the moment.</summary>
    public bool IsNow(CrashPoint reached) => reached == point && Interlocked.Decrement(ref _left) == 0;
}
