using Harness.Core.Records;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>What the matrix makes Harness read and write in one system.</summary>
public static class AccessNeeds
{
    public static IReadOnlyList<AccessNeed> Of(MappingMatrix matrix, SystemRole side)
    {
        var uses = matrix.Parts.SelectMany(entity => Uses(matrix, entity, side)).ToList();
        var created = matrix.Entities.Values.Where(entity => entity.Creates.Contains(side)).Select(entity => entity.ObjectIn(side)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. uses.GroupBy(use => use.ObjectType, StringComparer.OrdinalIgnoreCase).Select(of => new AccessNeed(
                of.Key, created.Contains(of.Key),
                [.. of.GroupBy(use => use.Path, StringComparer.OrdinalIgnoreCase).Select(path => new FieldNeed(path.Key, path.Any(use => use.Written)))])),
        ];
    }

    private static IEnumerable<Use> Uses(MappingMatrix matrix, EntityMatrix entity, SystemRole side)
    {
        var own = entity.ObjectIn(side);
        var fields = Rows(entity.Rows, side).Concat(Lines(entity, side)).Select(field => new Use(own, field.Path, field.Written));
        var watched = entity.Sources.Where(source => source is { AboutPath: not null } && source.Side == side)
            .SelectMany(source => source.Watched.Prepend(source.AboutPath!).Select(path => new Use(source.ObjectType, path, false)));
        return side == SystemRole.Crm ? [.. fields, .. watched, .. Shown(matrix, entity)] : [.. fields, .. watched];
    }

    private static IEnumerable<FieldNeed> Rows(IEnumerable<MappingRow> rows, SystemRole side) =>
        rows.SelectMany(row => row.PathsIn(side).Select(path => new FieldNeed(path, IsWritten(row, side))));

    private static IEnumerable<FieldNeed> Lines(EntityMatrix entity, SystemRole side)
    {
        if (entity.Lines is not { } lines || lines.PathIn(side) is not { } collection)
        {
            return [];
        }

        var travels = lines.Direction == Direction.Both || lines.Direction == (side == SystemRole.Crm ? Direction.ErpToCrm : Direction.CrmToErp);
        return Rows(lines.Rows, side).Append(new FieldNeed(lines.KeyIn(side)!, travels))
            .Select(field => new FieldNeed($"{collection}.{field.Path}", field.Written && travels));
    }

    /// <summary>What a CRM record shows: its own sync state, and what condenses on it.</summary>
    private static IEnumerable<Use> Shown(MappingMatrix matrix, EntityMatrix entity)
    {
        string?[] status = [entity.Status?.State, entity.Status?.Number, entity.Status?.Message, entity.Status?.SyncedAt, entity.Status?.ErpId];
        return status.OfType<string>().Select(path => new Use(entity.CrmObject, path, true))
            .Concat(entity.Rollups.Select(rollup => new Use(matrix.Entities[rollup.Target].CrmObject, rollup.Path, true)));
    }

    private static bool IsWritten(MappingRow row, SystemRole side) =>
        row.TravelsTo(side) || (row.OnCreate == side.Other() && row is { CrmPath: not null, ErpPath: not null });

    private sealed record Use(string ObjectType, string Path, bool Written);
}
