using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Rules;

/// <summary>
/// Two records become one. In most portals it is a third record with an id of its own, and both old ids lead to it; a
/// beta keeps the primary record's id.
/// </summary>
internal sealed class Merges(Portal portal, RecordWriter writer)
{
    public CrmRecord Merge(Writer by, CrmRecord primary, CrmRecord other)
    {
        if (!primary.Type.CanBeMerged || primary.Type != other.Type || !primary.IsLive || !other.IsLive || primary == other)
        {
            throw new RefusedException("VALIDATION_ERROR", "Two different live records of one object type that can be merged are needed.");
        }

        var values = ValuesOf(primary, other);
        CrmRecord[] losers = portal.Settings.KeepsPrimaryId ? [other] : [primary, other];
        var associated = losers.SelectMany(loser => portal.Associations.TakeAll(loser.Type.Name, loser.Id).Select(one => (Loser: loser, one))).ToList();
        var survivor = portal.Settings.KeepsPrimaryId ? primary : new CrmRecord(primary.Type, portal.NextId(), portal.Now);
        var table = portal.Table(primary.Type.Name);
        foreach (var loser in losers)
        {
            table.Change(loser, () => loser.MergedInto = survivor);
        }

        values["hs_object_id"] = survivor.Id;
        values["hs_merged_object_ids"] = string.Join(';', MergedIds(primary, other, survivor));
        if (survivor == primary)
        {
            table.Change(survivor, () => Take(survivor, values));
        }
        else
        {
            Take(survivor, values);
            table.Add(survivor);
        }

        foreach (var (kind, id) in associated.OrderByDescending(pair => pair.Loser == primary).SelectMany(pair => pair.one.Kinds.Select(kind => (AssociationTypes.Find(kind)!, pair.one.Id))))
        {
            if (!kind.IsPrimary || portal.Associations.PrimaryOf(kind.From, survivor.Id, kind.To) is null)
            {
                portal.Associations.Set(kind, survivor.Id, id);
            }
        }

        writer.Merged(by, survivor, losers);
        writer.Saved(by, survivor, survivor == primary ? "update" : "create", values, null);
        return survivor;
    }

    private void Take(CrmRecord survivor, Dictionary<string, string?> values)
    {
        survivor.Apply(values);
        survivor.Touch(portal.Now);
    }

    /// <summary>The primary record's values, its blanks filled from the other; a contact keeps the other's address as a second one.</summary>
    private static Dictionary<string, string?> ValuesOf(CrmRecord primary, CrmRecord other)
    {
        var values = other.Values.Concat(primary.Values).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => (string?)group.Last().Value);
        if (primary.Type.Name == "contacts" && primary["email"] is not null && other["email"] is { } second)
        {
            values["hs_additional_emails"] = second;
        }

        return values;
    }

    private static IEnumerable<string> MergedIds(CrmRecord primary, CrmRecord other, CrmRecord survivor) =>
        new[] { primary, other }
            .SelectMany(record => (record["hs_merged_object_ids"]?.Split(';') ?? []).Append(record.Id))
            .Where(id => id != survivor.Id)
            .Distinct();
}
