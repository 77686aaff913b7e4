using System.Text.Json;
using Harness.Port;

namespace Harness.Sync.Passes;

/// <summary>A change as it was read, kept with its work item so that it can be run again and shown.</summary>
public static class RawRecords
{
    public static string ToJson(RawRecord record) => JsonSerializer.Serialize(record);

    public static RawRecord FromJson(string json) => JsonSerializer.Deserialize<RawRecord>(json)
        ?? throw new InvalidOperationException("A stored change is empty.");
}
