using Harness.Core.Records;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>One field that the matrix uses, as it was and as it is.</summary>
/// <param name="Path">Empty where the object as a whole is meant.</param>
public sealed record SchemaChange(SystemRole Side, string Vendor, string ObjectType, string Path, string Was, string Is)
{
    public override string ToString() => $"{(Path.Length == 0 ? ObjectType : $"{ObjectType}.{Path}")} in {Vendor} was {Was}, is {Is}";
}

/// <summary>What changed in a system's schema, as far as the matrix makes Harness read or write it.</summary>
public static class SchemaDiff
{
    private const string Gone = "gone, or hidden from the integration user";

    public static IReadOnlyList<SchemaChange> Between(SystemDescription before, SystemDescription after, MappingMatrix matrix, SystemRole side) =>
        [.. AccessNeeds.Of(matrix, side).SelectMany(need => Of(need, Find(before, need), Find(after, need), side, after.Vendor))];

    private static IEnumerable<SchemaChange> Of(AccessNeed need, ObjectDescription? before, ObjectDescription? after, SystemRole side, string vendor)
    {
        if (before is null || after is null)
        {
            return before is null == after is null ? [] : [new SchemaChange(side, vendor, need.ObjectType, "", before is null ? Gone : "there", after is null ? Gone : "there")];
        }

        return need.Fields.Select(field => (field.Path, Was: Field(before, field.Path), Is: Field(after, field.Path)))
            .Select(pair => (pair.Path, Was: pair.Was is null ? Gone : Words(pair.Was, pair.Is), Is: pair.Is is null ? Gone : Words(pair.Is, pair.Was)))
            .Where(pair => pair.Was != pair.Is).Select(pair => new SchemaChange(side, vendor, need.ObjectType, pair.Path, pair.Was, pair.Is));
    }

    /// <summary>"text of 40", "picklist with Net 45", "number of 2 decimals that may only be read".</summary>
    private static string Words(FieldDescription field, FieldDescription? other)
    {
        var words = new List<string> { field.Type.ToString().ToLowerInvariant() };
        if (field.Length is { } length)
        {
            words.Add($"of {length}");
        }

        if (field.Scale is { } scale && scale != other?.Scale)
        {
            words.Add($"of {scale} decimals");
        }

        if (!field.Createable && !field.Updateable)
        {
            words.Add("that may only be read");
        }

        if (field.RestrictedValues && other is not null && field.Values.Except(other.Values, StringComparer.Ordinal).ToList() is { Count: > 0 } own)
        {
            words.Add($"with {string.Join(", ", own.Select(value => $"'{value}'"))}");
        }

        return string.Join(' ', words);
    }

    private static ObjectDescription? Find(SystemDescription system, AccessNeed need) => system.Objects.FirstOrDefault(one => Is(one.Name, need.ObjectType) && one.Readable);

    private static FieldDescription? Field(ObjectDescription of, string path) => of.Fields.FirstOrDefault(field => Is(field.Path, path));

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
