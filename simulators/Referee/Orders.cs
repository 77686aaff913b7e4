namespace Harness.Simulators.Referee;

/// <summary>
/// Which sales orders are an opportunity's: those that carry its id, else those that people entered for the same customer
/// with its id in the memo or with its PO number.
/// </summary>
internal sealed class Orders
{
    private readonly Pairing pairing;
    private readonly ILookup<string?, ErpOrder> byOpportunity;
    private readonly ILookup<string?, ErpOrder> byCustomer;
    private readonly Dictionary<string, Creation> creations;
    private readonly Dictionary<string, int> apiCreations;

    public Orders(ErpBooks erp, Pairing pairing)
    {
        this.pairing = pairing;
        byOpportunity = erp.Orders.ToLookup(TiedTo);
        byCustomer = erp.Orders.Where(order => TiedTo(order) is null).ToLookup(order => order.CustomerId);
        var made = erp.Creations.Where(creation => creation.Kind == MadeKind.Order).ToList();
        creations = made.ToDictionary(creation => creation.Id);
        apiCreations = made.Where(creation => creation is { Actor: "api", Key: not null })
            .GroupBy(creation => creation.Key!)
            .ToDictionary(group => group.Key, group => group.Count());
    }

    public static string? TiedTo(ErpOrder order) =>
        order.CrmOpportunity is { } opportunity ? Same.CrmId(opportunity) : Same.CrmIdIn(order.ExternalId);

    public IReadOnlyList<ErpOrder> Of(CrmOpportunity opportunity)
    {
        var tied = byOpportunity[Same.CrmId(opportunity.Id)].ToList();
        return tied.Count > 0 ? tied : [.. ByHand(opportunity)];
    }

    public bool WasCreatedByApi(ErpOrder order) => creations.GetValueOrDefault(order.Id) is { Actor: "api" };

    /// <summary>In words what there is too much of, or null. An order by hand counts when it was there before ours.</summary>
    public string? Doubles(CrmOpportunity opportunity, IReadOnlyList<ErpOrder> found)
    {
        var ours = found.Where(WasCreatedByApi).ToList();
        if (ours.Count == 0)
        {
            return null;
        }

        var first = ours.Min(order => creations[order.Id].Sequence);
        var live = found.Concat(ByHand(opportunity).Where(order => creations.GetValueOrDefault(order.Id) is not { } made || made.Sequence < first))
            .DistinctBy(order => order.Id).ToList();
        var created = apiCreations.GetValueOrDefault(Same.CrmId(opportunity.Id));
        return live.Count > 1 ? string.Join(", ", live.Select(order => order.Number))
            : created > 1 ? $"created {created} times"
            : null;
    }

    private IEnumerable<ErpOrder> ByHand(CrmOpportunity opportunity) => pairing.CustomersOf(opportunity.AccountId)
        .SelectMany(customer => byCustomer[customer.Id])
        .Where(order => (opportunity.PoNumber is not null && Same.Code(order.PoNumber, opportunity.PoNumber))
            || order.Memo?.Contains(Same.CrmId(opportunity.Id), StringComparison.Ordinal) == true);
}
