using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>The one place where records change: rules, stamps, what follows for other records, the journal.</summary>
internal sealed class Books(
    RecordStore store, Today today, Journal journal, EntityRules entities, DocumentRules documents, Settlement settlement, Billing billing)
{
    private readonly Dictionary<string, string> rejections = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who is at work: api, person, or system; null while the account is being filled.</summary>
    public string? Actor { get; set; } = "api";

    public Action<NsRecord, NsRecord?> OnSaved { get; set; } = (_, _) => { };

    /// <summary>The user-event script of a record type refuses every save until further notice.</summary>
    public void RejectSaves(string type, string? message)
    {
        if (message is null)
        {
            rejections.Remove(type);
        }
        else
        {
            rejections[type] = message;
        }
    }

    public NsRecord Create(RecordType type, JsonObject fields, Action<NsRecord> fill)
    {
        var record = store.New(type);
        fill(record);
        RefuseScripted(type);
        Check(record, null);
        if (type.NumberPrefix.Length > 0 && record.IsTransaction)
        {
            record.Values.Put("tranId", record.Values.Get("tranId") ?? $"{type.NumberPrefix}{store.NextNumber(type.NumberPrefix)}");
        }

        record.Values.Put(type.Field("dateCreated") is null ? "createdDate" : "dateCreated", today.Now);
        record.Values.Put("lastModifiedDate", today.Now);
        store.Insert(record);
        Follow(record, null);
        Report(record, "create", fields);
        OnSaved(record, null);
        return record;
    }

    public void Update(NsRecord stored, JsonObject fields, Action<NsRecord> change)
    {
        var changed = stored.Copy();
        var previous = stored.Copy();
        change(changed);
        RefuseScripted(stored.Type);
        Check(changed, previous);
        changed.Values.Put("lastModifiedDate", today.Now);
        store.Replace(stored, changed);
        Follow(stored, previous);
        Report(stored, "update", fields);
        OnSaved(stored, previous);
    }

    public void Delete(NsRecord record)
    {
        if (DependsOn(record))
        {
            throw NsError.User("This record cannot be deleted because it has dependent records.");
        }

        store.Remove(record, today.Now);
        Follow(record, record);
        Report(record, "delete", []);
    }

    public void Report(NsRecord record, string change, JsonObject fields)
    {
        if (Actor is not null)
        {
            var told = fields.DeepClone().AsObject();
            told["externalId"] ??= record.ExternalId;
            journal.Append(Actor, record.Type.Name, record.Id, change, told);
        }
    }

    /// <summary>A voided document stays on file with amounts of zero.</summary>
    public void Void(NsRecord document)
    {
        if (store.AppliedTo.Find(document.Id).Count > 0)
        {
            throw NsError.User("This transaction cannot be voided because payments or credits are applied to it.");
        }

        Update(document, new JsonObject { ["void"] = true }, changed =>
        {
            changed.Voided = true;
            changed.Values.Put("memo", "VOID");
            changed.Values.Remove("discountRate");
            if (changed.Type.Sublist("apply") is not null)
            {
                changed.SetLines("apply", []);
            }

            foreach (var line in changed.Lines("item"))
            {
                line.Values.Put("price", "-1");
                line.Values.Put("rate", 0m);
                line.Values.Put("amount", 0m);
            }
        });
    }

    private void Check(NsRecord record, NsRecord? previous)
    {
        if (record.ExternalId is { } externalId)
        {
            if (externalId.Contains('|', StringComparison.Ordinal))
            {
                throw NsError.Value("externalId", externalId, "externalId");
            }

            if (store.FindExternal(record.Type.Group, externalId) is { } other && other.Id != record.Id)
            {
                throw NsError.User($"This {record.Type.Group} already exists.", "externalId");
            }
        }

        if (record.Type.Group == EntityTypes.Group)
        {
            entities.Check(record, previous);
        }
        else if (record.Type.Group == ItemTypes.Group)
        {
            ItemRules.Check(record, store);
        }
        else if (record.IsTransaction)
        {
            documents.Check(record, previous);
            if (record.Type.Sublist("apply") is not null)
            {
                settlement.Check(record);
            }
        }
    }

    private void Follow(NsRecord record, NsRecord? previous)
    {
        if (record.Type == TransactionTypes.SalesOrder)
        {
            billing.Refresh(record, stamp: false);
        }

        if (record.Type == TransactionTypes.Invoice)
        {
            settlement.Refresh(record, stamp: false);
            if (store.Find(TransactionTypes.Group, record.Values.Text("createdFrom") ?? "") is { } order)
            {
                billing.Refresh(order, stamp: true);
            }
        }

        foreach (var id in Applied(record).Concat(Applied(previous)).Distinct())
        {
            if (store.Find(TransactionTypes.Group, id) is { } settled)
            {
                settlement.Refresh(settled, stamp: true);
            }
        }
    }

    private static IEnumerable<string> Applied(NsRecord? record) => record?.Type.Sublist("apply") is null
        ? []
        : record.Lines("apply").Select(l => l.Values.Text("doc")!);

    private bool DependsOn(NsRecord record) => record.Type.Group switch
    {
        EntityTypes.Group => store.TransactionsOfEntity.Find(record.Id).Count > 0 || store.ContactsOfCompany.Find(record.Id).Count > 0,
        TransactionTypes.Group => store.CreatedFrom.Find(record.Id).Count > 0 || store.AppliedTo.Find(record.Id).Count > 0,
        ItemTypes.Group => store.AllOfGroup(TransactionTypes.Group).Any(t => t.Lines("item").Exists(l => l.Values.Text("item") == record.Id)),
        _ => true,
    };

    private void RefuseScripted(RecordType type)
    {
        if (rejections.TryGetValue(type.Name, out var message))
        {
            throw NsError.User(message);
        }
    }
}
