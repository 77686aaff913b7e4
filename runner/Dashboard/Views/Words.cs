using System.Globalization;
using Harness.Port;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Views;

/// <summary>How the pages say things.</summary>
public static class Words
{
    public static string Flow(string flow) => flow switch
    {
        "sales_orders" => "Sales orders",
        _ => Sentence(flow),
    };

    /// <summary>One of them.</summary>
    public static string Entity(string entity) => Sentence(entity);

    public static string Field(string field) => Sentence(field.Replace('.', ' '));

    public static string System(string system) => system switch
    {
        "salesforce" => "Salesforce",
        "hubspot" => "HubSpot",
        "netsuite" => "NetSuite",
        "businesscentral" => "Business Central",
        "odoo" => "Odoo",
        _ => system,
    };

    public static string State(ItemState state) => state switch
    {
        ItemState.Pending => "Pending",
        ItemState.Waiting => "Waiting",
        ItemState.Stopped => "Failed",
        ItemState.Synced => "Synced",
        ItemState.Unchanged => "Unchanged",
        ItemState.Skipped => "Closed",
        ItemState.Superseded => "Superseded",
        ItemState.Compared => "Compared",
    };

    public static string Class(FaultClass one) => one switch
    {
        FaultClass.RateLimit => "Rate limit",
        _ => one.ToString(),
    };

    /// <summary>"Required value missing": the catalogue's code in words.</summary>
    public static string Fault(FaultKind kind) => Sentence(string.Concat(kind.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")));

    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalMinutes: < 1 } => $"{age.TotalSeconds:0} s",
        { TotalHours: < 1 } => $"{age.TotalMinutes:0} min",
        { TotalHours: < 48 } => $"{age.TotalHours:0} h",
        _ => $"{age.TotalDays:0} days",
    };

    public static string Took(TimeSpan time) => time.TotalSeconds < 10 ? $"{Math.Max(0, time.TotalSeconds):0.0} s" : Age(time);

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM HH:mm", CultureInfo.InvariantCulture);

    public static string Full(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u2009');

    public static string Many(long number, string one, string? many = null) => $"{Count(number)} {(number == 1 ? one : many ?? $"{one}s")}";

    /// <summary>"12500.00 EUR" as people read it.</summary>
    public static string Money(string? amount) => amount?.Split(' ') is [var number, var currency] && decimal.TryParse(number, CultureInfo.InvariantCulture, out var value)
        ? Money(value, currency) : amount ?? string.Empty;

    public static string Money(decimal amount, string currency) => $"{Count((long)Math.Round(amount))} {currency}";

    public static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].Replace('_', ' ');
}
