using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Store;

/// <summary>Rows as a pass would bring them, each with one honest default for everything a test does not care about.</summary>
internal static class Given
{
    public const string Integration = "main";

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly CursorKey Cursor = new(Integration, "salesforce", "Account");

    public static RecordRef Account(string id) => new("salesforce", "Account", id);

    public static NewWork Change(string id, string version = "v1", int priority = 10, string flow = "accounts", string? content = null) =>
        new(flow, SystemRole.Crm, Account(id), version, Noon, "{}", WorkTrigger.Poll, priority) { ContentHash = content };

    public static Intent Intent(WorkItem item) => new(
        0, Integration, item.Id, "account", SystemRole.Erp, "customer", null, $"key-{item.Subject.Id}", $"main-acc-{item.Subject.Id}", "hash", Noon);

    public static Link Link(string crmId, string erpId, string baseline = "{}") =>
        new(Integration, "account", crmId, erpId, baseline, "m1", "created", Noon, Noon);

    public static PassCommit Commit(params ItemOutcome[] outcomes) => new(Integration, Noon) { Outcomes = outcomes };

    public static NewQuestion Question(WorkItem item, string content = "c1") =>
        new(item.Id, item.Flow, DecisionKind.Discount, item.Side, item.Subject, content, "May this order go ahead?", "{}");

    public static AuditEntry Entry(string action) => new(Noon, "runner", action, "accounts", Account("001"), "{\"fields\":[\"name\"]}");

    public static StatusNote Note(string id, string message, DateTimeOffset at) =>
        new(Integration, "accounts", Account(id), "stopped", null, null, message, at);
}
