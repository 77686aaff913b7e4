using System.Text.Json;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Passes;

/// <summary>A record that the code cannot deal with stops alone, with a reason; its neighbours go on.</summary>
public static class RecordReading
{
    public static Snapshot Read(Flow flow, EntityMapping mapping, RawRecord record)
    {
        try
        {
            return flow.Derive(mapping.Read(record), mapping.Side);
        }
        catch (Exception broken) when (IsAboutOneRecord(broken))
        {
            return new Snapshot(record.Ref, record.Version, record.ModifiedAt, FieldSet.Empty, null)
            {
                Deleted = record.Deleted, MergedInto = record.MergedInto, Problems = [FaultOf(broken)],
            };
        }
    }

    /// <summary>The fault of a record that could not be read at all: nothing that its fields do not say counts.</summary>
    public static Fault? BrokenIn(Snapshot snapshot) => snapshot.Problems.FirstOrDefault(problem => problem.Kind == FaultKind.UnexpectedAnswer);

    public static void Each(IEnumerable<PassItem> items, Action<PassItem> work)
    {
        foreach (var item in items)
        {
            try
            {
                work(item);
            }
            catch (Exception broken) when (IsAboutOneRecord(broken))
            {
                item.Writes.Clear();
                item.Stop(FaultOf(broken));
            }
        }
    }

    private static bool IsAboutOneRecord(Exception broken) => broken is ArithmeticException or FormatException or InvalidOperationException or ArgumentException
        or InvalidCastException or KeyNotFoundException or IndexOutOfRangeException or NullReferenceException or NotSupportedException or JsonException;

    private static Fault FaultOf(Exception broken) => new(
        FaultKind.UnexpectedAnswer, $"This record holds something that Harness cannot work with ({broken.GetType().Name}): look for an extreme or malformed value in it.");
}
