using System.Globalization;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Referee;

/// <summary>The policy that the company runs by, as the caller of the referee states it.</summary>
/// <param name="WonFrom">Opportunities with an earlier close date never become orders; yyyy-MM-dd.</param>
/// <param name="DiscountLimit">Percent; a header or line discount above it needs an approval.</param>
/// <param name="Approved">Opportunities whose discount somebody approved.</param>
internal sealed record RefereeRules(string WonFrom, decimal DiscountLimit, IReadOnlySet<string> Approved)
{
    /// <summary>Reads <c>won-from</c>, <c>discount-limit</c> (15) and <c>approved</c> (ids with commas between them).</summary>
    public static RefereeRules Read(VendorRequest request)
    {
        var wonFrom = request.Query.GetValueOrDefault("won-from", "0001-01-01");
        return new RefereeRules(
            DateOnly.ParseExact(wonFrom[..Math.Min(10, wonFrom.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd"),
            decimal.Parse(request.Query.GetValueOrDefault("discount-limit", "15"), NumberStyles.Number, CultureInfo.InvariantCulture),
            request.Query.GetValueOrDefault("approved", "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(Same.CrmId).ToHashSet());
    }

    public bool Permits(CrmOpportunity opportunity) =>
        opportunity.LargestDiscount <= DiscountLimit || Approved.Contains(Same.CrmId(opportunity.Id));
}
