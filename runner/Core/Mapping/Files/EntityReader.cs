using Harness.Core.Records;
using YamlDotNet.RepresentationModel;

namespace Harness.Core.Mapping.Files;

/// <summary>One file of the matrix.</summary>
internal sealed class EntityReader(VendorPair vendors, ValueMaps values, FileProblems problems)
{
    private readonly RowReader _rows = new(vendors, values, problems);

    public EntityMatrix Read(YamlSection section)
    {
        section.AllowOnly(Vocabulary.EntityKeys);
        var rows = _rows.Read(section.List("fields"));
        if (rows.Count == 0)
        {
            problems.Add(section.Node, "The matrix needs 'fields': a list of rows.");
        }

        var deleted = DeletionReader.Policies(section);
        var archive = DeletionReader.Marks(section, vendors);
        DeletionReader.Check(section, vendors, deleted, archive);
        return new EntityMatrix(
            section.RequiredText("entity"),
            ObjectOf(section, vendors.Crm),
            ObjectOf(section, vendors.Erp),
            Creates(section),
            Match(section, rows),
            rows,
            Lines(section),
            Sources(section),
            Status(section),
            Rollups(section, rows),
            problems.File)
        {
            Deleted = deleted,
            Archive = archive,
            Credits = Credits(section),
        };
    }

    private string ObjectOf(YamlSection section, string vendor)
    {
        var objects = section.Section("objects");
        objects?.AllowOnly(vendors.Columns);
        if (objects?.Text(vendor) is { } name)
        {
            return name;
        }

        section.Problem("objects", $"'objects' does not say which object of {vendor} is meant.");
        return "";
    }

    private static List<SystemRole> Creates(YamlSection section)
    {
        var sides = new List<SystemRole>();
        foreach (var text in section.Texts("creates"))
        {
            if (Vocabulary.Sides.TryGetValue(text, out var side))
            {
                sides.Add(side);
            }
            else
            {
                section.Problem("creates", $"'creates' cannot hold '{text}': it lists crm, erp or both.");
            }
        }

        return sides;
    }

    private List<MatchRule> Match(YamlSection section, List<MappingRow> rows)
    {
        var rules = new List<MatchRule>();
        foreach (var node in section.List("match"))
        {
            var rule = node is YamlSequenceNode list ? new MatchRule(YamlSection.Texts(list, "'match'", problems), false) : Described(node);
            if (rule is null)
            {
                continue;
            }

            foreach (var unknown in rule.Fields.Where(field => !rows.Exists(row => row.Field == field)))
            {
                problems.Add(node, $"'match' names the field '{unknown}', which has no row.{NearestName.Hint(unknown, rows.Select(row => row.Field))}");
            }

            if (rule.Fields.Count == 0)
            {
                problems.Add(node, "A match rule needs at least one field.");
            }

            rules.Add(rule);
        }

        return rules;
    }

    private MatchRule? Described(YamlNode node)
    {
        var section = YamlSection.Of(node, "A match rule", problems);
        section?.AllowOnly(Vocabulary.MatchKeys);
        return section is null ? null : new MatchRule(section.Texts("fields"), section.One("doubtful", Vocabulary.Flags, false))
        {
            Decisive = section.One("decisive", Vocabulary.Flags, false),
        };
    }

    private LinesMatrix? Lines(YamlSection section)
    {
        if (section.Section("lines") is not { } lines)
        {
            return null;
        }

        lines.AllowOnly(Vocabulary.LinesKeys, vendors.Columns);
        var (crmPath, crmKey) = Place(lines, vendors.Crm);
        var (erpPath, erpKey) = Place(lines, vendors.Erp);
        return new LinesMatrix(
            crmPath,
            crmKey,
            erpPath,
            erpKey,
            lines.RequiredOne("direction", Vocabulary.Directions, Direction.None),
            lines.RequiredOne("owner", Vocabulary.Sides, SystemRole.Crm),
            _rows.Read(lines.List("fields")))
        {
            Conflict = lines.One("conflict", Vocabulary.Conflicts, ConflictRule.OwnerWins),
            KeepsExtra = lines.One("extra", Vocabulary.Extras, false),
            PairedSide = Vocabulary.Sides.Values.Where(side => IsPaired(lines, vendors.Of(side))).Select(side => (SystemRole?)side).FirstOrDefault(),
        };
    }

    private static bool IsPaired(YamlSection lines, string vendor) =>
        lines.Section(vendor) is { } place && place.One("paired", Vocabulary.Flags, false);

    private static (string? Path, string? Key) Place(YamlSection lines, string vendor)
    {
        if (lines.Section(vendor) is not { } place)
        {
            return (null, null);
        }

        place.AllowOnly(Vocabulary.LinePlaceKeys);
        place.RequiredText("path");
        place.RequiredText("key");
        return (RowReader.Path(place, "path"), RowReader.Path(place, "key"));
    }

    private List<SourceRow> Sources(YamlSection section)
    {
        var sources = new List<SourceRow>();
        foreach (var node in section.List("sources"))
        {
            if (YamlSection.Of(node, "A source", problems) is not { } source)
            {
                continue;
            }

            source.AllowOnly(Vocabulary.SourceKeys, vendors.Columns);
            foreach (var side in Vocabulary.Sides.Values.Where(side => source.Has(vendors.Of(side))))
            {
                sources.Add(new SourceRow(side, source.Text(vendors.Of(side)) ?? "", RowReader.Path(source, "about"), source.Text("of"), RowReader.Path(source, "watch")));
            }
        }

        return sources;
    }

    /// <summary>Null where the ERP of the pair has none.</summary>
    private EntityMatrix? Credits(YamlSection section)
    {
        var credits = section.Section("credits");
        credits?.AllowOnly(Vocabulary.CreditKeys);
        var objects = credits?.Section("objects");
        objects?.AllowOnly(vendors.Columns);
        return objects?.Text(vendors.Erp) is not { } name ? null : new EntityMatrix(
            $"{section.Text("entity")}/credits", ObjectOf(section, vendors.Crm), name, [], [], _rows.Read(credits!.List("fields")), null, [], null, [], problems.File);
    }

    private StatusPaths? Status(YamlSection section)
    {
        var all = section.Section("status");
        all?.AllowOnly(vendors.Columns);
        if (all?.Section(vendors.Crm) is not { } status)
        {
            return null;
        }

        status.AllowOnly(Vocabulary.StatusKeys);
        return new StatusPaths(
            RowReader.Path(status, "state"), RowReader.Path(status, "number"), RowReader.Path(status, "message"), RowReader.Path(status, "synced_at"), RowReader.Path(status, "erp_id"));
    }

    private List<RollupRow> Rollups(YamlSection section, List<MappingRow> rows)
    {
        var rollups = new List<RollupRow>();
        foreach (var node in section.List("rollup"))
        {
            if (YamlSection.Of(node, "A roll-up", problems) is not { } rollup)
            {
                continue;
            }

            rollup.AllowOnly(Vocabulary.RollupKeys, vendors.Columns);
            var field = rollup.RequiredText("field");
            var row = rows.Find(row => row.Field == field);
            if (row is null && field.Length > 0)
            {
                rollup.Problem("field", $"There is no field '{field}' to roll up.{NearestName.Hint(field, rows.Select(other => other.Field))}");
            }

            var target = rollup.RequiredText("target");
            var aggregate = rollup.RequiredOne("aggregate", Vocabulary.Aggregates, Aggregate.Latest);
            var where = rollup.One<string?>("where", Vocabulary.States!, null);
            if (RowReader.Path(rollup, vendors.Crm) is { } path)
            {
                rollups.Add(new RollupRow(target, field, row?.Kind ?? ValueKind.Text, aggregate, path, where, problems.At(node)));
            }
        }

        return rollups;
    }
}
