using System.Text.Json.Nodes;

namespace Harness.Host.Demo;

/// <summary>What people do in both systems on one working day, act by act; the integration is nowhere in it.</summary>
internal sealed class WorkingDay(SimulatedCompany company, DateOnly today, int seed)
{
    private readonly Random _chance = new(seed);

    public IReadOnlyList<(string Title, Func<CancellationToken, Task<string>> Play)> Acts =>
    [
        ("The existing accounts, contacts and items are matched and brought in step", _ => Task.FromResult("Nobody does anything yet.")),
        ("Sales closes the opportunities", CloseAsync),
        ("People edit addresses on both sides", EditAddressesAsync),
        ("Finance invoices the orders", InvoiceAsync),
        ("Payments and a credit memo are posted", SettleAsync),
        ("A discount is approved and a record is mended", MendAsync),
    ];

    /// <summary>Opportunities whose discount was approved in the last act.</summary>
    public List<string> Approved { get; } = [];

    /// <summary>Set by the demo: approves the oldest order that waits, as an approver would, and names its opportunity.</summary>
    public Func<CancellationToken, Task<string?>> ApproveOldest { get; set; } = _ => Task.FromResult<string?>(null);

    private async Task<string> CloseAsync(CancellationToken ct)
    {
        var open = (await company.RecordsAsync(company.Crm, "Opportunity", ct)).Where(one => !Flag(one, "IsClosed") && !Flag(one, "IsDeleted")).ToList();
        foreach (var opportunity in open)
        {
            await company.ActAsync(company.Crm, "close-won", new JsonObject { ["opportunity"] = Text(opportunity, "Id"), ["date"] = $"{today:yyyy-MM-dd}" }, ct);
        }

        return $"{open.Count} opportunities are won.";
    }

    private async Task<string> EditAddressesAsync(CancellationToken ct)
    {
        var accounts = (await company.RecordsAsync(company.Crm, "Account", ct)).Where(one => !Flag(one, "IsDeleted")).OrderBy(one => Text(one, "Id"), StringComparer.Ordinal).ToList();
        var customers = (await company.RecordsAsync(company.Erp, "customer", ct)).OrderBy(one => Text(one, "id"), StringComparer.Ordinal).ToList();
        var inCrm = accounts.Where((_, index) => index % 10 == 3).ToList();
        var inErp = customers.Where((_, index) => index % 10 == 6).ToList();
        foreach (var account in inCrm)
        {
            await company.EditAsync(company.Crm, "Account", Text(account, "Id"), new JsonObject { ["ShippingStreet"] = $"Dock {_chance.Next(1, 90)}" }, ct);
        }

        foreach (var customer in inErp)
        {
            await company.ActAsync(company.Erp, "edit-address", new JsonObject { ["customer"] = Text(customer, "id"), ["addr1"] = $"Invoice Lane {_chance.Next(1, 90)}" }, ct);
        }

        return $"{inCrm.Count} shipping addresses change in the CRM, {inErp.Count} billing addresses in the ERP.";
    }

    private async Task<string> InvoiceAsync(CancellationToken ct)
    {
        var orders = await company.RecordsAsync(company.Erp, "salesOrder", ct);
        var invoiced = 0;
        foreach (var order in orders.OrderBy(one => Text(one, "id"), StringComparer.Ordinal).Where((_, index) => index % 10 != 9))
        {
            await company.ActAsync(company.Erp, "invoice-order", new JsonObject { ["order"] = Text(order, "id") }, ct);
            invoiced++;
        }

        return $"{invoiced} of {orders.Count} orders are invoiced.";
    }

    private async Task<string> SettleAsync(CancellationToken ct)
    {
        var invoices = (await company.RecordsAsync(company.Erp, "invoice", ct)).OrderBy(one => Text(one, "id"), StringComparer.Ordinal).ToList();
        var (full, partial, credited) = (0, 0, 0);
        foreach (var (invoice, index) in invoices.Select((invoice, index) => (invoice, index)))
        {
            var id = Text(invoice, "id");
            switch (index % 10)
            {
                case < 5:
                    await company.ActAsync(company.Erp, "post-payment", new JsonObject { ["invoice"] = id }, ct);
                    full++;
                    break;
                case < 7:
                    await company.ActAsync(company.Erp, "post-payment", new JsonObject { ["invoice"] = id, ["amount"] = Math.Floor(Number(invoice, "amountRemaining") * 0.4m) + 1 }, ct);
                    partial++;
                    break;
                case 7 when credited == 0:
                    await company.ActAsync(company.Erp, "credit-memo", new JsonObject { ["invoice"] = id }, ct);
                    credited++;
                    break;
            }
        }

        return $"{full} invoices are paid in full, {partial} in part, {credited} credited.";
    }

    private async Task<string> MendAsync(CancellationToken ct)
    {
        if (await ApproveOldest(ct) is { } approved)
        {
            Approved.Add(approved);
        }

        var broken = (await company.RecordsAsync(company.Crm, "Account", ct)).FirstOrDefault(one =>
            !Flag(one, "IsDeleted") && string.IsNullOrEmpty(one["BillingCountryCode"]?.ToString()) && one["Sync_Status__c"]?.ToString() == "stopped");
        if (broken is not null)
        {
            await company.EditAsync(company.Crm, "Account", Text(broken, "Id"), new JsonObject { ["BillingCountryCode"] = "DE" }, ct);
        }

        return $"{(Approved.Count == 0 ? "No discount waited for approval" : "One discount is approved")}; {(broken is null ? "no account had to be mended." : "an account gets the country it lacked.")}";
    }

    private static string Text(JsonObject record, string name) => record[name]?.ToString() ?? throw new InvalidOperationException($"A simulated record has no {name}.");

    private static bool Flag(JsonObject record, string name) => record[name]?.GetValueKind() == System.Text.Json.JsonValueKind.True;

    private static decimal Number(JsonObject record, string name) => decimal.TryParse(record[name]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
}
