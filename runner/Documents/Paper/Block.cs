namespace Harness.Documents.Paper;

/// <summary>What a section is made of; every writer knows all of them.</summary>
public abstract record Block;

public sealed record Paragraph(Phrase Text) : Block;

/// <param name="Numbered">The order matters: steps of a procedure.</param>
public sealed record Bullets(IReadOnlyList<Phrase> Items, bool Numbered = false) : Block;

/// <summary>A table. Columns named in <paramref name="Numbers"/> hold figures and are set right.</summary>
public sealed record Grid(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<Phrase>> Rows) : Block
{
    public string? Caption { get; init; }

    public IReadOnlySet<int> Numbers { get; init; } = new HashSet<int>();
}

/// <summary>A box that is read first.</summary>
public sealed record Callout(Tone Tone, Phrase Text) : Block;

/// <summary>Large figures, each with its meaning.</summary>
public sealed record Tiles(IReadOnlyList<Tile> Items) : Block;

public sealed record Tile(string Value, string Meaning, Tone Tone = Tone.Neutral);

/// <param name="Svg">Drawn by this program alone; it carries no text of others that is not encoded.</param>
/// <param name="Alternative">What the picture says, in words.</param>
public sealed record Figure(string Name, string Svg, string Alternative) : Block;

/// <summary>A file or an example as it is typed.</summary>
public sealed record Listing(string Text) : Block;

/// <summary>Room for handwriting, each with what belongs there.</summary>
public sealed record Blanks(IReadOnlyList<string> Labels) : Block;
