namespace Harness.Documents.Paper;

/// <summary>Text with the few marks that documents need. What a record, a file or a person wrote is always plain text in it.</summary>
public sealed record Phrase(IReadOnlyList<Span> Spans)
{
    public static implicit operator Phrase(string text) => new([new Span(text, Mark.None)]);

    public static Phrase operator +(Phrase first, Phrase second) => new([.. first.Spans, .. second.Spans]);

    public static Phrase Strong(string text) => new([new Span(text, Mark.Strong)]);

    public static Phrase Quiet(string text) => new([new Span(text, Mark.Quiet)]);

    public static Phrase Code(string text) => new([new Span(text, Mark.Code)]);

    /// <param name="address">An anchor of the same document (#orders), a file beside it, or an https address.</param>
    public static Phrase Link(string text, string address) => new([new Span(text, Mark.Link, address)]);

    /// <summary>A short word in a coloured frame; the word says it, the colour only helps.</summary>
    public static Phrase Badge(Tone tone, string text) => new([new Span(text, Mark.Badge) { Tone = tone }]);

    public static Phrase Join(string separator, IEnumerable<Phrase> phrases) =>
        phrases.Aggregate((Phrase?)null, (sum, next) => sum is null ? next : sum + separator + next) ?? string.Empty;

    public override string ToString() => string.Concat(Spans.Select(span => span.Text));
}

public sealed record Span(string Text, Mark Mark, string? Address = null)
{
    public Tone Tone { get; init; }
}

public enum Mark
{
    None,
    Strong,
    Quiet,
    Code,
    Link,
    Badge,
}

public enum Tone
{
    Neutral,
    Good,
    Warning,
    Bad,
}
