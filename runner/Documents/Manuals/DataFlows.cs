using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>Each entity: what starts it, how records are recognised, what is created where.</summary>
internal static class DataFlows
{
    public static Document Of(Setup setup) => new(
        "Data flows", "What makes each kind of record move, how its counterpart is found, and where it may be created. They are worked on in this order.",
        [.. setup.InOrder().Select(flow => Entity(setup, flow.Flow, flow.Entity))]);

    private static Section Entity(Setup setup, FlowFacts flow, EntityMatrix entity)
    {
        var blocks = new List<Block>
        {
            new Grid(["", setup.Crm.Title, setup.Erp.Title],
            [
                ["Object", entity.CrmObject, entity.ErpObject],
                ["Polled", Sources(entity, SystemRole.Crm), Sources(entity, SystemRole.Erp)],
                ["May be created", Created(entity, flow, SystemRole.Crm), Created(entity, flow, SystemRole.Erp)],
                ["When deleted here", flow.RollsUp ? "-" : Words.Of(entity.WhenDeletedIn(SystemRole.Crm)), flow.RollsUp ? "what was shown is taken back" : Words.Of(entity.WhenDeletedIn(SystemRole.Erp))],
            ]),
            new Paragraph($"Polled {flow.Schedule}."),
        };
        if (entity.Match.Count > 0)
        {
            blocks.Add(new Paragraph(Phrase.Strong("Recognised by, in this order")));
            blocks.Add(new Bullets([.. entity.Match.Select(rule => (Phrase)(string.Join(" and ", rule.Fields.Select(Words.Of))
                + (rule.Doubtful ? ": a person confirms" : rule.Decisive ? ": a different value is a different record" : string.Empty)))], Numbered: true));
        }

        if (entity.Rollups.Count > 0)
        {
            blocks.Add(new Paragraph(Phrase.Strong("Condensed on")));
            blocks.Add(new Grid(["Shown on", "In", "What", "Of which"], [.. entity.Rollups.Select(rollup => (IReadOnlyList<Phrase>)
            [
                setup.Matrix.Entities[rollup.Target].CrmObject, Phrase.Code(rollup.Path), $"{Words.Of(rollup.Aggregate.ToString()).ToLowerInvariant()} of {Words.Of(rollup.Field).ToLowerInvariant()}", rollup.Where ?? "all",
            ])]));
        }

        if (entity.Status is { } status)
        {
            blocks.Add(new Paragraph($"The {setup.Crm.Title} record shows its own state" + (status.State is null ? "." : " in ") + (status.State is { } path ? Phrase.Code(path) + "." : string.Empty)));
        }

        return new Section(Words.Of(flow.Name), blocks);
    }

    private static Phrase Sources(EntityMatrix entity, SystemRole side)
    {
        var sources = entity.Sources.Where(source => source.Side == side).Select(source => source.AboutPath is null ? source.ObjectType : $"{source.ObjectType} (about {source.AboutPath})").ToList();
        return sources.Count == 0 ? "not polled" : string.Join(", ", sources);
    }

    private static string Created(EntityMatrix entity, FlowFacts flow, SystemRole side) => flow.RollsUp ? "-" : entity.Creates.Contains(side) ? "yes" : "no";
}
