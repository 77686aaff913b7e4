using Harness.Core.Records;

namespace Harness.Core.Governance;

/// <summary>
/// Gives the lines of a system without a place for our key the keys of the lines they stand for: those that say the same
/// first, then those of the same product, in their order. Which of two equal lines is which makes no difference.
/// </summary>
internal static class LinePairing
{
    /// <param name="named">Lines with keys, those to be preferred first: what both sides agreed on, then what the other says now.</param>
    public static IReadOnlyList<Line> Name(
        IReadOnlyList<Line> lines, IReadOnlyList<IReadOnlyList<Line>> named, Func<Line, Line, bool> equal, Func<Line, Line, bool> alike)
    {
        var keys = new string?[lines.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var same in new[] { equal, alike })
        {
            foreach (var candidates in named)
            {
                for (var i = 0; i < lines.Count; i++)
                {
                    if (keys[i] is null && candidates.FirstOrDefault(one => !taken.Contains(one.Key) && same(one, lines[i])) is { } found)
                    {
                        keys[i] = found.Key;
                        taken.Add(found.Key);
                    }
                }
            }
        }

        return [.. lines.Select((line, i) => keys[i] is { } key ? line with { Key = key } : line)];
    }
}
