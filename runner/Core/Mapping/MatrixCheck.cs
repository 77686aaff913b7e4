using Harness.Core.Mapping.Files;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>The matrix against both systems' live metadata.</summary>
public static class MatrixCheck
{
    /// <summary>
    /// Every row that cannot work, with the nearest right name. Fields that Harness creates for itself are not among
    /// them: those are <see cref="MissingCustomFields"/>.
    /// </summary>
    public static IReadOnlyList<MatrixProblem> Against(MappingMatrix matrix, SystemDescription crm, SystemDescription erp)
    {
        var problems = new List<MatrixProblem>();
        foreach (var side in Vocabulary.Sides.Values)
        {
            var system = side == SystemRole.Crm ? crm : erp;
            var own = HarnessFields.Missing(matrix, system, side).Select(field => (field.ObjectType, field.Path)).ToHashSet();
            foreach (var entity in matrix.Parts.Where(entity => Paths(entity, side).Any()))
            {
                Check(matrix, entity, side, system, own, problems);
            }
        }

        return problems;
    }

    /// <summary>By entity, what keeps its mapping from working at all, fields of Harness's own included.</summary>
    public static IEnumerable<(string Entity, string Problem)> Broken(MappingMatrix matrix, SystemDescription crm, SystemDescription erp)
    {
        var problems = Against(matrix, crm, erp).Where(problem => !problem.IsOneValue).ToLookup(problem => problem.File, problem => problem.Message);
        foreach (var entity in matrix.Entities.Values)
        {
            foreach (var problem in problems[entity.File])
            {
                yield return (entity.Entity, problem);
            }

            foreach (var (side, system) in new[] { (SystemRole.Crm, crm), (SystemRole.Erp, erp) })
            {
                foreach (var own in HarnessFields.Missing(matrix, [entity], system, side))
                {
                    yield return (entity.Entity, $"{own.ObjectType} in {system.Vendor} has no field '{own.Path}', which is Harness's own: \"harness check --fix\" creates it.");
                }
            }
        }
    }

    /// <summary>Status, roll-up, number and key fields that Harness itself needs and the system does not have yet.</summary>
    public static IReadOnlyList<FieldSpec> MissingCustomFields(MappingMatrix matrix, SystemDescription described, SystemRole side) =>
        HarnessFields.Missing(matrix, described, side);

    private static void Check(
        MappingMatrix matrix, EntityMatrix entity, SystemRole side, SystemDescription system, HashSet<(string, string)> own, List<MatrixProblem> problems)
    {
        var name = entity.ObjectIn(side);
        var described = system.Objects.FirstOrDefault(one => Is(one.Name, name));
        if (described is null || !described.Readable)
        {
            var hint = described is null ? NearestName.Hint(name, system.Objects.Select(one => one.Name)) : "";
            problems.Add(new MatrixProblem(entity.File, 0, $"The integration user of {system.Vendor} sees no object '{name}'.{hint}"));
            return;
        }

        foreach (var (path, row, line) in Paths(entity, side))
        {
            var field = described.Fields.FirstOrDefault(one => Is(one.Path, path));
            var at = row?.At ?? $"{entity.File}:0";
            if (field is not null)
            {
                problems.AddRange(Trouble(row, side, field, system.Vendor).Select(message => MatrixRules.At(at, message)));
                problems.AddRange(Spellings(matrix, row, side, field, system.Vendor).Select(message => MatrixRules.At(at, message) with { IsOneValue = true }));
            }
            else if (!own.Contains((name, path)))
            {
                var prefix = line is null ? null : line + ".";
                var names = described.Fields.Select(one => one.Path).Where(one => prefix is null || one.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
                var note = Is(path, "CurrencyIsoCode") && !system.MultiCurrency ? " The company uses one currency only: take the row out." : NearestName.Hint(path, names);
                problems.Add(MatrixRules.At(at, $"{name} in {system.Vendor} has no field '{path}', or the integration user may not see it.{note}"));
            }
        }
    }

    private static IEnumerable<(string Path, MappingRow? Row, string? Line)> Paths(EntityMatrix entity, SystemRole side)
    {
        foreach (var row in entity.Rows)
        {
            foreach (var path in row.PathsIn(side))
            {
                yield return (path, row, null);
            }
        }

        if (entity.WhenDeletedIn(side.Other()) == DeletePolicy.Archive)
        {
            yield return (entity.Archive[side].Path, null, null);
        }

        if (entity.Lines is not { } lines || lines.PathIn(side) is not { } collection)
        {
            yield break;
        }

        yield return ($"{collection}.{lines.KeyIn(side)}", null, collection);
        foreach (var row in lines.Rows)
        {
            foreach (var path in row.PathsIn(side))
            {
                yield return ($"{collection}.{path}", row, collection);
            }
        }
    }

    private static bool IsSentOnCreate(MappingRow row, SystemRole side) => row.OnCreate == side.Other() && row.CrmPath is not null && row.ErpPath is not null;

    private static IEnumerable<string> Trouble(MappingRow? row, SystemRole side, FieldDescription field, string vendor)
    {
        if (row is null)
        {
            yield break;
        }

        var travels = row.TravelsTo(side);
        var onCreate = IsSentOnCreate(row, side);
        if ((travels && !field.Createable && !field.Updateable) || (onCreate && !field.Createable))
        {
            yield return $"'{row.Field}' travels to '{field.Path}', which the integration user of {vendor} may only read.";
        }

        if (Clashes(row, field.Type))
        {
            yield return $"'{row.Field}' is of kind {row.Kind.ToString().ToLowerInvariant()}, but '{field.Path}' in {vendor} holds {field.Type.ToString().ToLowerInvariant()}.";
        }

        if (row.Kind == ValueKind.Date && field.Type == FieldType.DateTime && row.TransformIn(side) != "date_in_zone")
        {
            yield return $"'{row.Field}' is a date and '{field.Path}' in {vendor} a moment: name the transform date_in_zone and the zone whose day is meant.";
        }
    }

    private static IEnumerable<string> Spellings(MappingMatrix matrix, MappingRow? row, SystemRole side, FieldDescription field, string vendor)
    {
        if (row is { Values: { } map } && (row.TravelsTo(side) || IsSentOnCreate(row, side)) && matrix.Values.Find(map) is { } values && field.RestrictedValues && field.Values.Count > 0)
        {
            foreach (var spelling in values.Rows.Select(value => value.In(side)).Where(spellings => spellings.Count > 0).Select(spellings => spellings[0])
                .Where(spelling => !field.Values.Contains(spelling, StringComparer.OrdinalIgnoreCase)))
            {
                yield return $"'{spelling}' of {values.File} is not an active value of '{field.Path}' in {vendor}.{NearestName.Hint(spelling, field.Values)}";
            }
        }
    }

    // Only what can never hold the other: vendors call the same thing text, picklist or reference.
    private static bool Clashes(MappingRow row, FieldType type) => row.Kind switch
    {
        ValueKind.Text => type is FieldType.Boolean,
        ValueKind.Boolean => type is FieldType.Date or FieldType.DateTime or FieldType.Money or FieldType.Percent,
        ValueKind.Number or ValueKind.Money => type is FieldType.Boolean or FieldType.Date or FieldType.DateTime or FieldType.Email or FieldType.Url,
        ValueKind.Date or ValueKind.DateTime => type is FieldType.Boolean or FieldType.Number or FieldType.WholeNumber or FieldType.Money or FieldType.Percent,
    };

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
