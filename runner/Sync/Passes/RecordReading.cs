using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Passes;

/// <summary>A record that the code cannot deal with stops alone, with a reason; its neighbours go on.</summary>
public static class RecordReading
{
    public static Snapshot Read(Flow flow, EntityMapping mapping, RawRecord record)
    {
        if (record.Unreadable is { } why)
        {
            return Broken(record, new Fault(
                FaultKind.UnexpectedAnswer, $"{record.Ref.System} sent this {record.Ref.ObjectType} in a way that cannot be read: {why}. Look at it there, correct or save it again, then retry."));
        }

        try
        {
            return flow.Derive(mapping.Read(record), mapping.Side);
        }
        catch (Exception broken) when (RowReading.IsAboutOneRow(broken))
        {
            return Broken(record, FaultOf(broken));
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
            catch (Exception broken) when (RowReading.IsAboutOneRow(broken))
            {
                item.Writes.Clear();
                item.Stop(FaultOf(broken));
            }
        }
    }

    private static Snapshot Broken(RawRecord record, Fault fault) => new(record.Ref, record.Version, record.ModifiedAt, FieldSet.Empty, null)
    {
        Deleted = record.Deleted, MergedInto = record.MergedInto, Problems = [fault],
    };

    private static Fault FaultOf(Exception broken) => new(
        FaultKind.UnexpectedAnswer, $"This record holds something that Harness cannot work with ({broken.GetType().Name}): look for an extreme or malformed value in it.");
}
