using Harness.Simulators.NetSuite.Catalog;

namespace Harness.Simulators.NetSuite.Store;

/// <summary>
/// Values by field name: string (text, a reference's id, a percentage), decimal, bool, DateOnly, DateTimeOffset.
/// A value that is not there is a field that was never filled or was cleared.
/// </summary>
internal sealed class Values : Dictionary<string, object>
{
    public Values()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    public Values(Values other)
        : base(other, StringComparer.OrdinalIgnoreCase)
    {
    }

    public object? Get(string name) => TryGetValue(name, out var value) ? value : null;

    public string? Text(string name) => Get(name) as string;

    public decimal Amount(string name) => Get(name) is decimal value ? value : 0m;

    public decimal? Number(string name) => Get(name) as decimal?;

    public bool Flag(string name) => Get(name) is true;

    public DateOnly? Date(string name) => Get(name) as DateOnly?;

    public void Put(string name, object? value)
    {
        if (value is null)
        {
            Remove(name);
        }
        else
        {
            this[name] = value;
        }
    }
}

internal sealed class NsLine
{
    public Values Values { get; init; } = [];

    public Values? Subrecord { get; set; }

    public NsLine Copy() => new() { Values = new Values(Values), Subrecord = Subrecord is null ? null : new Values(Subrecord) };
}

/// <summary>One stored record. Work is done on a copy, so that a refused save leaves nothing behind.</summary>
internal sealed class NsRecord(RecordType type, string id)
{
    private Dictionary<string, List<NsLine>> lines = new(StringComparer.OrdinalIgnoreCase);

    public RecordType Type { get; } = type;

    public string Id { get; } = id;

    public decimal Number { get; } = decimal.Parse(id);

    public Values Values { get; private set; } = [];

    /// <summary>A transaction's status letter as SuiteQL returns it.</summary>
    public string Status { get; set; } = "";

    public bool Voided { get; set; }

    public bool Deleted { get; set; }

    /// <summary>Until then queries do not see this save: they see <see cref="Unsettled"/>, or nothing.</summary>
    public DateTimeOffset? SettlesAt { get; set; }

    public NsRecord? Unsettled { get; set; }

    public string? ExternalId => Values.Text("externalId");

    public bool IsTransaction => Type.Group == TransactionTypes.Group;

    public List<NsLine> Lines(string sublist)
    {
        if (!lines.TryGetValue(sublist, out var found))
        {
            lines[sublist] = found = [];
        }

        return found;
    }

    public void SetLines(string sublist, List<NsLine> value) => lines[sublist] = value;

    public NsRecord Copy()
    {
        var copy = new NsRecord(Type, Id) { Values = new Values(Values), Status = Status, Voided = Voided, Deleted = Deleted };
        foreach (var (name, list) in lines)
        {
            copy.lines[name] = [.. list.Select(line => line.Copy())];
        }

        return copy;
    }

    public void TakeOver(NsRecord copy)
    {
        Values = copy.Values;
        lines = copy.lines;
        Status = copy.Status;
        Voided = copy.Voided;
    }
}
