namespace Harness.Port;

/// <summary>
/// What to fetch of one object: vendor paths (dotted names; a selector in brackets picks the row of a sub-list, as in
/// "addressBook[billing].addressBookAddress.country") and line collections.
/// </summary>
public sealed record Selection(string ObjectType, IReadOnlyList<string> Paths, IReadOnlyList<LineSelection> Lines)
{
    public Selection(string objectType, params string[] paths)
        : this(objectType, paths, [])
    {
    }
}

/// <param name="Path">The collection: "OpportunityLineItems", "item", "price".</param>
/// <param name="KeyPath">The path in a row that names it for good.</param>
public sealed record LineSelection(string Path, string KeyPath, IReadOnlyList<string> Paths);

/// <summary>Records of one object by their ids.</summary>
public sealed record ReadRequest(Selection Selection, IReadOnlyCollection<string> Ids);
