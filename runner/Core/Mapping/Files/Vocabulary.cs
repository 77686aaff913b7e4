using Harness.Core.Records;

namespace Harness.Core.Mapping.Files;

/// <summary>The words of the matrix files. matrix.schema.json lists the same, and a test keeps the two together.</summary>
internal static class Vocabulary
{
    /// <summary>Vendors whose columns a file may hold, whichever pair is asked for.</summary>
    public static readonly string[] Vendors = ["salesforce", "hubspot", "netsuite", "businesscentral", "odoo"];

    public static readonly string[] EntityKeys = ["entity", "objects", "creates", "match", "sources", "status", "deleted", "archive", "fields", "lines", "rollup", "credits"];

    public static readonly string[] RowKeys =
        ["field", "kind", "direction", "owner", "on_create", "conflict", "transform", "values", "required", "pii", "default", "reference", "zone"];

    public static readonly string[] LinesKeys = ["direction", "owner", "conflict", "extra", "fields"];

    public static readonly string[] LinePlaceKeys = ["path", "key", "paired"];

    public static readonly string[] MatchKeys = ["fields", "doubtful", "decisive"];

    public static readonly string[] SourceKeys = ["about", "of", "watch"];

    public static readonly string[] CreditKeys = ["objects", "fields"];

    public static readonly string[] StatusKeys = ["state", "number", "message", "synced_at", "erp_id"];

    public static readonly string[] ArchiveKeys = ["path", "value"];

    public static readonly string[] RollupKeys = ["target", "field", "aggregate", "where"];

    public static readonly Dictionary<string, SystemRole> Sides = new() { ["crm"] = SystemRole.Crm, ["erp"] = SystemRole.Erp };

    public static readonly Dictionary<string, ValueKind> Kinds = new()
    {
        ["text"] = ValueKind.Text,
        ["number"] = ValueKind.Number,
        ["money"] = ValueKind.Money,
        ["boolean"] = ValueKind.Boolean,
        ["date"] = ValueKind.Date,
        ["datetime"] = ValueKind.DateTime,
    };

    public static readonly Dictionary<string, Direction> Directions = new()
    {
        ["both"] = Direction.Both,
        ["crm_to_erp"] = Direction.CrmToErp,
        ["erp_to_crm"] = Direction.ErpToCrm,
        ["none"] = Direction.None,
    };

    public static readonly Dictionary<string, ConflictRule> Conflicts = new()
    {
        ["owner_always"] = ConflictRule.OwnerAlways,
        ["owner_wins"] = ConflictRule.OwnerWins,
        ["latest"] = ConflictRule.Latest,
        ["steward"] = ConflictRule.Steward,
    };

    public static readonly Dictionary<string, DeletePolicy> DeletePolicies = new()
    {
        ["stop"] = DeletePolicy.Stop,
        ["unlink"] = DeletePolicy.Unlink,
        ["archive"] = DeletePolicy.Archive,
    };

    public static readonly Dictionary<string, Aggregate> Aggregates = new()
    {
        ["sum"] = Aggregate.Sum,
        ["latest"] = Aggregate.Latest,
        ["worst_status"] = Aggregate.WorstStatus,
        ["join"] = Aggregate.Join,
    };

    public static readonly Dictionary<string, bool> Flags = new() { ["true"] = true, ["false"] = false };

    public static readonly Dictionary<string, bool> Extras = new() { ["keep"] = true, ["remove"] = false };

    public static readonly Dictionary<string, string> States = new() { ["open"] = "open", ["overdue"] = "overdue" };
}
