using System.Text.Json.Nodes;

namespace Harness.Simulators.Behaviours;

/// <summary>One stored record. Only the vendor's one place of mutation writes to it.</summary>
public sealed class SimRecord(string id, JsonObject fields)
{
    public string Id { get; } = id;

    public JsonObject Fields { get; } = fields;

    public bool IsDeleted { get; set; }
}

/// <summary>The records of one object in the order in which they were added, found by id without regard to case.</summary>
public sealed class RecordTable
{
    private readonly Dictionary<string, SimRecord> byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SimRecord> inOrder = [];

    public IReadOnlyList<SimRecord> All => inOrder;

    public IEnumerable<SimRecord> Live => inOrder.Where(record => !record.IsDeleted);

    public SimRecord? Find(string id) => byId.GetValueOrDefault(id);

    public SimRecord Add(string id, JsonObject fields)
    {
        var record = new SimRecord(id, fields);
        byId.Add(id, record);
        inOrder.Add(record);
        return record;
    }
}
