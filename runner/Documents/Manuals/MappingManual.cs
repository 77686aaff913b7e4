using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>The matrix as a document: every row of it, and every value map.</summary>
internal static class MappingManual
{
    public static Document Of(Setup setup) => new(
        "Mapping matrix", $"Every field that travels, where it lives, who owns it and what happens on the way. Version {setup.Matrix.Version}.",
        [.. setup.InOrder().Select(flow => Entity(setup, flow.Entity)), Values(setup)]);

    private static Section Entity(Setup setup, EntityMatrix entity)
    {
        List<Block> blocks = [Rows(setup, entity.Rows)];
        List<Section> below = [];
        if (entity.Lines is { } lines)
        {
            below.Add(new Section($"Lines of {Words.Of(entity.Entity).ToLowerInvariant()}",
            [
                new Paragraph($"{Place(setup.Crm, lines.CrmPath, lines.CrmKey)}; {Place(setup.Erp, lines.ErpPath, lines.ErpKey)}. {setup.In(lines.Owner).Title} owns them, {Words.Of(lines.Direction, setup)}."),
                Rows(setup, lines.Rows),
            ]));
        }

        return new Section(Words.Of(entity.Entity), blocks) { Sections = below };
    }

    private static string Place(SystemFacts system, string? path, string? key) => path is null ? $"{system.Title} has none" : $"{system.Title} keeps them in {path}, told apart by {key ?? "what they say"}";

    private static Grid Rows(Setup setup, IReadOnlyList<MappingRow> rows) => new(
        ["Field", setup.Crm.Title, setup.Erp.Title, "Travels", "Owner", "On the way", "Rules"],
        [.. rows.Select(row => (IReadOnlyList<Phrase>)
        [
            Words.Of(row.Field), Paths(row, SystemRole.Crm), Paths(row, SystemRole.Erp),
            row.CrmPath is null || row.ErpPath is null ? "-" : Words.Of(row.Direction, setup),
            row.CrmPath is null || row.ErpPath is null ? "-" : setup.In(row.Owner).Title + (row.OnCreate is { } side ? $"; a new record takes {setup.In(side).Title}'s" : string.Empty),
            OnTheWay(setup, row), Rules(row),
        ])]);

    private static Phrase Paths(MappingRow row, SystemRole side) => row.PathsIn(side) is { Count: > 0 } paths ? Phrase.Join(", ", paths.Select(Phrase.Code)) : "-";

    private static string OnTheWay(Setup setup, MappingRow row)
    {
        var steps = new[]
        {
            row.Transform is { } transform ? Words.Of(transform).ToLowerInvariant() + (row.Zone is { } zone ? $" ({zone})" : string.Empty) + (row.TransformOnly is { } only ? $" in {setup.In(only).Title}" : string.Empty) : null,
            row.Values is { } map ? $"value map {map}" : null,
            row.Reference is { } reference ? $"names the {Words.Of(reference).ToLowerInvariant()}" : null,
        };
        return string.Join("; ", steps.OfType<string>()) is { Length: > 0 } text ? text : "-";
    }

    private static string Rules(MappingRow row)
    {
        var rules = new[]
        {
            row.Required ? "required" : null,
            row.Default is { } value ? $"empty becomes {value}" : null,
            row.Pii ? "personal data" : null,
        };
        return string.Join("; ", rules.OfType<string>()) is { Length: > 0 } text ? text : "-";
    }

    private static Section Values(Setup setup) => new("Value maps", [])
    {
        Sections = [.. setup.Matrix.Values.Names.Order(StringComparer.Ordinal).Select(name => setup.Matrix.Values.Find(name)!).Select(map => new Section(Words.Of(map.Name),
        [
            new Grid(["Value", setup.Crm.Title, setup.Erp.Title], [.. map.Rows.Select(row => (IReadOnlyList<Phrase>)[row.Canonical, Spelled(row.Crm), Spelled(row.Erp)])])
            {
                Caption = "The first spelling of a side is the one that is written.",
            },
        ]))],
    };

    private static string Spelled(IReadOnlyList<string> spellings) => spellings.Count == 0 ? "-" : string.Join(", ", spellings);
}
