namespace Harness.Simulators.Behaviours;

/// <summary>Grows and never changes, so that a view of it costs nothing however long it is. The owner serialises the adding.</summary>
internal sealed class AppendOnlyList<T>
{
    private T[] items = new T[64];

    public int Count { get; private set; }

    /// <summary>What has been added so far; later additions do not show in it.</summary>
    public IReadOnlyList<T> Seen => new ArraySegment<T>(items, 0, Count);

    public IReadOnlyList<T> From(int index)
    {
        var start = Math.Clamp(index, 0, Count);
        return new ArraySegment<T>(items, start, Count - start);
    }

    public void Add(T item)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
        }

        items[Count++] = item;
    }
}
