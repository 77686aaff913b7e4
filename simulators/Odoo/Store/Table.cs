using Harness.Simulators.Odoo.Models;

namespace Harness.Simulators.Odoo.Store;

internal sealed class Table(OdooModel model)
{
    private readonly Dictionary<string, Dictionary<long, List<OdooRecord>>> indexes = [];
    private long last;

    public OdooModel Model => model;

    public List<OdooRecord> Rows { get; } = [];

    public Dictionary<long, OdooRecord> ById { get; } = [];

    public long NextId() => ++last;

    public void Add(OdooRecord row)
    {
        Rows.Add(row);
        ById.Add(row.Id, row);
    }

    public void Remove(OdooRecord row)
    {
        Rows.Remove(row);
        ById.Remove(row.Id);
        foreach (var field in indexes.Keys)
        {
            Unindex(row, field);
        }
    }

    public IEnumerable<OdooRecord> By(string field, long id)
    {
        if (!indexes.TryGetValue(field, out var index))
        {
            indexes[field] = index = [];
            foreach (var row in Rows)
            {
                Index(row, field);
            }
        }

        return index.GetValueOrDefault(id, []);
    }

    public void Index(OdooRecord row, string field)
    {
        if (indexes.TryGetValue(field, out var index) && row.Values.GetValueOrDefault(field) is long id)
        {
            if (!index.TryGetValue(id, out var rows))
            {
                index[id] = rows = [];
            }

            rows.Add(row);
        }
    }

    public void Unindex(OdooRecord row, string field)
    {
        if (indexes.TryGetValue(field, out var index) && row.Values.GetValueOrDefault(field) is long id)
        {
            index.GetValueOrDefault(id)?.Remove(row);
        }
    }
}
