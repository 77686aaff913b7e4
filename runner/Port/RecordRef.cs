namespace Harness.Port;

/// <summary>One record of one system, in the vendor's own words: "salesforce", "Account", "001...".</summary>
public sealed record RecordRef(string System, string ObjectType, string Id)
{
    public override string ToString() => $"{System} {ObjectType} {Id}";
}
