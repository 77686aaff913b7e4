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

    // A system with exactly what the presets name, each field of a type that suits its rows.
    public static SystemDescription Described(SystemRole side)
    {
        var fields = new Dictionary<string, List<FieldDescription>>();
        foreach (var entity in Matrix.Parts)
        {
            var own = List(entity.ObjectIn(side));
            own.AddRange(entity.Rows.SelectMany(row => row.PathsIn(side).Select(path => Field(path, row.Kind))));
            own.AddRange(entity.Lines is { } lines && lines.PathIn(side) is { } path
                ? lines.Rows.SelectMany(row => row.PathsIn(side).Select(each => Field($"{path}.{each}", row.Kind))).Append(Field($"{path}.{lines.KeyIn(side)}", ValueKind.Text))
                : []);
            if (side == SystemRole.Crm)
            {
                own.AddRange(new[] { entity.Status?.ErpId, entity.Status?.Number, entity.Status?.State, entity.Status?.Message, entity.Status?.SyncedAt }.OfType<string>().Select(each => Field(each, ValueKind.Text)));
                entity.Rollups.ToList().ForEach(rollup => List(Matrix.Entities[rollup.Target].CrmObject).Add(Field(rollup.Path, rollup.Kind)));
            }
        }

        return new SystemDescription(
            Matrix.VendorOf(side), "1", "account", "UTC", "EUR", true,
            [.. fields.Select(pair => new ObjectDescription(pair.Key, pair.Key, true, true, true, [.. pair.Value.DistinctBy(field => field.Path)]))], []);

        List<FieldDescription> List(string name) => fields.TryGetValue(name, out var list) ? list : fields[name] = [];
    }

    private static FieldDescription Field(string path, ValueKind kind) => new(path, path, kind switch
    {
        ValueKind.Text => FieldType.Text,
        ValueKind.Number => FieldType.Number,
        ValueKind.Money => FieldType.Money,
        ValueKind.Boolean => FieldType.Boolean,
        ValueKind.Date => FieldType.Date,
        ValueKind.DateTime => FieldType.DateTime,
    });

    private static MappingMatrix Load()
    {
        var load = MappingMatrix.Load(Repository.At("runner", "Host"), "salesforce", "netsuite");
        load.Problems.Select(problem => problem.ToString()).ShouldBeEmpty();
        return load.Matrix!;
    }
}
