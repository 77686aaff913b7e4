namespace Harness.Port;

/// <summary>
/// One polled stream of changes. Where a change is about another record (a line about its opportunity, a payment about
/// the invoices it settles), <paramref name="AboutPath"/> holds the id or the array of ids of those records.
/// </summary>
public sealed record ChangeSource(string Name, Selection Selection, string? AboutPath = null);

/// <param name="Cursor">What the last page gave, or null for a first read from <paramref name="From"/>.</param>
/// <param name="Overlap">How far behind the newest change seen every read starts again, because vendors stamp before they commit.</param>
public sealed record ChangeRequest(ChangeSource Source, string? Cursor, DateTimeOffset From, TimeSpan Overlap);

/// <summary>
/// One page, deletes and merges included. Records may repeat from page to page and from poll to poll: the reader
/// drops what it has by (id, version). The cursor is the feed's only state and is stored with the page's work.
/// </summary>
/// <param name="HasMore">False: the feed is drained for now, and the cursor is where the next poll starts.</param>
public sealed record ChangePage(IReadOnlyList<RawRecord> Records, string Cursor, bool HasMore);
