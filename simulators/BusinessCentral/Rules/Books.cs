using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>The one place where records are made, changed and deleted.</summary>
internal sealed class Books(CompanyStore store, Journal journal, PropertyWriter writer, CardRules cards, DocumentRules documents, LineRules lines)
{
    private readonly Dictionary<string, string> rejections = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>api, person, or null while the company is set up.</summary>
    public string? Actor { get; set; }

    /// <summary>Told what was saved and what it was before.</summary>
    public Action<BcRecord, JsonObject?> OnSaved { get; set; } = (_, _) => { };

    public void RejectSaves(string set, string? message)
    {
        rejections.Remove(set);
        if (message is not null)
        {
            rejections[set] = message;
        }
    }

    public BcRecord Create(string set, JsonObject body, BcRecord? parent = null)
    {
        Refuse(set);
        var record = cards.Blank(set);
        if (parent is not null)
        {
            record.Put(set == Entities.CustomerPayments ? "journalId" : "documentId", parent.Id);
        }

        var written = writer.Write(record, body, Actor != "api");
        Check(record, null, written, parent);
        store.Add(record);
        Follow(record, null);
        try
        {
            foreach (var (name, rows) in Nested(set, body))
            {
                foreach (var row in rows)
                {
                    Create(name, row, record);
                }
            }
        }
        catch (BcError)
        {
            foreach (var row in store.LinesOf(record.Id).ToList())
            {
                store.Remove(row);
            }

            store.Remove(record);
            throw;
        }

        Saved(record, "create", body, null);
        return record;
    }

    public void Update(BcRecord record, JsonObject body)
    {
        Refuse(record.Set);
        var before = new BcRecord(record.Set, record.Id, record.Copy());
        try
        {
            var written = writer.Write(record, body, Actor != "api");
            Check(record, before, written, Parent(record));
            Follow(record, before);
        }
        catch (BcError)
        {
            record.Restore(before.Values);
            throw;
        }

        store.Touch(record);
        Saved(record, "update", body, before.Values);
    }

    public void Delete(BcRecord record)
    {
        Refuse(record.Set);
        if (record.Set == Entities.Customers && HasDocuments(record))
        {
            throw BcError.Dialog($"You cannot delete Customer {record.Text("number")} because there is at least one outstanding document or ledger entry for this customer.");
        }

        if (record.Set == Entities.SalesInvoices && record.Text("status") is not ("Draft" or "In Review"))
        {
            throw BcError.Dialog("The invoice has been posted and can no longer be modified.");
        }

        foreach (var line in store.LinesOf(record.Id).ToList())
        {
            store.Remove(line);
        }

        store.Remove(record);
        if (Parent(record) is { } document)
        {
            documents.Total(document);
            store.Touch(document);
        }

        Saved(record, "delete", [], record.Values);
    }

    public void Report(BcRecord record, string change, JsonObject fields)
    {
        if (Actor is not null)
        {
            journal.Append(Actor, Entities.All[record.Set].Entity, record.Id, change, fields);
        }
    }

    private void Check(BcRecord record, BcRecord? before, IReadOnlySet<string> written, BcRecord? parent)
    {
        switch (record.Set)
        {
            case Entities.Customers or Entities.Contacts or Entities.Items:
                cards.Check(record, before, written, Actor != "api");
                break;
            case Entities.SalesOrders or Entities.SalesInvoices or Entities.SalesCreditMemos:
                documents.Check(record, before, written, Actor != "api");
                break;
            case Entities.SalesOrderLines or Entities.SalesInvoiceLines or Entities.SalesCreditMemoLines:
                var document = parent ?? Parent(record) ?? throw BcError.Dialog("No document with the specified ID exists.");
                record.Put("documentId", document.Id);
                lines.Check(record, document, before, written);
                break;
        }
    }

    private void Follow(BcRecord record, BcRecord? before)
    {
        cards.Follow(record, before);
        if (Entities.All[record.Set] is { Parent: not null } && Parent(record) is { } document && document.Values.ContainsKey("totalAmountExcludingTax"))
        {
            documents.Total(document);
            store.Touch(document);
        }
        else if (record.Values.ContainsKey("totalAmountExcludingTax"))
        {
            documents.Total(record);
        }
    }

    private BcRecord? Parent(BcRecord record) => Entities.All[record.Set].Parent is { } set
        ? store.Find(set, record.Text(record.Set == Entities.CustomerPayments ? "journalId" : "documentId"))
        : null;

    private static IEnumerable<(string Set, IEnumerable<JsonObject> Rows)> Nested(string set, JsonObject body) =>
        Entities.All[set].Navigations.Where(navigation => navigation.IsMany && body[navigation.Name] is JsonArray)
            .Select(navigation => (navigation.Set, body[navigation.Name]!.AsArray().OfType<JsonObject>()));

    private void Saved(BcRecord record, string change, JsonObject fields, JsonObject? before)
    {
        var told = fields.DeepClone().AsObject();
        told["externalDocumentNumber"] ??= record.Values["externalDocumentNumber"]?.DeepClone();
        told["number"] ??= record.Values["number"]?.DeepClone();
        Report(record, change, told);
        OnSaved(record, before);
    }

    private bool HasDocuments(BcRecord customer) =>
        store.All(Entities.SalesOrders).Concat(store.All(Entities.SalesInvoices)).Any(document => document.Text("customerId") == customer.Id);

    private void Refuse(string set)
    {
        if (Actor is not null && rejections.TryGetValue(set, out var message))
        {
            throw BcError.Dialog(message);
        }
    }
}
