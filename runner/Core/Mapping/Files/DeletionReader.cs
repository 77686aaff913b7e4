using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Core.Records;

namespace Harness.Core.Mapping.Files;

/// <summary>The sections 'deleted' and 'archive' of one file.</summary>
internal static class DeletionReader
{
    public static IReadOnlyDictionary<SystemRole, DeletePolicy> Policies(YamlSection entity)
    {
        if (entity.Section("deleted") is not { } deleted)
        {
            return new Dictionary<SystemRole, DeletePolicy>();
        }

        deleted.AllowOnly(Vocabulary.Sides.Keys);
        return Vocabulary.Sides.Where(side => deleted.Has(side.Key))
            .ToDictionary(side => side.Value, side => deleted.One(side.Key, Vocabulary.DeletePolicies, DeletePolicy.Stop));
    }

    public static IReadOnlyDictionary<SystemRole, ArchiveMark> Marks(YamlSection entity, VendorPair vendors)
    {
        var marks = new Dictionary<SystemRole, ArchiveMark>();
        var archive = entity.Section("archive");
        archive?.AllowOnly(vendors.Columns);
        foreach (var side in Vocabulary.Sides.Values)
        {
            if (archive?.Section(vendors.Of(side)) is not { } mark)
            {
                continue;
            }

            mark.AllowOnly(Vocabulary.ArchiveKeys);
            mark.RequiredText("value");
            if (RowReader.Path(mark, "path") is { } path)
            {
                marks[side] = new ArchiveMark(path, Value(mark.Text("value") ?? ""));
            }
        }

        return marks;
    }

    /// <summary>A policy that cannot be carried out would stop records later: it is refused now.</summary>
    public static void Check(YamlSection entity, VendorPair vendors, IReadOnlyDictionary<SystemRole, DeletePolicy> policies, IReadOnlyDictionary<SystemRole, ArchiveMark> marks)
    {
        foreach (var (side, _) in policies.Where(policy => policy.Value == DeletePolicy.Archive && !marks.ContainsKey(policy.Key.Other())))
        {
            entity.Problem("deleted", $"'deleted' wants records of {vendors.Of(side.Other())} archived, but 'archive' does not say by which path and value: add it there, or choose unlink or stop.");
        }
    }

    private static JsonValue Value(string text) => Vocabulary.Flags.TryGetValue(text, out var flag) ? JsonValue.Create(flag)
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
}
