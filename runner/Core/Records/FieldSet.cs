using System.Collections.Immutable;

namespace Harness.Core.Records;

/// <summary>
/// An immutable open bag of canonical values. Absent (never said), null (said to be empty) and zero are three things.
/// A value is a string, decimal, bool, DateOnly, DateTimeOffset or <see cref="Money"/>.
/// Code reaches a field through its <see cref="Field{T}"/>; only the mapping and the merge walk it by text.
/// </summary>
public sealed class FieldSet : IEquatable<FieldSet>
{
    public static readonly FieldSet Empty = new(ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, object?> _values;

    private FieldSet(ImmutableSortedDictionary<string, object?> values) => _values = values;

    public int Count => _values.Count;

    public IEnumerable<string> Names => _values.Keys;

    public bool Has<T>(Field<T> field) => _values.ContainsKey(field.Name);

    /// <summary>The value, or the default where the field is absent or null.</summary>
    public T? Get<T>(Field<T> field) => _values.TryGetValue(field.Name, out var value) && value is T typed ? typed : default;

    public FieldSet With<T>(Field<T> field, T? value) => WithValue(field.Name, value);

    public FieldSet Without<T>(Field<T> field) => WithoutValue(field.Name);

    /// <summary>This set with every field of the other laid over it.</summary>
    public FieldSet Overlay(FieldSet other) => other.Count == 0 ? this : new(_values.SetItems(other._values));

    public bool Equals(FieldSet? other) => other is not null && _values.Count == other._values.Count
        && _values.All(pair => other._values.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value));

    public override bool Equals(object? obj) => Equals(obj as FieldSet);

    public override int GetHashCode() => _values.Aggregate(17, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    internal bool HasValue(string name) => _values.ContainsKey(name);

    internal object? ValueOf(string name) => _values.GetValueOrDefault(name);

    internal bool TryValue(string name, out object? value) => _values.TryGetValue(name, out value);

    internal FieldSet WithValue(string name, object? value) => new(_values.SetItem(name, value));

    internal FieldSet WithoutValue(string name) => new(_values.Remove(name));
}
