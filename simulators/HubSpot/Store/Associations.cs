namespace Harness.Simulators.HubSpot.Store;

/// <summary>Who belongs to whom, kept from both ends.</summary>
internal sealed class Associations
{
    private readonly Dictionary<(string Type, string Id), List<Associated>> _of = [];

    public IReadOnlyList<Associated> Of(string type, string id, string to) =>
        _of.TryGetValue((type, id), out var all) ? [.. all.Where(one => one.Type == to)] : [];

    public string? PrimaryOf(string type, string id, string to) => AssociationTypes.Primary(type, to) is { } primary
        ? Of(type, id, to).FirstOrDefault(one => one.Kinds.Contains(primary.Id))?.Id
        : Of(type, id, to) is [var first, ..] ? first.Id : null;

    /// <summary>The plain kind comes with it; a new primary demotes the former one.</summary>
    public void Set(AssociationType kind, string from, string to)
    {
        if (kind.IsPrimary)
        {
            foreach (var former in Of(kind.From, from, kind.To).Where(one => one.Kinds.Contains(kind.Id)))
            {
                former.Kinds.Remove(kind.Id);
                Entry(kind.To, former.Id, kind.From, from).Kinds.Remove(kind.Reverse);
            }
        }

        foreach (var each in new[] { kind, AssociationTypes.Plain(kind.From, kind.To) }.OfType<AssociationType>())
        {
            Entry(kind.From, from, kind.To, to).Kinds.Add(each.Id);
            Entry(kind.To, to, kind.From, from).Kinds.Add(each.Reverse);
        }
    }

    /// <summary>Taking the plain association away takes the labelled ones along.</summary>
    public void Remove(string fromType, string from, string toType, string to)
    {
        Drop(fromType, from, toType, to);
        Drop(toType, to, fromType, from);
    }

    public void RemoveLabel(AssociationType kind, string from, string to)
    {
        Entry(kind.From, from, kind.To, to).Kinds.Remove(kind.Id);
        Entry(kind.To, to, kind.From, from).Kinds.Remove(kind.Reverse);
    }

    /// <summary>All of one record's associations, for archiving it (they are kept aside) or moving them to a survivor.</summary>
    public IReadOnlyList<Associated> TakeAll(string type, string id)
    {
        if (!_of.Remove((type, id), out var all))
        {
            return [];
        }

        all.ForEach(one => Drop(one.Type, one.Id, type, id));
        return all;
    }

    private Associated Entry(string type, string id, string toType, string to)
    {
        if (!_of.TryGetValue((type, id), out var all))
        {
            _of[(type, id)] = all = [];
        }

        var entry = all.Find(one => one.Type == toType && one.Id == to);
        if (entry is null)
        {
            all.Add(entry = new Associated(toType, to, []));
        }

        return entry;
    }

    private void Drop(string type, string id, string toType, string to)
    {
        if (_of.TryGetValue((type, id), out var all))
        {
            all.RemoveAll(one => one.Type == toType && one.Id == to);
        }
    }
}

internal sealed record Associated(string Type, string Id, SortedSet<int> Kinds);
