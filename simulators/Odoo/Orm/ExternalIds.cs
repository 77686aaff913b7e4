using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Orm;

/// <summary>Rows of ir.model.data by their full name and by the row that they name: (module, name) is the only thing that Odoo keeps unique.</summary>
internal sealed class ExternalIds(Database database)
{
    private readonly Dictionary<string, OdooRecord> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Model, long Id), List<OdooRecord>> byRow = [];

    public OdooRecord? Find(string xmlId) => byName.GetValueOrDefault(xmlId) is { Deleted: false } data && FullName(data) == xmlId ? data : null;

    /// <summary>The row that an external id names; null where there is none, or where it is of another model.</summary>
    public OdooRecord? Row(string xmlId, string model) => Find(xmlId) is { } data && data.Text("model") == model
        ? database.Find(model, (long)data.Number("res_id"))
        : null;

    public IReadOnlyList<OdooRecord> Of(string model, long id) =>
        [.. byRow.GetValueOrDefault((model, id), []).Where(data => !data.Deleted && data.Number("res_id") == id)];

    public void Learn(OdooRecord data)
    {
        var name = FullName(data);
        var before = byName.GetValueOrDefault(name);
        byName[name] = data;
        var key = (data.Text("model")!, (long)data.Number("res_id"));
        if (!byRow.TryGetValue(key, out var rows))
        {
            byRow[key] = rows = [];
        }

        if (!rows.Contains(data))
        {
            rows.Add(data);
        }

        database.OnRollback(() =>
        {
            byRow[key].Remove(data);
            if (before is null)
            {
                byName.Remove(name);
            }
            else
            {
                byName[name] = before;
            }
        });
    }

    private static string FullName(OdooRecord data) => $"{data.Text("module")}.{data.Text("name")}";
}
