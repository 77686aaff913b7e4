using System.Text.Json.Nodes;

namespace Harness.Simulators.Behaviours;

/// <param name="Actor">api, person or system.</param>
/// <param name="Key">The record's id in the vendor's system.</param>
/// <param name="Change">create, update, delete or merge.</param>
/// <param name="Fields">What the change wrote; a merge names the surviving record here.</param>
public sealed record JournalEntry(
    long Sequence, DateTimeOffset Time, string Actor, string ObjectName, string Key, string Change, JsonObject Fields)
{
    public JsonObject ToJson() => new()
    {
        ["sequence"] = Sequence,
        ["time"] = Time.ToString("O"),
        ["actor"] = Actor,
        ["object"] = ObjectName,
        ["key"] = Key,
        ["change"] = Change,
        ["fields"] = Fields.DeepClone(),
    };
}

/// <summary>Append-only list of the changes a system accepted, written by the system itself and by nobody else.</summary>
public sealed class Journal(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly AppendOnlyList<JournalEntry> entries = new();

    public IReadOnlyList<JournalEntry> Entries => After(0);

    public JournalEntry Append(string actor, string objectName, string key, string change, JsonObject fields)
    {
        lock (gate)
        {
            var entry = new JournalEntry(
                entries.Count + 1, clock.GetUtcNow(), actor, objectName, key, change, fields.DeepClone().AsObject());
            entries.Add(entry);
            return entry;
        }
    }

    public IReadOnlyList<JournalEntry> After(long sequence)
    {
        lock (gate)
        {
            return entries.From((int)Math.Min(int.MaxValue, sequence));
        }
    }
}
