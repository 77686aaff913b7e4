using Harness.Simulators.Odoo.Models;

namespace Harness.Simulators.Odoo.Store;

/// <summary>
/// One row. Values: string, decimal, bool, long (a many2one's id), List of long (a many2many's ids). A value that is not
/// there is empty. Only the store writes to it, so that a refused call leaves nothing behind.
/// </summary>
internal sealed class OdooRecord(OdooModel model, long id)
{
    public OdooModel Model { get; } = model;

    public long Id { get; } = id;

    public Dictionary<string, object> Values { get; } = [];

    public DateTimeOffset Created { get; set; }

    /// <summary>The start of the transaction that wrote it last, to the microsecond.</summary>
    public DateTimeOffset Written { get; set; }

    public bool Deleted { get; set; }

    /// <summary>Until then other transactions do not see it: the one that made it has not committed.</summary>
    public DateTimeOffset? CommitsAt { get; set; }

    public object? Get(string field) => Values.GetValueOrDefault(field) ?? Model.Field(field)?.Compute?.Invoke(this);

    public string? Text(string field) => Get(field) as string;

    public decimal Number(string field) => Get(field) is decimal number ? number : 0m;

    public bool Flag(string field) => Get(field) is true;

    public long? Ref(string field) => Get(field) as long?;

    public IReadOnlyList<long> Many(string field) => Get(field) as IReadOnlyList<long> ?? [];
}
