using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>Customers, contacts and items.</summary>
internal sealed class CardRules(CompanyStore store, BusinessCentralOptions options, Currencies currencies, Figures figures)
{
    public void Check(BcRecord record, BcRecord? before, IReadOnlySet<string> written, bool byPerson)
    {
        if (record.Text("displayName").Length == 0 && record.Set != Entities.Items)
        {
            throw BcError.Dialog(written.Contains("displayName") ? "The blank \"displayName\" is not allowed." : "A \"displayName\" must be provided.");
        }

        Number(record, before, written, byPerson);
        Relate(record, "country", Entities.Countries, "Country/Region Code", "Country/Region");
        switch (record.Set)
        {
            case Entities.Customers:
                Customer(record, written);
                break;
            case Entities.Contacts:
                Contact(record);
                break;
            default:
                Relate(record, "baseUnitOfMeasureCode", Entities.Units, "Base Unit of Measure", "Unit of Measure");
                record.Put("baseUnitOfMeasureId", store.FindNumber(Entities.Units, record.Text("baseUnitOfMeasureCode"))?.Id ?? BcRecord.NoId);
                break;
        }
    }

    /// <summary>A new customer gets a contact of its own, of the type company; it takes over the customer's name ever after.</summary>
    public void Follow(BcRecord record, BcRecord? before)
    {
        if (record.Set != Entities.Customers)
        {
            return;
        }

        if (before is null)
        {
            var contact = Blank(Entities.Contacts);
            contact.Put("number", store.Next("CT", 1));
            contact.Put("type", "Company");
            contact.Put("contactBusinessRelation", "Customer");
            contact.Put("companyNumber", contact.Text("number"));
            contact.Put("customer", record.Id);
            TakeOver(record, contact);
            store.Add(contact);
        }
        else if (figures.CompanyOf(record.Id) is { } contact && contact.Text("displayName") != record.Text("displayName"))
        {
            TakeOver(record, contact);
            store.Touch(contact);
            foreach (var person in store.All(Entities.Contacts).Where(each => each != contact && each.Text("companyNumber") == contact.Text("number")))
            {
                person.Put("companyName", contact.Text("displayName"));
                store.Touch(person);
            }
        }
    }

    public BcRecord Blank(string set)
    {
        var record = store.Draft(set, []);
        foreach (var property in Entities.All[set].Properties.Where(property => property.Name != "id"))
        {
            record.Put(property.Name, PropertyWriter.Empty(property));
        }

        return record;
    }

    private static void TakeOver(BcRecord customer, BcRecord contact)
    {
        contact.Put("displayName", customer.Text("displayName"));
        contact.Put("companyName", customer.Text("displayName"));
    }

    private void Number(BcRecord record, BcRecord? before, IReadOnlySet<string> written, bool byPerson)
    {
        var number = record.Text("number");
        var (table, series, prefix) = record.Set switch
        {
            Entities.Customers => ("Customer", "CUST", "C"),
            Entities.Contacts => ("Contact", "CONT", "CT"),
            _ => ("Item", "ITEM", "IT"),
        };
        if (number.Length == 0)
        {
            record.Put("number", store.Next(prefix, 1));
            return;
        }

        if (written.Contains("number") && !options.ManualNumbers && !byPerson && record.Set != Entities.Items)
        {
            throw BcError.Dialog(
                $"You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series {series}.");
        }

        if (store.FindNumber(record.Set, number) is { } other && other.Id != record.Id)
        {
            throw BcError.Exists(table, number);
        }

        if (before is not null && before.Text("number") != number)
        {
            store.Renumber(record, before.Text("number"));
        }
    }

    private void Customer(BcRecord record, IReadOnlySet<string> written)
    {
        currencies.Settle(record, written.Contains("currencyId"), written.Contains("currencyCode"));
        if (record.Text("paymentTermsId") != BcRecord.NoId && store.Find(Entities.PaymentTerms, record.Text("paymentTermsId")) is null)
        {
            throw BcError.Dialog("The \"paymentTermsId\" does not match to a Payment Terms.");
        }
    }

    private void Contact(BcRecord record)
    {
        if (record.Text("type") == "Company")
        {
            record.Put("companyNumber", record.Text("number"));
            record.Put("companyName", record.Text("displayName"));
            return;
        }

        var company = store.FindNumber(Entities.Contacts, record.Text("companyNumber"));
        if (record.Text("companyNumber").Length > 0 && company?.Text("type") != "Company")
        {
            throw BcError.Relation("Company No.", "Contact", record.Text("companyNumber"), "Contact");
        }

        record.Put("companyName", company?.Text("displayName") ?? "");
    }

    private void Relate(BcRecord record, string property, string set, string field, string related)
    {
        var code = record.Text(property);
        if (code.Length > 0 && store.FindNumber(set, code) is null)
        {
            throw BcError.Relation(field, Entities.All[record.Set].Table, code, related);
        }
    }
}
