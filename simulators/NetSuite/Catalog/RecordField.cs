namespace Harness.Simulators.NetSuite.Catalog;

internal enum FieldKind
{
    Text,
    Email,
    Number,
    Money,

    /// <summary>An amount or a percentage: 12.5 or "-10.00%".</summary>
    Rate,
    Flag,
    Date,
    DateTime,
    Reference,
}

/// <summary>One body or line field of a record type, under the vendor's camelCase name.</summary>
/// <param name="Target">For a reference: the record type or the value list it points to.</param>
internal sealed record RecordField(string Name, string Title, FieldKind Kind, string? Target = null, int MaxLength = 0)
{
    public bool ReadOnly { get; init; }

    public bool Custom { get; init; }

    /// <summary>The only texts allowed, for a text field that is a list.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    public string Column { get; } = Name.ToLowerInvariant();
}

/// <summary>
/// A sub-list. <paramref name="Keys"/> are the line fields that identify a line; lines that are sent without them are
/// new ones ("Updating a Sublist").
/// </summary>
internal sealed record Sublist(string Name, string Title, IReadOnlyList<string> Keys, IReadOnlyList<RecordField> Fields)
{
    private readonly Dictionary<string, RecordField> byName = Fields.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A record inside the line, as the address in an address book line.</summary>
    public (string Name, IReadOnlyList<RecordField> Fields)? Subrecord { get; init; }

    public RecordField? Field(string name) => byName.GetValueOrDefault(name);
}

internal sealed record RecordType(
    string Name, string Title, string Group, IReadOnlyList<RecordField> Fields, IReadOnlyList<Sublist> Sublists)
{
    private readonly Dictionary<string, RecordField> byName = Fields.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>SuiteQL's word for it in transaction.type or item.itemtype.</summary>
    public string TypeCode { get; init; } = "";

    /// <summary>What the visible number starts with.</summary>
    public string NumberPrefix { get; init; } = "";

    /// <summary>Set up in the vendor's screens only; the API reads it.</summary>
    public bool Setup { get; init; }

    public RecordField? Field(string name) => byName.GetValueOrDefault(name);

    public Sublist? Sublist(string name) =>
        Sublists.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}
