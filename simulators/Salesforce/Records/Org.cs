using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Records;

/// <summary>The state of the org: schema, tables, clock, and who is logged in.</summary>
internal sealed class Org
{
    private readonly Dictionary<string, OrgTable> _tables = new(StringComparer.OrdinalIgnoreCase);

    public Org(SimulatedClock clock)
    {
        Clock = clock;
        foreach (var definition in Schema.Objects)
        {
            _tables.Add(definition.Name, new OrgTable(definition));
        }

        Schema.Touch(Now);
    }

    public SimulatedClock Clock { get; }

    public Schema Schema { get; } = new();

    public string OrganizationId { get; set; } = "";

    public string IntegrationUserId { get; set; } = "";

    public string SalesUserId { get; set; } = "";

    public string StandardPriceBookId { get; set; } = "";

    /// <summary>System permissions of the integration user, by the names that permission sets give them.</summary>
    public ISet<string> IntegrationPermissions { get; } = new HashSet<string>(StringComparer.Ordinal) { "ApiEnabled" };

    /// <summary>While the past is being filled in, the moment that records are stamped with.</summary>
    public DateTimeOffset? Past { get; set; }

    /// <summary>Stamps have whole seconds.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = Past ?? Clock.GetUtcNow();
            return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        }
    }

    public IEnumerable<KeyValuePair<string, object?>> Stamps(string userId) =>
    [
        new("LastModifiedDate", Now),
        new("LastModifiedById", userId),
        new("SystemModstamp", Now),
    ];

    /// <summary>What was deleted before this is gone for good.</summary>
    public DateTimeOffset RecycleBinSince => Now.AddDays(-15);

    public object IntegrationMay(string permission) => IntegrationPermissions.Contains(permission);

    public OrgTable Table(string objectName) => _tables[objectName];

    public OrgTable Table(ObjectDefinition type) => _tables[type.Name];

    /// <summary>A live record.</summary>
    public OrgRecord? Find(string objectName, object? id) =>
        id is string text && Table(objectName).Find(text) is { IsDeleted: false } record ? record : null;

    public IEnumerable<OrgRecord> LinesOf(string opportunityId) => Children("OpportunityLineItem", "OpportunityId", opportunityId);

    public IReadOnlyList<OrgRecord> Children(string objectName, string reference, string parentId)
    {
        var table = Table(objectName);
        return table.Having(table.Type.Field(reference), parentId);
    }

    public object? Read(OrgRecord record, FieldDefinition field) =>
        field.Formula is { } formula ? formula(this, record) : record[field.Name];

    /// <summary>What other sessions see now: late commits are not in it yet.</summary>
    public IEnumerable<OrgRecord> Visible(OrgTable table)
    {
        var now = Clock.GetUtcNow();
        foreach (var record in table.Records)
        {
            if (record.SeenAt(now) is { } seen)
            {
                yield return seen;
            }
        }
    }
}
