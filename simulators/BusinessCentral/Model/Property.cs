using System.Text.RegularExpressions;

namespace Harness.Simulators.BusinessCentral.Model;

internal enum PropertyKind
{
    Guid,
    Text,

    /// <summary>Kept in capitals.</summary>
    Code,
    Decimal,
    Integer,
    Boolean,
    Date,
    DateTime,
    Enum,
}

internal sealed partial record Property(string Name, PropertyKind Kind, int? Length, bool ReadOnly, IReadOnlyList<string> Values)
{
    public string EdmType => Kind switch
    {
        PropertyKind.Guid => "Edm.Guid",
        PropertyKind.Decimal => "Edm.Decimal",
        PropertyKind.Integer => "Edm.Int32",
        PropertyKind.Boolean => "Edm.Boolean",
        PropertyKind.Date => "Edm.Date",
        PropertyKind.DateTime => "Edm.DateTimeOffset",
        PropertyKind.Text or PropertyKind.Code or PropertyKind.Enum => "Edm.String",
        _ => throw new InvalidOperationException($"{Kind} is no kind of property."),
    };

    /// <summary>"number:code20", "status:enum(Draft|Open)!": name, type, length or values, and ! where it is read-only.</summary>
    public static Property Parse(string word)
    {
        var parts = Shape().Match(word);
        var kind = Enum.Parse<PropertyKind>(parts.Groups["type"].Value, ignoreCase: true);
        return new Property(
            parts.Groups["name"].Value,
            kind,
            parts.Groups["length"].Success ? int.Parse(parts.Groups["length"].Value) : null,
            parts.Groups["ro"].Success,
            parts.Groups["values"].Success ? parts.Groups["values"].Value.Replace('_', ' ').Split('|') : []);
    }

    [GeneratedRegex(@"^(?<name>\w+):(?<type>[a-z]+)(?<length>\d+)?(\((?<values>[^)]*)\))?(?<ro>!)?$")]
    private static partial Regex Shape();
}
