using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.People;

/// <summary>What an administrator does: rights, keys, rates, merging, and rules of the company's own.</summary>
internal sealed class Administration(Registry registry, OdooOptions options, Rights rights, Staff staff)
{
    private static readonly Dictionary<string, string> addressFields = new()
    {
        ["addr1"] = "street", ["addr2"] = "street2", ["street"] = "street", ["street2"] = "street2", ["city"] = "city", ["zip"] = "zip", ["state"] = "state_id", ["country"] = "country_id",
    };

    private static readonly (string Model, string Field)[] references =
        [("res.partner", "parent_id"), ("sale.order", "partner_id"), ("sale.order", "partner_invoice_id"), ("sale.order", "partner_shipping_id"), ("account.move", "partner_id"), ("account.payment", "partner_id")];

    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["edit-address"] = EditAddress,
        ["merge-customers"] = MergeCustomers,
        ["archive"] = fields => Archive(fields),
        ["reject-saves"] = fields => Reject(fields, Staff.TextOrNull(fields, "message") ?? "The record was refused by an automation rule."),
        ["accept-saves"] = fields => Reject(fields, null),
        ["set-rate"] = SetRate,
        ["set-preference"] = SetPreference,
        ["deny"] = fields => Permit(fields, allowed: false),
        ["allow"] = fields => Permit(fields, allowed: true),
        ["show-field"] = Show,
        ["issue-key"] = fields => new JsonObject { ["api_key"] = rights.Issue(Staff.TextOrNull(fields, "key")) },
    };

    /// <summary>{field}: a field that a schema change took away is put back.</summary>
    private JsonObject Show(JsonObject fields)
    {
        foreach (var model in registry.Database.Models)
        {
            model.Restore(Staff.Text(fields, "field"));
        }

        return [];
    }

    /// <summary>{customer, which?: billing|shipping, addr1, city, ...}: the invoice or delivery address below it, else its own.</summary>
    private JsonObject EditAddress(JsonObject fields)
    {
        var customer = staff.Found("res.partner", Staff.Text(fields, "customer"));
        var type = Staff.TextOrNull(fields, "which") == "shipping" ? "delivery" : "invoice";
        var address = registry.Database.Inverse("res.partner", "parent_id", customer.Id).FirstOrDefault(child => child.Text("type") == type && child.Flag("active"));
        if (address is null && type == "delivery")
        {
            address = registry.Create("res.partner", new JsonObject { ["parent_id"] = customer.Id, ["type"] = type });
        }

        var country = Staff.TextOrNull(fields, "country") is { } code
            ? registry.Database.Living("res.country").FirstOrDefault(row => row.Text("code") == code) ?? throw new KeyNotFoundException($"There is no country {code}.")
            : registry.Database.Find("res.country", (address ?? customer).Ref("country_id"));
        var values = new JsonObject();
        foreach (var (name, own) in addressFields.Where(pair => fields.ContainsKey(pair.Key)))
        {
            values[own] = own switch
            {
                "country_id" => country?.Id,
                "state_id" => registry.Database.Living("res.country.state")
                    .FirstOrDefault(state => state.Text("code") == Staff.TextOrNull(fields, name) && state.Ref("country_id") == country?.Id)?.Id,
                _ => fields[name]?.DeepClone(),
            };
        }

        registry.Write(address ?? customer, values);
        return staff.Shown(customer);
    }

    /// <summary>{winner, loser}: the loser's rows and external ids move over, then it is gone.</summary>
    private JsonObject MergeCustomers(JsonObject fields)
    {
        var winner = staff.Found("res.partner", Staff.Text(fields, "winner"));
        var loser = staff.Found("res.partner", Staff.Text(fields, "loser"));
        foreach (var (model, field) in references)
        {
            foreach (var row in registry.Database.Inverse(model, field, loser.Id))
            {
                registry.Database.Set(row, field, winner.Id);
                registry.Database.Touch(row);
            }
        }

        foreach (var named in registry.ExternalIds.Of("res.partner", loser.Id))
        {
            registry.Database.Set(named, "res_id", (decimal)winner.Id);
            registry.ExternalIds.Learn(named);
        }

        registry.Report(loser, "merge", new JsonObject { ["winner"] = winner.Id });
        registry.Unlink(loser);
        return staff.Shown(winner);
    }

    /// <summary>{record, id}: no longer shown, and still there.</summary>
    private JsonObject Archive(JsonObject fields)
    {
        var row = staff.Found(Staff.Text(fields, "record"), Staff.Text(fields, "id"));
        registry.Write(row, new JsonObject { ["active"] = false });
        return staff.Shown(row);
    }

    private JsonObject Reject(JsonObject fields, string? message)
    {
        registry.Rejections[Staff.Text(fields, "record")] = message;
        return [];
    }

    /// <summary>{currency, rate}: base currency for one unit; Odoo keeps it the other way round.</summary>
    private JsonObject SetRate(JsonObject fields)
    {
        var currency = registry.Database.Living("res.currency").FirstOrDefault(row => row.Text("name") == Staff.Text(fields, "currency"))
            ?? throw new KeyNotFoundException("There is no such currency.");
        registry.Database.Set(currency, "rate", 1 / Staff.Number(fields, "rate"));
        return staff.Shown(currency);
    }

    /// <summary>{taxRate?, enterprise?, priceDigits?}: the last is Settings > Technical > Decimal Accuracy > Product Price.</summary>
    private JsonObject SetPreference(JsonObject fields)
    {
        if (Staff.Number(fields, "priceDigits") is { } digits)
        {
            CompanySetup.KeepPrices(registry, options, (int)digits);
        }

        options.TaxRate = Staff.Number(fields, "taxRate") ?? options.TaxRate;
        options.Enterprise = fields["enterprise"]?.GetValue<bool>() ?? options.Enterprise;
        return new JsonObject { ["taxRate"] = options.TaxRate, ["enterprise"] = options.Enterprise, ["priceDigits"] = options.PriceDigits };
    }

    /// <summary>{record}: "res.partner" is not to be seen, "res.partner:write" not to be changed.</summary>
    private JsonObject Permit(JsonObject fields, bool allowed)
    {
        var record = Staff.Text(fields, "record");
        _ = allowed ? options.Denied.Remove(record) : options.Denied.Add(record);
        return [];
    }
}
