using System.Text.Json.Nodes;
using Harness.Core.Mapping;

namespace Harness.Sync.Passes;

/// <summary>What a CRM record shows of its own sync state, by the paths of the matrix's status section.</summary>
public static class StatusValues
{
    private const int MessageLength = 255;

    public static Dictionary<string, JsonNode?> Of(StatusPaths paths, string state, string message, DateTimeOffset at, string? erpId)
    {
        var values = new Dictionary<string, JsonNode?>();
        Add(paths.State, state);
        Add(paths.Message, message.Length == 0 ? null : message.Length <= MessageLength ? message : string.Concat(message.AsSpan(0, MessageLength - 1), "…"));
        Add(paths.SyncedAt, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        if (erpId is not null)
        {
            Add(paths.ErpId, erpId);
        }

        return values;

        void Add(string? path, string? value)
        {
            if (path is not null)
            {
                values[path] = value is null ? null : JsonValue.Create(value);
            }
        }
    }
}
