using Harness.Simulators.Odoo.Models;

namespace Harness.Simulators.Odoo.Store;

/// <summary>All rows, with an undo log: a call is one transaction, and a savepoint is a mark in the log.</summary>
internal sealed class Database(Func<DateTimeOffset> now)
{
    private readonly Dictionary<string, Table> tables = [];
    private readonly List<Action> undo = [];
    private readonly Dictionary<string, int> sequences = [];

    /// <summary>What the transaction stamps its writes with.</summary>
    public DateTimeOffset Now { get; private set; } = now();

    public IEnumerable<OdooModel> Models => tables.Values.Select(table => table.Model);

    public int Mark => undo.Count;

    public void Define(OdooModel model) => tables.Add(model.Name, new Table(model));

    public OdooModel? Model(string name) => tables.GetValueOrDefault(name)?.Model;

    public void Begin()
    {
        undo.Clear();
        Now = now();
    }

    public void RollBackTo(int mark)
    {
        for (var i = undo.Count - 1; i >= mark; i--)
        {
            undo[i]();
        }

        undo.RemoveRange(mark, undo.Count - mark);
    }

    public void OnRollback(Action action) => undo.Add(action);

    public IReadOnlyList<OdooRecord> All(string model) => tables[model].Rows;

    /// <summary>Rows that live and that other transactions can see.</summary>
    public IEnumerable<OdooRecord> Living(string model) => tables[model].Rows.Where(IsSeen);

    public OdooRecord? Find(string model, long? id) =>
        id is { } known && tables[model].ById.TryGetValue(known, out var row) && IsSeen(row) ? row : null;

    public OdooRecord The(string model, long? id) => Find(model, id)
        ?? throw new InvalidOperationException($"There is no {model} {id} in the simulated database.");

    /// <summary>Rows whose many2one names that record.</summary>
    public IReadOnlyList<OdooRecord> Inverse(string model, string field, long id) =>
        [.. tables[model].By(field, id).Where(IsSeen)];

    public OdooRecord Insert(string model)
    {
        var table = tables[model];
        var row = new OdooRecord(table.Model, table.NextId()) { Created = Now, Written = Now };
        table.Add(row);
        undo.Add(() => table.Remove(row));
        return row;
    }

    public void Set(OdooRecord row, string field, object? value)
    {
        var before = row.Values.GetValueOrDefault(field);
        if (Equals(before, value))
        {
            return;
        }

        Put(row, field, value);
        undo.Add(() => Put(row, field, before));
    }

    public void Touch(OdooRecord row)
    {
        var before = row.Written;
        if (before != Now)
        {
            row.Written = Now;
            undo.Add(() => row.Written = before);
        }
    }

    public void Delete(OdooRecord row)
    {
        row.Deleted = true;
        undo.Add(() => row.Deleted = false);
    }

    /// <summary>A number from a sequence is not given back when the transaction fails.</summary>
    public int Next(string sequence, int first = 1) => sequences[sequence] = sequences.GetValueOrDefault(sequence, first - 1) + 1;

    private bool IsSeen(OdooRecord row) => !row.Deleted && (row.CommitsAt is not { } until || until <= Now);

    private void Put(OdooRecord row, string field, object? value)
    {
        var table = tables[row.Model.Name];
        table.Unindex(row, field);
        if (value is null)
        {
            row.Values.Remove(field);
        }
        else
        {
            row.Values[field] = value;
        }

        table.Index(row, field);
    }
}
