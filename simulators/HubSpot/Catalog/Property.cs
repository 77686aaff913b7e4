namespace Harness.Simulators.HubSpot.Catalog;

/// <summary>Properties in few words.</summary>
internal static class Property
{
    public static PropertyDefinition Text(string name, string label) => new(name, label, "string", "text");

    public static PropertyDefinition Area(string name, string label) => new(name, label, "string", "textarea");

    public static PropertyDefinition Phone(string name, string label) => new(name, label, "string", "phonenumber");

    public static PropertyDefinition Number(string name, string label) => new(name, label, "number", "number");

    public static PropertyDefinition Money(string name, string label, string? currency = null) =>
        Number(name, label) with { IsMoney = true, CurrencyProperty = currency };

    public static PropertyDefinition Day(string name, string label) => new(name, label, "date", "date");

    public static PropertyDefinition Moment(string name, string label) => new(name, label, "datetime", "date");

    public static PropertyDefinition Flag(string name, string label) =>
        new(name, label, "bool", "booleancheckbox") { Options = [new("true", "Yes"), new("false", "No")] };

    public static PropertyDefinition Choice(string name, string label, params IEnumerable<string> values) =>
        new(name, label, "enumeration", "select") { Options = [.. values.Select(value => new PropertyOption(value, value))] };

    public static PropertyDefinition Calculated(this PropertyDefinition property) => property with { IsCalculated = true, IsReadOnly = true };

    public static PropertyDefinition ReadOnly(this PropertyDefinition property) => property with { IsReadOnly = true };

    public static PropertyDefinition Unique(this PropertyDefinition property) => property with { IsUnique = true };

    /// <summary>Made by this company's administrator.</summary>
    public static PropertyDefinition Own(this PropertyDefinition property) => property with { IsHubSpotDefined = false };
}
