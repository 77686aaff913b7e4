namespace Harness.Sync.Reconciling;

/// <summary>
/// Which of a million records were met: eight bytes each instead of the id, so that a run's memory does not follow the size of
/// the company. Two ids share a mark once in some 10^19 pairs.
/// </summary>
internal sealed class RecordMarks
{
    private const ulong Offset = 14695981039346656037, Prime = 1099511628211;

    private readonly HashSet<ulong> _marks = [];

    public bool Add(string id) => _marks.Add(Of(id));

    public bool Has(string id) => _marks.Contains(Of(id));

    private static ulong Of(string id)
    {
        unchecked
        {
            var mark = Offset;
            foreach (var letter in id)
            {
                mark = (mark ^ letter) * Prime;
            }

            return mark ^ (mark >> 29);
        }
    }
}
