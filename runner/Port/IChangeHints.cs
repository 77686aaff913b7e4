namespace Harness.Port;

/// <summary>
/// A connector whose vendor also tells of changes. What it tells are hints that shorten the wait: nothing is taken from
/// them but the kind of record to look at, polling stays the truth, and a hint that is lost, late, doubled or out of
/// order changes nothing.
/// </summary>
public interface IChangeHints
{
    /// <summary>Judges one delivery: whether it comes from the vendor, what it is about, and what the vendor expects as an answer.</summary>
    HintAnswer Receive(HintDelivery delivery, DateTimeOffset now);

    /// <summary>Sees to it that the vendor tells this address. Gives the time at which to see to it again.</summary>
    Task<DateTimeOffset> SubscribeAsync(Uri publicUrl, IReadOnlyCollection<string> objectTypes, CancellationToken ct);
}

/// <param name="PublicUrl">As the vendor called it, with its query: signatures are over it.</param>
/// <param name="Header">A header's value by its name, or null.</param>
/// <param name="Body">As it arrived, byte for byte.</param>
public sealed record HintDelivery(string Method, Uri PublicUrl, Func<string, string?> Header, ReadOnlyMemory<byte> Body);

/// <param name="Text">What the vendor wants to read; null where the status is all.</param>
/// <param name="ObjectTypes">Objects of which records have changed.</param>
/// <param name="IsGenuine">False: it is not known to come from the vendor.</param>
public sealed record HintAnswer(int Status, string? Text, IReadOnlyCollection<string> ObjectTypes, bool IsGenuine);
