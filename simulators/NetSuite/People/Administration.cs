using System.Text.Json.Nodes;
using Harness.Simulators.NetSuite.Auth;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.People;

/// <summary>Customers' data and the account's set-up.</summary>
internal sealed class Administration(
    RecordStore store, Books books, RecordReader reader, References references, NetSuiteOptions options, Logins logins)
{
    private static readonly string[] addressFields = ["addressee", "attention", "addr1", "addr2", "addr3", "city", "state", "zip", "country", "addrPhone"];

    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["edit-address"] = EditAddress,
        ["merge-customers"] = MergeCustomers,
        ["close-period"] = fields => SetPeriod(fields, true),
        ["open-period"] = fields => SetPeriod(fields, false),
        ["reject-saves"] = fields => Reject(fields, Staff.TextOrNull(fields, "message") ?? "The record was rejected by a user event script."),
        ["accept-saves"] = fields => Reject(fields, null),
        ["set-preference"] = SetPreference,
        ["set-rate"] = SetRate,
        ["deny"] = fields => Permit(fields, false),
        ["allow"] = fields => Permit(fields, true),
        ["show-field"] = Show,
        ["map-certificate"] = fields => new JsonObject { ["certificate_id"] = logins.Map(Staff.Text(fields, "publicKey")) },
        ["remove-certificates"] = _ => Unmap(),
    };

    /// <summary>{customer, which?: billing|shipping, addr1, city, ...}: fields not named stay.</summary>
    private JsonObject EditAddress(JsonObject fields)
    {
        var customer = Staff.Found(store, EntityTypes.Customer, Staff.Text(fields, "customer"));
        var flag = Staff.TextOrNull(fields, "which") == "shipping" ? "defaultShipping" : "defaultBilling";
        books.Update(customer, fields, changed =>
        {
            var lines = changed.Lines("addressBook");
            var line = lines.Find(l => l.Values.Flag(flag));
            if (line is null)
            {
                line = new NsLine { Values = new Values { [flag] = true } };
                lines.Add(line);
            }

            line.Subrecord ??= [];
            foreach (var name in addressFields.Where(fields.ContainsKey))
            {
                var text = Staff.TextOrNull(fields, name);
                line.Subrecord.Put(name, name == "country" && text is not null
                    ? references.Typed("country", text) ?? throw NsError.Value("country", text, "country")
                    : text);
            }
        });
        return reader.Stored(customer);
    }

    /// <summary>{winner, loser}: the loser's contacts and transactions move over, then it is gone.</summary>
    private JsonObject MergeCustomers(JsonObject fields)
    {
        var winner = Staff.Found(store, EntityTypes.Customer, Staff.Text(fields, "winner"));
        var loser = Staff.Found(store, EntityTypes.Customer, Staff.Text(fields, "loser"));
        foreach (var (records, field) in new[] { (store.ContactsOfCompany.Find(loser.Id), "company"), (store.TransactionsOfEntity.Find(loser.Id), "entity") })
        {
            foreach (var record in records.ToList())
            {
                var changed = record.Copy();
                changed.Values.Put(record.Type.Field(field) is null ? "customer" : field, winner.Id);
                store.Replace(record, changed);
            }
        }

        books.Report(loser, "merge", new JsonObject { ["winner"] = winner.Id });
        books.Delete(loser);
        return reader.Stored(winner);
    }

    private JsonObject SetPeriod(JsonObject fields, bool closed)
    {
        var date = Staff.Date(fields, "date") ?? throw new ArgumentException("\"date\" is missing.");
        var period = store.All("accountingPeriod").First(p => p.Values.Date("startDate") <= date && date <= p.Values.Date("endDate"));
        period.Values.Put("closed", closed);
        return reader.Stored(period);
    }

    private JsonObject Reject(JsonObject fields, string? message)
    {
        books.RejectSaves(Staff.Text(fields, "record"), message);
        return [];
    }

    private JsonObject SetPreference(JsonObject fields)
    {
        options.DateFormat = Staff.TextOrNull(fields, "dateFormat") ?? options.DateFormat;
        options.TimeZone = Staff.TextOrNull(fields, "timeZone") is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone).Id : options.TimeZone;
        options.NewOrderStatus = Staff.TextOrNull(fields, "newOrderStatus") ?? options.NewOrderStatus;
        options.ConcurrencyLimit = (int)(Staff.Number(fields, "concurrencyLimit") ?? options.ConcurrencyLimit);
        options.ConcurrencyStatus = (int)(Staff.Number(fields, "concurrencyStatus") ?? options.ConcurrencyStatus);
        options.TaxRate = Staff.Number(fields, "taxRate") ?? options.TaxRate;
        options.ApplyingTouchesInvoice = fields["applyingTouchesInvoice"]?.GetValue<bool>() ?? options.ApplyingTouchesInvoice;
        options.RestrictCurrencies = fields["restrictCurrencies"]?.GetValue<bool>() ?? options.RestrictCurrencies;
        options.IsAdministrator = fields["isAdministrator"]?.GetValue<bool>() ?? options.IsAdministrator;
        return new JsonObject
        {
            ["dateFormat"] = options.DateFormat,
            ["timeZone"] = options.TimeZone,
            ["newOrderStatus"] = options.NewOrderStatus,
            ["concurrencyLimit"] = options.ConcurrencyLimit,
            ["concurrencyStatus"] = options.ConcurrencyStatus,
            ["taxRate"] = options.TaxRate,
            ["applyingTouchesInvoice"] = options.ApplyingTouchesInvoice,
            ["restrictCurrencies"] = options.RestrictCurrencies,
            ["isAdministrator"] = options.IsAdministrator,
        };
    }

    /// <summary>{currency, rate}: base currency for one unit.</summary>
    private JsonObject SetRate(JsonObject fields)
    {
        var currency = references.Typed("currency", Staff.Text(fields, "currency")) is { } id
            ? store.Find("currency", id)!
            : throw new KeyNotFoundException("There is no such currency.");
        currency.Values.Put("exchangeRate", Staff.Number(fields, "rate"));
        return reader.Stored(currency);
    }

    /// <summary>{record}: what the integration's role may see, by record type or table.</summary>
    private JsonObject Permit(JsonObject fields, bool allowed)
    {
        var record = Staff.Text(fields, "record");
        _ = allowed ? options.Denied.Remove(record) : options.Denied.Add(record);
        return [];
    }

    /// <summary>{field}: a custom field that an administrator deleted is there again.</summary>
    private JsonObject Show(JsonObject fields)
    {
        options.RemovedFields.Remove(Staff.Text(fields, "field"));
        return [];
    }

    private JsonObject Unmap()
    {
        logins.Revoke(mappingToo: true);
        return [];
    }
}
