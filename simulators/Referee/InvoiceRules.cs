namespace Harness.Simulators.Referee;

/// <summary>The figures of every invoice stand on the opportunity that it came from, added up where there are several.</summary>
internal sealed class InvoiceRules(CrmBooks crm, ErpBooks erp, RefereeRules rules, Verdict verdict)
{
    public void Check()
    {
        var orders = erp.Orders.ToDictionary(order => order.Id);
        var byOpportunity = erp.Invoices.ToLookup(invoice => OpportunityOf(invoice, orders));
        foreach (var opportunity in crm.Opportunities.Where(each =>
            each.IsWon && !each.Sync.IsExplained && string.CompareOrdinal(each.CloseDate, rules.WonFrom) >= 0))
        {
            var invoices = byOpportunity[Same.CrmId(opportunity.Id)].ToList();
            if (invoices.Count > 0)
            {
                Compare(opportunity, invoices);
            }
        }
    }

    private static string? OpportunityOf(ErpInvoice invoice, Dictionary<string, ErpOrder> orders) =>
        invoice.OrderId is not null && orders.TryGetValue(invoice.OrderId, out var order) ? Orders.TiedTo(order)
        : invoice.CrmOpportunity is { } opportunity ? Same.CrmId(opportunity)
        : null;

    private void Compare(CrmOpportunity opportunity, List<ErpInvoice> invoices)
    {
        invoices.ForEach(_ => verdict.Count("invoices"));
        var standing = invoices.Where(invoice => invoice.Standing != InvoiceStanding.Voided).ToList();
        var figures = opportunity.Figures;
        var numbers = string.Join(", ", invoices.Select(invoice => invoice.Number));
        Field(
            "number", invoices.TrueForAll(invoice => figures.Numbers?.Contains(invoice.Number, StringComparison.Ordinal) == true),
            numbers, figures.Numbers);
        Figure("invoiced", standing.Sum(invoice => invoice.Total), figures.Invoiced);
        Figure("paid", standing.Sum(invoice => invoice.Paid), figures.Paid);
        Figure("credited", standing.Sum(invoice => invoice.Credited), figures.Credited);
        Figure("balance", standing.Sum(invoice => invoice.Balance), figures.Balance);
        var lastPayment = standing.Select(invoice => invoice.LastPayment).Max();
        Field("last_payment", lastPayment == figures.LastPayment, lastPayment, figures.LastPayment);
        var statuses = invoices.SelectMany(Statuses).Distinct().ToList();
        Field("status", statuses.Contains(Letters(figures.Status)), string.Join(" or ", statuses), figures.Status);
        if (invoices is [{ Standing: not InvoiceStanding.Voided } only])
        {
            Field("due", only.Due == figures.Due, only.Due, figures.Due);
        }

        void Figure(string field, decimal expected, decimal? found) => Field(field, Same.Figure(expected, found), expected, found);

        void Field(string field, bool isSame, object? expected, object? found) =>
            verdict.Compare("invoice", opportunity.Id, $"{opportunity.Name} ({numbers})", field, isSame, expected, found);
    }

    /// <summary>
    /// The words that are right for an invoice. Partly settled and past due is both; settled by cash and credit together is
    /// both; a part that was only credited leaves it sent as well.
    /// </summary>
    private IEnumerable<string> Statuses(ErpInvoice invoice)
    {
        var isPastDue = invoice.Due is not null && string.CompareOrdinal(invoice.Due, erp.Today) < 0;
        return (invoice.Standing, invoice.Balance, invoice.Paid, invoice.Credited) switch
        {
            (InvoiceStanding.Voided, _, _, _) => ["voided"],
            (InvoiceStanding.Pending, _, _, _) => ["pending"],
            (_, <= 0, > 0, > 0) => ["paid", "credited"],
            (_, <= 0, _, > 0) => ["credited"],
            (_, <= 0, _, _) => ["paid"],
            (_, _, > 0, _) => isPastDue ? ["overdue", "partiallypaid"] : ["partiallypaid"],
            (_, _, _, > 0) => isPastDue ? ["overdue", "partiallypaid"] : ["partiallypaid", "sent"],
            _ => isPastDue ? ["overdue"] : ["sent"],
        };
    }

    private static string Letters(string? words) => string.Concat((words ?? "").ToLowerInvariant().Where(char.IsAsciiLetter));
}
