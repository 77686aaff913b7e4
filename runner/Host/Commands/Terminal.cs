using System.Globalization;

namespace Harness.Host.Commands;

/// <summary>How wide the place is that people read in.</summary>
internal static class Terminal
{
    /// <summary>COLUMNS where it is set, else the terminal's width. Null: a pipe or a file, where a record stays on one line.</summary>
    public static int? Columns() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns >= 40 ? columns
        : Console.IsOutputRedirected || Console.WindowWidth < 40 ? null
        : Console.WindowWidth;
}
