using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>The value maps by name ("payment_terms"), for the two systems of the pair.</summary>
public sealed class ValueMaps(IReadOnlyDictionary<string, ValueMap> maps)
{
    public static readonly ValueMaps None = new(new Dictionary<string, ValueMap>());

    public IEnumerable<string> Names => maps.Keys;

    public ValueMap? Find(string name) => maps.GetValueOrDefault(name);
}

/// <summary>Canonical values and how each system spells them.</summary>
public sealed class ValueMap(string name, string file, IReadOnlyList<ValueRow> rows)
{
    private readonly Dictionary<string, ValueRow> _rows = rows.ToDictionary(row => row.Canonical, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _fromCrm = ByAnySpelling(rows, SystemRole.Crm);
    private readonly Dictionary<string, string> _fromErp = ByAnySpelling(rows, SystemRole.Erp);

    public string Name => name;

    public string File => file;

    public IReadOnlyList<ValueRow> Rows => rows;

    /// <summary>The canonical value of a system's spelling, without regard to case; null where the map does not know it.</summary>
    public string? Read(SystemRole side, string spelling) =>
        (side == SystemRole.Crm ? _fromCrm : _fromErp).GetValueOrDefault(spelling.Trim());

    /// <summary>The spelling that is written; null where the system has none for the value.</summary>
    public string? Write(SystemRole side, string canonical) =>
        _rows.TryGetValue(canonical, out var row) && row.In(side) is [var first, ..] ? first : null;

    private static Dictionary<string, string> ByAnySpelling(IReadOnlyList<ValueRow> rows, SystemRole side)
    {
        var spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            foreach (var spelling in row.In(side))
            {
                spellings.TryAdd(spelling, row.Canonical);
            }
        }

        return spellings;
    }
}

/// <param name="Crm">Every spelling that the CRM uses; the first is the one that is written.</param>
public sealed record ValueRow(string Canonical, IReadOnlyList<string> Crm, IReadOnlyList<string> Erp, int Line)
{
    public IReadOnlyList<string> In(SystemRole side) => side == SystemRole.Crm ? Crm : Erp;
}
