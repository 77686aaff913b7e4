using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Core.Records;
using YamlDotNet.RepresentationModel;

namespace Harness.Core.Mapping.Files;

/// <summary>The rows of a 'fields' list.</summary>
internal sealed partial class RowReader(VendorPair vendors, ValueMaps values, FileProblems problems)
{
    public List<MappingRow> Read(IReadOnlyList<YamlNode> nodes)
    {
        var rows = new List<MappingRow>();
        foreach (var node in nodes)
        {
            if (YamlSection.Of(node, "A row", problems) is { } section)
            {
                var row = Row(section);
                RefuseTwins(rows, row, section);
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Dotted names; a selector in brackets picks the row of a sub-list. Nothing is computed.</summary>
    public static string? Path(YamlSection section, string key)
    {
        var parts = section.Texts(key);
        foreach (var wrong in parts.Where(part => !PathGrammar().IsMatch(part)))
        {
            section.Problem(key, $"'{wrong}' is not a path: dotted names, and a selector in brackets for a row of a sub-list, as in addressBook[billing].addressBookAddress.city.");
        }

        return parts.Count == 0 ? null : string.Join(MappingRow.PathSeparator, parts);
    }

    private MappingRow Row(YamlSection section)
    {
        section.AllowOnly(Vocabulary.RowKeys, vendors.Columns);
        var field = section.RequiredText("field");
        if (field.Length > 0 && !FieldGrammar().IsMatch(field))
        {
            section.Problem("field", $"'{field}' is not a field name: lower-case words with underscores, with dots between groups, as in billing.postal_code.");
        }

        var crm = Path(section, vendors.Crm);
        var erp = Path(section, vendors.Erp);
        var paired = crm is not null && erp is not null;
        var kind = section.One("kind", Vocabulary.Kinds, ValueKind.Text);
        var (transform, only) = Transform(section);
        var row = new MappingRow(
            field,
            kind,
            crm,
            erp,
            paired ? section.RequiredOne("direction", Vocabulary.Directions, Direction.None) : section.One("direction", Vocabulary.Directions, Direction.None),
            paired ? section.RequiredOne("owner", Vocabulary.Sides, SystemRole.Crm) : section.One("owner", Vocabulary.Sides, crm is null ? SystemRole.Erp : SystemRole.Crm),
            section.Has("on_create") ? section.One("on_create", Vocabulary.Sides, SystemRole.Crm) : null,
            section.One("conflict", Vocabulary.Conflicts, ConflictRule.OwnerWins),
            transform,
            section.Text("values"),
            section.One("required", Vocabulary.Flags, false),
            section.One("pii", Vocabulary.Flags, false),
            Default(section, kind),
            problems.At(section.Node))
        {
            Reference = section.Text("reference"),
            Zone = section.Text("zone"),
            TransformOnly = only,
        };
        Check(section, row);
        return row;
    }

    /// <summary>A name for both sides, or a section that gives it to one vendor only.</summary>
    private (string? Name, SystemRole? Only) Transform(YamlSection section)
    {
        if (section.Find("transform") is not YamlMappingNode)
        {
            return (section.Text("transform"), null);
        }

        var oneSided = section.Section("transform")!;
        oneSided.AllowOnly(vendors.Columns);
        var sides = Vocabulary.Sides.Values.Where(side => oneSided.Has(vendors.Of(side))).ToList();
        if (sides.Count == 2)
        {
            section.Problem("transform", "A transform for both sides is named once: 'transform: NAME'.");
        }

        return sides is [var only, ..] ? (oneSided.Text(vendors.Of(only)), only) : (null, null);
    }

    private static object? Default(YamlSection section, ValueKind kind)
    {
        if (section.Text("default") is not { } text)
        {
            return null;
        }

        object? value = kind switch
        {
            ValueKind.Text => text,
            ValueKind.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
            ValueKind.Boolean => Vocabulary.Flags.TryGetValue(text, out var flag) ? flag : null,
            ValueKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            ValueKind.Money or ValueKind.DateTime => null,
        };
        if (value is null)
        {
            section.Problem("default", $"'{text}' cannot be the default of a {kind.ToString().ToLowerInvariant()} field.");
        }

        return value;
    }

    private void Check(YamlSection section, MappingRow row)
    {
        if (row.Transform is { } name)
        {
            CheckTransform(section, row, name);
        }

        if (row.Values is { } map && values.Find(map) is null)
        {
            section.Problem("values", $"There is no value map values/{map}.yaml.{NearestName.Hint(map, values.Names)}");
        }

        if (row.Values is not null && (row.Kind != ValueKind.Text || row.Transform is not null))
        {
            section.Problem("values", $"A value map goes with a text row without a transform; '{row.Field}' is something else.");
        }

        if (row.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            section.Problem("zone", $"'{zone}' is not a time zone: give an IANA name such as Europe/Berlin.");
        }

        var other = row.Owner.Other();
        var paired = row.CrmPath is not null && row.ErpPath is not null;
        if (paired && row.Conflict == ConflictRule.OwnerAlways && !row.TravelsTo(other))
        {
            section.Problem("conflict", $"'{row.Field}' cannot be owner_always: its direction never carries the owner's value to the other side.");
        }
    }

    private static void CheckTransform(YamlSection section, MappingRow row, string name)
    {
        if (Transforms.Find(name) is not { } transform)
        {
            section.Problem("transform", $"There is no transform '{name}'.{NearestName.Hint(name, Transforms.Names)}");
            return;
        }

        if (!transform.Kinds.Contains(row.Kind))
        {
            section.Problem("transform", $"The transform '{name}' makes {string.Join(" or ", transform.Kinds).ToLowerInvariant()}, but '{row.Field}' is of kind {row.Kind.ToString().ToLowerInvariant()}.");
        }

        if (transform.NeedsZone && row.Zone is null)
        {
            section.Problem("transform", $"The transform '{name}' needs 'zone': the IANA name of the zone whose day is meant.");
        }
    }

    private void RefuseTwins(List<MappingRow> rows, MappingRow row, YamlSection section)
    {
        if (rows.Exists(other => other.Field == row.Field))
        {
            section.Problem("field", $"The field '{row.Field}' has a row already.");
        }

        foreach (var side in Vocabulary.Sides.Values.Where(row.TravelsTo))
        {
            var twin = rows.Find(other => other.TravelsTo(side) && other.PathsIn(side).Intersect(row.PathsIn(side), StringComparer.Ordinal).Any());
            if (twin is not null)
            {
                section.Problem(vendors.Of(side), $"'{row.PathIn(side)}' is written by the row of '{twin.Field}' already.");
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z_]\w*(\[\w+\])?(\.[A-Za-z_]\w*(\[\w+\])?)*$")]
    private static partial Regex PathGrammar();

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
    private static partial Regex FieldGrammar();
}
