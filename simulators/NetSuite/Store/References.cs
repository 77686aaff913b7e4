using Harness.Simulators.NetSuite.Catalog;

namespace Harness.Simulators.NetSuite.Store;

/// <summary>What a reference points to and how the vendor spells it.</summary>
internal sealed class References(RecordStore store)
{
    private static readonly Dictionary<string, string> groups = new()
    {
        ["customer"] = EntityTypes.Group, ["contact"] = EntityTypes.Group, ["item"] = ItemTypes.Group,
        ["transaction"] = TransactionTypes.Group,
    };

    private static readonly string[] names = ["companyName", "entityId", "itemId", "name", "symbol", "tranId", "acctName"];

    public static bool IsList(string target) => ValueLists.Of(target) is not null;

    public NsRecord? Record(string target, string id) => Fits(target, store.Find(GroupOf(target), id));

    public NsRecord? External(string target, string externalId) =>
        Fits(target, store.FindExternal(GroupOf(target), externalId));

    public string? Name(string target, string id) => ValueLists.Of(target) is { } list
        ? list.GetValueOrDefault(id)
        : store.Find(GroupOf(target), id) is { } record ? Display(record) : SpecialName(target, id);

    /// <summary>The id behind what a person typed: an id, an external id or a name.</summary>
    public string? Typed(string target, string text)
    {
        if (ValueLists.Of(target) is { } list)
        {
            return list.ContainsKey(text) ? text : list.FirstOrDefault(entry => SameText(entry.Value, text)).Key;
        }

        if (SpecialName(target, text) is not null)
        {
            return text;
        }

        var found = Record(target, text) ?? External(target, text)
            ?? store.AllOfGroup(GroupOf(target)).FirstOrDefault(r => Fits(target, r) is not null && IsCalled(r, text));
        return found?.Id;
    }

    /// <summary>The price level of a line whose price was typed in.</summary>
    public static string? SpecialName(string target, string id) => target == "priceLevel" && id == "-1" ? "Custom" : null;

    public static string Display(NsRecord record) => record.Type.Name switch
    {
        "customer" => $"{record.Values.Text("entityId")} {record.Values.Text("companyName") ?? PersonName(record)}",
        "accountingPeriod" => record.Values.Text("periodName")!,
        "account" => $"{record.Values.Text("acctNumber")} {record.Values.Text("acctName")}",
        _ when record.IsTransaction => $"{record.Type.Title} #{record.Values.Text("tranId")}",
        _ => record.Values.Text("entityId") ?? record.Values.Text("itemId") ?? record.Values.Text("name") ?? record.Id,
    };

    private static string PersonName(NsRecord record) => $"{record.Values.Text("firstName")} {record.Values.Text("lastName")}";

    private static bool IsCalled(NsRecord record, string text) =>
        names.Any(field => record.Values.Text(field) is { } value && SameText(value, text));

    private static bool SameText(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string GroupOf(string target) => groups.GetValueOrDefault(target, target);

    private static NsRecord? Fits(string target, NsRecord? record) =>
        record is null || target == record.Type.Group || target == record.Type.Name ? record : null;
}
