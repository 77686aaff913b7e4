namespace Harness.Host.Demo;

/// <summary>What people do in both systems on one working day, act by act; the integration is nowhere in it.</summary>
internal sealed class WorkingDay(Screens screens, DateOnly today, int seed)
{
    private readonly Random _chance = new(seed);

    /// <summary>What Finance posts in an act must show in the CRM afterwards: from the first posting until all of it does is the age of an invoice's state.</summary>
    public IReadOnlyList<(string Title, Func<CancellationToken, Task<string>> Play, bool PostsInvoices)> Acts =>
    [
        ("The existing accounts, contacts and items are matched and brought in step", _ => Task.FromResult("Nobody does anything yet."), false),
        ("Sales closes the opportunities", CloseAsync, false),
        ("People edit addresses on both sides", EditAddressesAsync, false),
        ("Finance invoices the orders", InvoiceAsync, true),
        ("Payments and a credit memo are posted", SettleAsync, true),
        ("A discount is approved and a record is mended", MendAsync, false),
    ];

    /// <summary>Opportunities whose discount was approved in the last act.</summary>
    public List<string> Approved { get; } = [];

    /// <summary>Set by the demo: approves the oldest order that waits, as an approver would, and names its opportunity.</summary>
    public Func<CancellationToken, Task<string?>> ApproveOldest { get; set; } = _ => Task.FromResult<string?>(null);

    private async Task<string> CloseAsync(CancellationToken ct)
    {
        var open = await screens.OpenOpportunitiesAsync(ct);
        foreach (var opportunity in open)
        {
            await screens.WinAsync(opportunity, today, ct);
        }

        return $"{open.Count} opportunities are won.";
    }

    private async Task<string> EditAddressesAsync(CancellationToken ct)
    {
        var inCrm = (await screens.AccountsAsync(ct)).Where((_, index) => index % 10 == 3).ToList();
        var inErp = (await screens.CustomersAsync(ct)).Where((_, index) => index % 10 == 6).ToList();
        foreach (var account in inCrm)
        {
            await screens.EditAccountAsync(account, "shipping.street", $"Dock {_chance.Next(1, 90)}", ct);
        }

        foreach (var customer in inErp)
        {
            await screens.EditBillingStreetAsync(customer, $"Invoice Lane {_chance.Next(1, 90)}", ct);
        }

        return $"{inCrm.Count} shipping addresses change in the CRM, {inErp.Count} billing addresses in the ERP.";
    }

    private async Task<string> InvoiceAsync(CancellationToken ct)
    {
        var orders = await screens.OrdersAsync(ct);
        var invoiced = 0;
        foreach (var order in orders.Where((_, index) => index % 10 != 9))
        {
            await screens.ActOnAsync(order, "invoice-order", "order", ct);
            invoiced++;
        }

        return $"{invoiced} of {orders.Count} orders are invoiced.";
    }

    private async Task<string> SettleAsync(CancellationToken ct)
    {
        var (full, partial, credited) = (0, 0, 0);
        foreach (var (index, invoice) in (await screens.InvoicesAsync(ct)).Index())
        {
            switch (index % 10)
            {
                case < 5:
                    await screens.ActOnAsync(invoice, "post-payment", "invoice", ct);
                    full++;
                    break;
                case < 7:
                    await screens.ActOnAsync(invoice, "post-payment", "invoice", ct, Math.Floor(screens.TotalOf(invoice) * 0.4m) + 1);
                    partial++;
                    break;
                case 7 when credited == 0:
                    await screens.ActOnAsync(invoice, "credit-memo", "invoice", ct);
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

        var broken = (await screens.AccountsAsync(ct)).FirstOrDefault(account =>
            string.IsNullOrEmpty(screens.SeenOn(account, "billing.country")?.ToString()) && screens.IsStopped(account));
        if (broken is not null)
        {
            await screens.EditAccountAsync(broken, "billing.country", "DE", ct);
        }

        return $"{(Approved.Count == 0 ? "No discount waited for approval" : "One discount is approved")}; {(broken is null ? "no account had to be mended." : "an account gets the country it lacked.")}";
    }
}
