using System.Globalization;

namespace Harness.Core.Mapping.Files;

/// <summary>What only shows when all files are read: references and roll-ups to other entities.</summary>
internal static class MatrixRules
{
    public static IEnumerable<MatrixProblem> Check(IReadOnlyList<EntityMatrix> entities)
    {
        string[] names = [.. entities.Select(entity => entity.Entity)];
        foreach (var entity in entities)
        {
            foreach (var row in entity.Rows.Concat(entity.Lines?.Rows ?? []).Concat(entity.Credits?.Rows ?? []).Where(row => row.Reference is not null && !names.Contains(row.Reference)))
            {
                yield return At(row.At, $"'{row.Field}' refers to the entity '{row.Reference}', which has no file.{NearestName.Hint(row.Reference!, names)}");
            }

            foreach (var source in entity.Sources.Where(source => source.Of is not null && !names.Contains(source.Of)))
            {
                yield return new MatrixProblem(entity.File, 0, $"A source of '{source.ObjectType}' is about the unknown entity '{source.Of}'.{NearestName.Hint(source.Of!, names)}");
            }

            foreach (var rollup in entity.Rollups.Where(rollup => !names.Contains(rollup.Target)))
            {
                yield return At(rollup.At, $"The roll-up of '{rollup.Field}' has the unknown target '{rollup.Target}'.{NearestName.Hint(rollup.Target, names)}");
            }
        }
    }

    /// <summary>A row's place ("matrix/account.yaml:14") as a problem.</summary>
    internal static MatrixProblem At(string at, string message)
    {
        var colon = at.LastIndexOf(':');
        return new MatrixProblem(at[..colon], int.Parse(at[(colon + 1)..], CultureInfo.InvariantCulture), message);
    }
}
