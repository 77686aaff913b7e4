namespace Harness.Features.Company;

/// <summary>One kind of record as a vendor keeps it.</summary>
/// <param name="Object">The vendor's name for the kind, as its simulator lists it.</param>
/// <param name="Fields">
/// What people call a field, and its path in the record as stored: names with dots between them where it lies deeper.
/// "id" and "name" are always there.
/// </param>
internal sealed record RecordWords(string Object, IReadOnlyDictionary<string, string> Fields)
{
    public string FieldOf(string word) => Fields.TryGetValue(word, out var field)
        ? field
        : throw new KeyNotFoundException($"{Object} has no word \"{word}\"; it has {string.Join(", ", Fields.Keys)}.");
}
