namespace Harness.Documents.Paper;

/// <summary>One document, before it is written as HTML or Markdown. The same content gives the same bytes.</summary>
/// <param name="Summary">One or two sentences under the title.</param>
public sealed record Document(string Title, Phrase Summary, IReadOnlyList<Section> Sections)
{
    /// <summary>Stands small under the title: of what and when.</summary>
    public string? About { get; init; }

    /// <summary>Every section with the anchor that links lead to: its title in lower case, made unique.</summary>
    internal IEnumerable<(Section Section, string Anchor, int Level)> Anchored()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return Sections.SelectMany(section => Walk(section, 2));

        IEnumerable<(Section, string, int)> Walk(Section section, int level)
        {
            yield return (section, Unique(section.Anchor ?? Anchors.Of(section.Title)), level);
            foreach (var below in section.Sections.SelectMany(one => Walk(one, level + 1)))
            {
                yield return below;
            }
        }

        string Unique(string anchor)
        {
            var candidate = anchor;
            for (var number = 2; !used.Add(candidate); number++)
            {
                candidate = $"{anchor}-{number}";
            }

            return candidate;
        }
    }
}

public sealed record Section(string Title, IReadOnlyList<Block> Blocks)
{
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>Where links lead; null: made from the title.</summary>
    public string? Anchor { get; init; }

    /// <summary>Begins on a page of its own when printed.</summary>
    public bool NewPage { get; init; }
}

public static class Anchors
{
    public static string Of(string title)
    {
        var words = new string([.. title.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "section" : string.Join('-', words);
    }
}
