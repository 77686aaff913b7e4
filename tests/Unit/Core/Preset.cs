using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Unit.Core;

/// <summary>The matrix that ships with the runner, for Salesforce and NetSuite.</summary>
internal static class Preset
{
    public static MappingMatrix Matrix { get; } = Load();

    public static EntityMatrix Entity(string name) => Matrix.Entities[name];

    public static EntityMapping Crm(string entity, ObjectDescription? described = null) => new(Matrix, Entity(entity), SystemRole.Crm, described);

    public static EntityMapping Erp(string entity, ObjectDescription? described = null) => new(Matrix, Entity(entity), SystemRole.Erp, described);

    public static FieldSet Fields(params (string Name, object? Value)[] values) =>
        values.Aggregate(FieldSet.Empty, (set, pair) => set.WithValue(pair.Name, pair.Value));

    public static Snapshot Snapshot(SystemRole side, FieldSet fields, IReadOnlyList<Line>? lines = null, string id = "1") =>
        new(new RecordRef(side == SystemRole.Crm ? "salesforce" : "netsuite", "record", id), "v1", DateTimeOffset.UnixEpoch, fields, lines);

    public static RawRecord Raw(params (string Path, JsonNode? Value)[] values) => new(
        new RecordRef("system", "object", "1"), "v1", DateTimeOffset.UnixEpoch, values.ToDictionary(pair => pair.Path, pair => pair.Value), RawRecord.NoLines);

    private static MappingMatrix Load()
    {
        var load = MappingMatrix.Load(Repository.At("runner", "Host"), "salesforce", "netsuite");
        load.Problems.Select(problem => problem.ToString()).ShouldBeEmpty();
        return load.Matrix!;
    }
}
