using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>The one place where records change: validation, stamps, journal and effects always apply.</summary>
internal sealed class RecordWriter(Org org, AdminRules admin, Journal journal, FaultPlan faults, CallLog calls)
{
    private readonly DraftReader _reader = new(org, calls);

    private List<ChangeSet>? _unit;

    public ChangeSet Begin(Writer writer) => new(org, journal, faults, writer, _unit is { } unit ? unit.Add : null);

    /// <summary>Several calls as one transaction: all of them hold, or none.</summary>
    public void Together(Func<bool> act)
    {
        var unit = _unit = [];
        bool holds;
        try
        {
            holds = act();
        }
        finally
        {
            _unit = null;
        }

        foreach (var changes in holds ? unit : Enumerable.Reverse(unit))
        {
            if (holds)
            {
                changes.Settle();
            }
            else
            {
                changes.RollBackTo((0, 0));
            }
        }
    }

    public OrgRecord Insert(ChangeSet changes, ObjectDefinition type, JsonObject sent)
    {
        if (!type.Createable && !changes.Writer.IsSeeding)
        {
            throw new VendorRuleException("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type {type.Name} does not support create");
        }

        MeetRowLock(changes.Writer);
        var draft = _reader.Read(type, null, sent, changes.Writer);
        Default(draft, changes.Writer);
        Validate(draft, changes.Writer);
        var id = org.Table(type).NextId();
        Stamp(draft, changes.Writer);
        var values = new Dictionary<string, object?>(draft.Changes, StringComparer.OrdinalIgnoreCase) { ["Id"] = id, ["IsDeleted"] = false };
        var record = new OrgRecord(type, id, values);
        changes.Add(record, changes.Writer.IsSeeding ? [] : Journalled(draft));
        RecordEffects.Apply(org, changes, record);
        return record;
    }

    public void Update(ChangeSet changes, OrgRecord record, JsonObject sent)
    {
        if (record.IsDeleted)
        {
            throw new VendorRuleException("ENTITY_IS_DELETED", "entity is deleted");
        }

        MeetRowLock(changes.Writer);
        var draft = _reader.Read(record.Type, record, sent, changes.Writer);
        Validate(draft, changes.Writer);
        var journalled = Journalled(draft);
        Stamp(draft, changes.Writer);
        changes.Change(record, draft.Changes, "update", journalled);
        RecordEffects.Apply(org, changes, record);
    }

    public void Delete(ChangeSet changes, OrgRecord record, string change = "delete", JsonObject? fields = null)
    {
        if (!record.Type.Deletable)
        {
            throw new VendorRuleException("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }

        if (record.IsDeleted)
        {
            throw new VendorRuleException("ENTITY_IS_DELETED", "entity is deleted");
        }

        MeetRowLock(changes.Writer);
        DeletionRules.Apply(org, record);
        foreach (var (child, field) in org.Schema.ChildrenOf(record.Type).Where(child => child.Field.CascadeDelete).ToList())
        {
            foreach (var orphan in org.Children(child.Name, field.Name, record.Id))
            {
                Delete(changes, orphan);
            }
        }

        changes.Change(record, org.Stamps(changes.Writer.UserId).Append(new("IsDeleted", true)), change, fields ?? []);
        RecordEffects.Apply(org, changes, record);
    }

    public void Undelete(ChangeSet changes, OrgRecord record) => changes.Change(
        record, org.Stamps(changes.Writer.UserId).Append(new("IsDeleted", false)).Append(new("MasterRecordId", null)), "create", []);

    /// <summary>The loser goes to the recycle bin and names the winner; its children move without a stamp of their own.</summary>
    public void Merge(ChangeSet changes, OrgRecord winner, OrgRecord loser)
    {
        foreach (var (child, field) in org.Schema.ChildrenOf(loser.Type).ToList())
        {
            foreach (var moved in org.Children(child.Name, field.Name, loser.Id))
            {
                changes.Change(moved, [new(field.Name, winner.Id)], "update", new JsonObject { [field.Name] = winner.Id });
            }
        }

        changes.Change(
            loser, org.Stamps(changes.Writer.UserId).Append(new("IsDeleted", true)).Append(new("MasterRecordId", winner.Id)),
            "merge", new JsonObject { ["MasterRecordId"] = winner.Id });
        changes.Change(winner, org.Stamps(changes.Writer.UserId), null, []);
    }

    private void MeetRowLock(Writer writer)
    {
        if (writer.Actor == "api" && faults.Take(FaultKinds.RowLock, writer.Operation) is { } locked)
        {
            throw new RowLockedException(locked.Order.Status ?? 400);
        }
    }

    private static void Default(Draft draft, Writer writer)
    {
        foreach (var field in draft.Type.Fields)
        {
            if (field.DefaultValue is not null && draft[field.Name] is null)
            {
                draft[field.Name] = field.DefaultValue;
            }
        }

        if (draft.Type.Find("OwnerId") is not null)
        {
            draft["OwnerId"] ??= writer.UserId;
        }
    }

    private void Validate(Draft draft, Writer writer)
    {
        var missing = draft.Type.Fields
            .Where(field => field.IsRequired && draft[field.Name] is null && (draft.IsNew || draft.Has(field.Name)))
            .Select(field => field.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new VendorRuleException("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", missing);
        }

        ReferenceRules.Apply(org, draft);
        ObjectRules(draft);
        UniqueRules.Apply(org, draft);
        if (!writer.IsSeeding)
        {
            admin.Apply(draft, writer);
        }
    }

    private void ObjectRules(Draft draft)
    {
        switch (draft.Type.Name)
        {
            case "Account":
                AddressRules.Apply(draft, "Billing");
                AddressRules.Apply(draft, "Shipping");
                break;
            case "Contact":
                AddressRules.Apply(draft, "Mailing");
                break;
            case "Opportunity":
                OpportunityRules.Apply(org, draft);
                break;
            case "OpportunityLineItem":
                LineRules.Apply(org, draft);
                break;
            case "OpportunityContactRole":
                draft["CurrencyIsoCode"] = org.Find("Opportunity", draft["OpportunityId"])?["CurrencyIsoCode"];
                break;
            case "PricebookEntry":
                PriceBookRules.Apply(org, draft);
                break;
            default:
                break;
        }
    }

    private void Stamp(Draft draft, Writer writer)
    {
        foreach (var (field, value) in org.Stamps(writer.UserId))
        {
            draft[field] = value;
        }

        if (draft.IsNew)
        {
            draft["CreatedDate"] = org.Now;
            draft["CreatedById"] = writer.UserId;
        }
    }

    private static JsonObject Journalled(Draft draft)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in draft.Changes)
        {
            var field = draft.Type.Field(name);
            fields[field.Name] = FieldValues.ToJson(field.Type, value);
        }

        return fields;
    }
}
