using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

internal sealed class EntityRules(RecordStore store)
{
    private static readonly string[] defaults = ["defaultBilling", "defaultShipping"];
    private static readonly string[] fixedByTransactions = ["subsidiary", "currency"];
    private static readonly string[] addressLines = ["addressee", "attention", "addr1", "addr2", "addr3", "zip", "city", "state"];

    public void Check(NsRecord record, NsRecord? previous)
    {
        if (record.Type == EntityTypes.Customer)
        {
            CheckCustomer(record, previous);
        }
        else
        {
            CheckContact(record);
        }
    }

    private void CheckCustomer(NsRecord customer, NsRecord? previous)
    {
        var values = customer.Values;
        var missing = new List<string>();
        if (values.Flag("isPerson") ? values.Text("lastName") is null : values.Text("companyName") is null)
        {
            missing.Add(values.Flag("isPerson") ? "Last Name" : "Company Name");
        }

        if (values.Text("subsidiary") is null)
        {
            missing.Add("Primary Subsidiary");
        }

        if (missing.Count > 0)
        {
            throw NsError.User($"Please enter value(s) for: {string.Join(", ", missing)}.");
        }

        var subsidiary = store.Find("subsidiary", values.Text("subsidiary")!)!;
        values.Put("currency", values.Get("currency") ?? subsidiary.Values.Get("currency"));
        values.Put("isPerson", values.Flag("isPerson"));
        values.Put("isInactive", values.Flag("isInactive"));
        if (previous is null)
        {
            values.Put("entityId", $"{customer.Type.NumberPrefix}{customer.Id}");
        }
        else if (store.TransactionsOfEntity.Find(customer.Id).Count > 0)
        {
            foreach (var field in fixedByTransactions.Where(f => previous.Values.Text(f) != values.Text(f)))
            {
                throw NsError.User($"The {field} of a customer with transactions cannot be changed.", field);
            }
        }

        if (store.Find("term", values.Text("terms") ?? "")?.Values.Flag("isInactive") == true)
        {
            throw NsError.Key("terms", values.Text("terms")!, subsidiary.Id, "terms");
        }

        ListCurrency(customer);
        TidyAddresses(customer);
    }

    private static void ListCurrency(NsRecord customer)
    {
        var currency = customer.Values.Text("currency")!;
        var listed = customer.Lines("currencyList");
        if (!listed.Exists(l => l.Values.Text("currency") == currency))
        {
            listed.Insert(0, new NsLine { Values = new Values { ["currency"] = currency } });
        }
    }

    /// <summary>One default of each kind: the line named last wins, as on the vendor's screen.</summary>
    private static void TidyAddresses(NsRecord customer)
    {
        var lines = customer.Lines("addressBook");
        var highest = lines.Max(l => l.Values.Number("internalId")) ?? (customer.Number * 100);
        foreach (var line in lines)
        {
            if (line.Values.Number("internalId") is null)
            {
                line.Values.Put("internalId", ++highest);
            }

            line.Subrecord ??= [];
            line.Values.Put("label", line.Values.Get("label") ?? line.Subrecord.Get("addr1"));
            line.Subrecord.Put("addrText", AddressText(line.Subrecord));
        }

        foreach (var flag in defaults)
        {
            var chosen = lines.FindLast(l => l.Values.Flag(flag));
            lines.ForEach(l => l.Values.Put(flag, l == chosen));
        }

        var billing = lines.Find(l => l.Values.Flag("defaultBilling"));
        customer.Values.Put("defaultAddress", billing?.Subrecord?.Get("addrText"));
    }

    private static string? AddressText(Values address)
    {
        var parts = addressLines.Select(address.Text).OfType<string>();
        var country = address.Text("country") is { } code ? ValueLists.Countries[code] : null;
        var text = string.Join('\n', country is null ? parts : parts.Append(country));
        return text.Length == 0 ? null : text;
    }

    private void CheckContact(NsRecord contact)
    {
        var values = contact.Values;
        var company = values.Text("company");
        values.Put("subsidiary", values.Get("subsidiary") ?? (company is null ? null : store.Find(EntityTypes.Group, company)!.Values.Get("subsidiary")));
        var name = $"{values.Text("firstName")} {values.Text("lastName")}".Trim();
        values.Put("entityId", name.Length > 0 ? name : values.Get("entityId"));
        values.Put("isInactive", values.Flag("isInactive"));
        values.Put("custentity_primary_contact", values.Flag("custentity_primary_contact"));
        var missing = new[] { ("entityId", "Contact"), ("subsidiary", "Subsidiary") }.Where(f => values.Get(f.Item1) is null).ToList();
        if (missing.Count > 0)
        {
            throw NsError.User($"Please enter value(s) for: {string.Join(", ", missing.Select(f => f.Item2))}.");
        }

        if (company is not null && store.ContactsOfCompany.Find(company).Any(c => c.Id != contact.Id && c.Values.Text("entityId") == values.Text("entityId")))
        {
            throw NsError.User("A contact record with this ID already exists. You must enter a unique contact ID for each record you create.", "entityId");
        }
    }
}
