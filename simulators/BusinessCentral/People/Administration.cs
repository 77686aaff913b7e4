using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Auth;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.OData;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;
using Harness.Simulators.BusinessCentral.Webhooks;

namespace Harness.Simulators.BusinessCentral.People;

/// <summary>What administrators and master-data staff do.</summary>
internal sealed class Administration(
    CompanyStore store, Books books, Reader reader, Staff staff, CardRules cards, BusinessCentralOptions options, Logins logins, BoundActions actions, Notices notices)
{
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["edit-address"] = EditAddress,
        ["merge-customers"] = MergeCustomers,
        ["reject-saves"] = fields => Reject(fields, Staff.TextOrNull(fields, "message") ?? "The record was rejected by an extension."),
        ["accept-saves"] = fields => Reject(fields, null),
        ["set-preference"] = SetPreference,
        ["set-rate"] = SetRate,
        ["deny"] = fields => Permit(fields, false),
        ["allow"] = fields => Permit(fields, true),
        ["show-field"] = Show,
        ["disable-application"] = _ => Enable(false),
        ["enable-application"] = _ => Enable(true),
        ["send-notices"] = _ => new JsonObject { ["sent"] = notices.Deliver(all: true) },
    };

    /// <summary>{field}: a property that an update took away is there again.</summary>
    private JsonObject Show(JsonObject fields)
    {
        foreach (var property in options.RemovedProperties.Where(one => one.Split('.')[^1] == Staff.Text(fields, "field").Split('.')[^1]).ToList())
        {
            options.RemovedProperties.Remove(property);
        }

        return [];
    }

    /// <summary>{customer, addressLine1, city, ...}: fields not named stay.</summary>
    private JsonObject EditAddress(JsonObject fields)
    {
        var customer = staff.Found(Entities.Customers, Staff.Text(fields, "customer"));
        var address = fields.DeepClone().AsObject();
        address.Remove("customer");
        address.Remove("which");
        books.Update(customer, address);
        return reader.Stored(customer);
    }

    /// <summary>{winner, loser}: the loser's documents move over, then it is gone.</summary>
    private JsonObject MergeCustomers(JsonObject fields)
    {
        var winner = staff.Found(Entities.Customers, Staff.Text(fields, "winner"));
        var loser = staff.Found(Entities.Customers, Staff.Text(fields, "loser"));
        foreach (var document in new[] { Entities.SalesOrders, Entities.SalesInvoices, Entities.SalesCreditMemos }.SelectMany(store.All)
            .Where(document => document.Text("customerId") == loser.Id).ToList())
        {
            document.Put("customerId", winner.Id);
            document.Put("customerNumber", winner.Text("number"));
            document.Put("customerName", winner.Text("displayName"));
            store.Touch(document);
        }

        books.Report(loser, "merge", new JsonObject { ["winner"] = winner.Id });
        books.Delete(loser);
        return reader.Stored(winner);
    }

    private JsonObject Reject(JsonObject fields, string? message)
    {
        books.RejectSaves(BusinessCentralSystem.SetOf(Staff.Text(fields, "record")).Name, message);
        return [];
    }

    private JsonObject SetPreference(JsonObject fields)
    {
        options.ManualNumbers = fields["manualNumbers"]?.GetValue<bool>() ?? options.ManualNumbers;
        options.TaxRate = Staff.Number(fields, "taxRate") ?? options.TaxRate;
        options.RateLimit = (int)(Staff.Number(fields, "rateLimit") ?? options.RateLimit);
        options.ConnectionLimit = (int)(Staff.Number(fields, "connectionLimit") ?? options.ConnectionLimit);
        options.CollectionThreshold = (int)(Staff.Number(fields, "collectionThreshold") ?? options.CollectionThreshold);
        actions.MailIsDown = fields["mailIsDown"]?.GetValue<bool>() ?? actions.MailIsDown;
        return new JsonObject
        {
            ["manualNumbers"] = options.ManualNumbers,
            ["taxRate"] = options.TaxRate,
            ["rateLimit"] = options.RateLimit,
            ["connectionLimit"] = options.ConnectionLimit,
            ["collectionThreshold"] = options.CollectionThreshold,
            ["mailIsDown"] = actions.MailIsDown,
        };
    }

    /// <summary>{currency, rate, from?}: local currency for one unit, from a day on.</summary>
    private JsonObject SetRate(JsonObject fields)
    {
        var currency = staff.Found(Entities.Currencies, Staff.Text(fields, "currency"));
        var rate = cards.Blank(Entities.ExchangeRates);
        rate.Put("currencyCode", currency.Text("code"));
        rate.Put("startingDate", Staff.Date(fields, "from") ?? store.Today);
        rate.Put("exchangeRateAmount", 1);
        rate.Put("relationalExchangeRateAmount", decimal.Parse(Staff.Text(fields, "rate"), CultureInfo.InvariantCulture));
        foreach (var same in store.All(Entities.ExchangeRates)
            .Where(row => row.Text("currencyCode") == currency.Text("code") && row.Text("startingDate") == rate.Text("startingDate")).ToList())
        {
            store.Remove(same);
        }

        store.Add(rate);
        return reader.Stored(rate);
    }

    /// <summary>{record}: what the application's permission sets cover, by entity set.</summary>
    private JsonObject Permit(JsonObject fields, bool allowed)
    {
        var set = BusinessCentralSystem.SetOf(Staff.Text(fields, "record")).Name;
        _ = allowed ? options.Denied.Remove(set) : options.Denied.Add(set);
        return [];
    }

    private JsonObject Enable(bool enabled)
    {
        logins.Enable(enabled);
        return [];
    }
}
