namespace Harness.Simulators.Referee;

/// <summary>
/// Every opportunity won on or after the cut-off, of a complete account, within discount policy or approved, whose products
/// the ERP knows and whose lines add up, has exactly one sales order with the same lines, total, currency and customer.
/// </summary>
internal sealed class OrderRules(
    CrmBooks crm, ErpBooks erp, Pairing pairing, AccountRules accountRules, RefereeRules rules, Verdict verdict)
{
    private readonly Dictionary<string, CrmAccount> accounts = crm.Accounts.ToDictionary(account => account.Id);
    private readonly HashSet<string> knownSkus = [.. erp.Items.Where(item => item.IsActive).Select(item => item.Sku)];
    private readonly Orders orders = new(erp, pairing);

    public void Check()
    {
        foreach (var opportunity in crm.Opportunities.Where(opportunity => opportunity.IsWon))
        {
            Check(opportunity);
        }
    }

    private void Check(CrmOpportunity opportunity)
    {
        var found = orders.Of(opportunity);
        if (string.CompareOrdinal(opportunity.CloseDate, rules.WonFrom) < 0)
        {
            Forbid(opportunity, found, "It was won before the cut-off.");
            return;
        }

        if (orders.Doubles(opportunity, found) is { } doubled)
        {
            verdict.Doubled.Add(new Finding("order", opportunity.Id, opportunity.Name, null, "one sales order", doubled));
        }

        var account = opportunity.AccountId is null ? null : accounts.GetValueOrDefault(opportunity.AccountId);
        var refusal = Refusal(opportunity, account);
        if (refusal is null)
        {
            verdict.Count("orders");
        }

        var isExplained = opportunity.Sync.IsExplained
            || (account is { Sync.IsExplained: true } && pairing.CustomerOf(account.Id) is null);
        switch (refusal, found)
        {
            case (null, []) when !isExplained:
                verdict.Absent("order", opportunity.Id, opportunity.Name, "one sales order");
                break;
            case (null, [var order, ..]) when !isExplained:
                Compare(opportunity, account!, order);
                break;
            case (not null, []) when !isExplained:
                verdict.Unexplain("order", opportunity.Id, opportunity.Name, refusal);
                break;
            case (not null, _) when !rules.Permits(opportunity):
                Forbid(opportunity, found, refusal);
                break;
        }
    }

    /// <summary>Why no order may be made of it, or null.</summary>
    private string? Refusal(CrmOpportunity opportunity, CrmAccount? account) =>
        account is null ? "It has no account."
        : !accountRules.IsComplete(account) ? "Its account's data is incomplete."
        : opportunity.Lines.Count == 0 ? "It has no lines."
        : !rules.Permits(opportunity) ? $"Its discount of {opportunity.LargestDiscount:0.##} % is over the policy and nobody approved it."
        : opportunity.Lines.Any(line => line.Sku is null || !knownSkus.Contains(line.Sku)) ? "The ERP does not know one of its products."
        : opportunity.Lines.Sum(line => line.Net) != opportunity.Amount ? "Its lines do not add up to its amount."
        : null;

    private void Forbid(CrmOpportunity opportunity, IReadOnlyList<ErpOrder> found, string reason)
    {
        foreach (var order in found.Where(orders.WasCreatedByApi))
        {
            verdict.Unwarranted.Add(new Finding("order", opportunity.Id, opportunity.Name, null, reason, order.Number));
        }
    }

    private void Compare(CrmOpportunity opportunity, CrmAccount account, ErpOrder order)
    {
        // A header discount is a sum of money: the percentage of the lines' sum, rounded, comes off.
        var discount = Math.Round(
            opportunity.Amount * opportunity.HeaderDiscount / 100, World.MinorUnits(opportunity.Currency ?? ""), MidpointRounding.AwayFromZero);
        var agreed = opportunity.Amount - discount;
        Field("total", agreed == order.Net, agreed, order.Net);
        Field("currency", Same.Code(opportunity.Currency, order.Currency), opportunity.Currency, order.Currency);
        Field(
            "customer", pairing.MayBill(account, order.CustomerId), pairing.CustomerOf(account.Id)?.Id, order.CustomerId);
        if (order.Lines.Any(line => line.CrmLine is not null))
        {
            CompareByKey(opportunity, order);
        }
        else
        {
            var (expected, found) = (Sorted(opportunity.Lines.Select(Words)), Sorted(order.Lines.Select(Words)));
            Field("lines", expected == found, expected, found);
        }

        void Field(string field, bool isSame, object? expected, object? found) =>
            verdict.Compare("order", opportunity.Id, opportunity.Name, field, isSame, expected, found);
    }

    private void CompareByKey(CrmOpportunity opportunity, ErpOrder order)
    {
        var written = order.Lines.ToLookup(line => line.CrmLine is null ? null : Same.CrmId(line.CrmLine));
        foreach (var line in opportunity.Lines)
        {
            var found = string.Join(" + ", written[Same.CrmId(line.Id)].Select(Words));
            verdict.Compare("order", opportunity.Id, opportunity.Name, $"line {line.Id}", found == Words(line), Words(line), found);
        }

        var extra = order.Lines.Count - opportunity.Lines.Count(line => written.Contains(Same.CrmId(line.Id)));
        verdict.Compare("order", opportunity.Id, opportunity.Name, "lines", extra == 0, opportunity.Lines.Count, order.Lines.Count);
    }

    private static string Sorted(IEnumerable<string> words) => string.Join("; ", words.Order(StringComparer.Ordinal));

    private static string Words(CrmLine line) => $"{line.Sku} x {line.Quantity:0.########} = {line.Net:0.########}";

    private static string Words(ErpLine line) => $"{line.Sku} x {line.Quantity:0.########} = {line.Net:0.########}";
}
