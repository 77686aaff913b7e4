using Harness.Sync.Desk;

namespace Harness.Dashboard.Views;

internal static class DeskLinks
{
    public static string Of(DeskPattern pattern) =>
        $"/desk?view=records&flow={Uri.EscapeDataString(pattern.Flow)}{Part("fault", pattern.Fault?.ToString())}{Part("pattern", pattern.Pattern)}";

    public static string Of(FoundRecord found) => $"/records/{found.Entity}/{found.Side.ToString().ToLowerInvariant()}/{Uri.EscapeDataString(found.RecordId)}";

    private static string Part(string name, string? value) => value is null ? string.Empty : $"&{name}={Uri.EscapeDataString(value)}";
}
