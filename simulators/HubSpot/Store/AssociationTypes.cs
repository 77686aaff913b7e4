namespace Harness.Simulators.HubSpot.Store;

/// <param name="Reverse">What the same association is called from the other end.</param>
internal sealed record AssociationType(int Id, string From, string To, int Reverse, bool IsPrimary = false, string? Label = null);

/// <summary>The vendor's own kinds of association. The plain one of a pair comes with every labelled one.</summary>
internal static class AssociationTypes
{
    private static readonly AssociationType[] Table =
    [
        new(1, "contacts", "companies", 2, true, "Primary"), new(2, "companies", "contacts", 1, true, "Primary"),
        new(279, "contacts", "companies", 280), new(280, "companies", "contacts", 279),
        new(3, "deals", "contacts", 4), new(4, "contacts", "deals", 3),
        new(5, "deals", "companies", 6, true, "Primary"), new(6, "companies", "deals", 5, true, "Primary"),
        new(341, "deals", "companies", 342), new(342, "companies", "deals", 341),
        new(13, "companies", "companies", 14, false, "Child Company"), new(14, "companies", "companies", 13, false, "Parent Company"),
        new(450, "companies", "companies", 450),
        new(19, "deals", "line_items", 20), new(20, "line_items", "deals", 19),
    ];

    public static AssociationType? Find(int id) => Array.Find(Table, type => type.Id == id);

    public static AssociationType? Plain(string from, string to) => Array.Find(Table, type => type.From == from && type.To == to && type.Label is null);

    public static AssociationType? Primary(string from, string to) => Array.Find(Table, type => type.From == from && type.To == to && type.IsPrimary);

    public static IEnumerable<AssociationType> Between(string from, string to) => Table.Where(type => type.From == from && type.To == to);
}
