using System.Text.Json.Nodes;
using Harness.Core.Mapping;

namespace Harness.Sync.Passes;

/// <summary>How the CRM record names its ERP counterpart.</summary>
/// <param name="Key">Our external key of it.</param>
/// <param name="Number">The ERP's id as people search for it; null where a row of the matrix brings the ERP's own number.</param>
public sealed record ErpName(string Key, string? Number)
{
    public static ErpName Of(Integration integration, EntityMatrix matrix, string erpId) => new(
        integration.ExternalKey(matrix.Entity, erpId), matrix.Rows.Any(row => row.CrmPath == matrix.Status?.Number) ? null : erpId);
}

/// <summary>What a CRM record shows of its own sync state, by the paths of the matrix's status section.</summary>
public static class StatusValues
{
    private const int MessageLength = 255;

    public static Dictionary<string, JsonNode?> Of(StatusPaths paths, string state, string message, DateTimeOffset at, ErpName? erp)
    {
        var values = new Dictionary<string, JsonNode?>();
        Add(paths.State, state);
        Add(paths.Message, message.Length == 0 ? null : message.Length <= MessageLength ? message : string.Concat(message.AsSpan(0, MessageLength - 1), "…"));
        Add(paths.SyncedAt, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        if (erp is not null)
        {
            Add(paths.ErpId, erp.Key);
            if (erp.Number is not null)
            {
                Add(paths.Number, erp.Number);
            }
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
