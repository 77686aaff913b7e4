using System.Text;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Harness.Core.Mapping.Files;

/// <summary>Takes the columns of other vendors out of one file of a preset, by the places that the parser reports.</summary>
internal sealed class ColumnCut
{
    private readonly string _text;
    private readonly string[] _lines;
    private readonly IReadOnlyCollection<string> _pair;
    private readonly HashSet<int> _cutLines = [];
    private readonly HashSet<string> _cutFields = [];
    private readonly List<(int Start, int End, string By)> _edits = [];

    public ColumnCut(string text, IReadOnlyCollection<string> pair)
    {
        _text = text.ReplaceLineEndings("\n");
        _lines = _text.Split('\n');
        _pair = pair;
    }

    public string Text()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(_text));
        if (!Keeps(yaml.Documents[0].RootNode))
        {
            return "";
        }

        CutForeignComments();
        return Tidy();
    }

    /// <summary>False: nothing in it is about the pair. What is cut inside a node that stays is noted on the way.</summary>
    private bool Keeps(YamlNode node) => node switch
    {
        YamlMappingNode { Style: MappingStyle.Flow } or YamlSequenceNode { Style: SequenceStyle.Flow } => KeepsFlow(node),
        YamlMappingNode mapping => IsOfPair(mapping) && KeepsEntries(mapping),
        YamlSequenceNode sequence => KeepsItems(sequence),
        _ => true,
    };

    private bool KeepsFlow(YamlNode node)
    {
        if (Flow(node) is not { } kept)
        {
            return false;
        }

        var source = Source(node);
        if (kept != source)
        {
            _edits.Add((At(node.Start.Index), At(node.Start.Index) + source.Length, kept));
        }

        return true;
    }

    private bool KeepsEntries(YamlMappingNode mapping)
    {
        var entries = mapping.Children.ToList();
        var kept = entries.Count;
        for (var i = 0; i < entries.Count; i++)
        {
            var key = entries[i].Key;
            if (!IsForeign(key) && Keeps(entries[i].Value))
            {
                continue;
            }

            kept--;
            if (i == 0 && i + 1 < entries.Count && StartsItem(key))
            {
                _edits.Add((At(key.Start.Index), At(entries[i + 1].Key.Start.Index), ""));
            }
            else
            {
                CutLines((int)key.Start.Line - 1, (int)key.Start.Column - 1);
            }
        }

        return kept > 0 || entries.Count == 0;
    }

    private bool KeepsItems(YamlSequenceNode sequence)
    {
        var gone = sequence.Children.Where(item => !Keeps(item)).ToList();
        foreach (var item in gone)
        {
            var line = (int)item.Start.Line - 1;
            CutLines(line, Indent(_lines[line]));
        }

        return gone.Count == 0 || gone.Count < sequence.Children.Count;
    }

    /// <summary>The node's text without foreign columns; null where nothing of the pair is in it.</summary>
    private string? Flow(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping when !IsOfPair(mapping):
                return null;
            case not YamlScalarNode when IsWhole(node):
                return Source(node);
            case YamlMappingNode mapping:
                var entries = mapping.Children.Where(entry => !IsForeign(entry.Key)).Select(entry => (entry.Key, Value: Flow(entry.Value))).Where(entry => entry.Value is not null);
                return $"{{ {string.Join(", ", entries.Select(entry => $"{Source(entry.Key)}: {entry.Value}"))} }}";
            case YamlSequenceNode sequence:
                var items = sequence.Children.Select(Flow).OfType<string>().ToList();
                return items.Count == 0 ? null : $"[{string.Join(", ", items)}]";
            default:
                return Source(node);
        }
    }

    private bool IsWhole(YamlNode node) => !node.AllNodes.OfType<YamlMappingNode>().Any(mapping => mapping.Children.Keys.Any(IsForeign));

    /// <summary>The entry or item that begins there, and the comment that stands right above it.</summary>
    private void CutLines(int first, int indent)
    {
        var last = first;
        for (var line = first + 1; line < _lines.Length && (IsComment(line) || IsBlank(line) || Indent(_lines[line]) > indent); line++)
        {
            last = IsComment(line) || IsBlank(line) ? last : line;
        }

        for (var line = first - 1; line > 0 && IsComment(line) && Indent(_lines[line]) == indent; line--)
        {
            _cutLines.Add(line);
        }

        _cutLines.UnionWith(Enumerable.Range(first, last - first + 1));
    }

    private void CutForeignComments()
    {
        for (var line = 0; line < _lines.Length; line++)
        {
            var first = line;
            var names = new HashSet<string>();
            for (; line < _lines.Length && IsComment(line); line++)
            {
                var said = _lines[line].Replace(" ", "", StringComparison.Ordinal);
                names.UnionWith(Vocabulary.Vendors.Where(vendor => said.Contains(vendor, StringComparison.OrdinalIgnoreCase)));
            }

            if (names.Count > 0 && !names.Overlaps(_pair))
            {
                _cutLines.UnionWith(Enumerable.Range(first, line - first));
            }
        }
    }

    /// <summary>Without what was cut, and without the second of two blank lines that meet where something stood.</summary>
    private string Tidy()
    {
        var starts = new int[_lines.Length + 1];
        for (var line = 0; line < _lines.Length; line++)
        {
            starts[line + 1] = starts[line] + _lines[line].Length + 1;
        }

        var text = new StringBuilder();
        var at = 0;
        foreach (var (start, end, by) in _edits.Concat(_cutLines.Select(line => (Start: starts[line], End: starts[line + 1], By: ""))).OrderBy(edit => edit.Start))
        {
            if (start >= at)
            {
                text.Append(_text, at, start - at).Append(by);
                at = Math.Min(end, _text.Length);
            }
        }

        text.Append(_text, at, _text.Length - at);
        return text.ToString().Replace("\n\n\n", "\n\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
    }

    /// <summary>A roll-up goes with the field that it adds up.</summary>
    private bool IsOfPair(YamlMappingNode mapping)
    {
        var field = TextOf(mapping, "field");
        var isRollup = TextOf(mapping, "target") is not null;
        var isOfPair = (!mapping.Children.Keys.Any(IsVendor) || mapping.Children.Keys.Any(key => IsVendor(key) && !IsForeign(key)))
            && !(isRollup && field is not null && _cutFields.Contains(field));
        if (!isOfPair && !isRollup && field is not null)
        {
            _cutFields.Add(field);
        }

        return isOfPair;
    }

    private static string? TextOf(YamlMappingNode mapping, string key) =>
        mapping.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode { Value: { } name } && name == key).Value is YamlScalarNode { Value: { } text } ? text : null;

    private bool IsForeign(YamlNode key) => IsVendor(key) && !_pair.Contains(((YamlScalarNode)key).Value);

    private static bool IsVendor(YamlNode key) => key is YamlScalarNode { Value: { } name } && Vocabulary.Vendors.Contains(name);

    private bool StartsItem(YamlNode key) => _lines[(int)key.Start.Line - 1][..((int)key.Start.Column - 1)].Contains('-');

    private bool IsComment(int line) => _lines[line].TrimStart().StartsWith('#');

    private bool IsBlank(int line) => string.IsNullOrWhiteSpace(_lines[line]);

    private string Source(YamlNode node) => _text[At(node.Start.Index)..(node is YamlScalarNode ? At(node.End.Index) : EndOfFlow(At(node.Start.Index)))];

    // The parser reports where a collection begins and not where it ends.
    private int EndOfFlow(int start)
    {
        var (depth, quote, before) = (0, '\0', '\0');
        for (var at = start; ; at++)
        {
            var sign = _text[at];
            var opens = (sign is '"' or '\'') && (before is '{' or '[' or ',' or ':');
            quote = quote != '\0' ? (sign == quote ? '\0' : quote) : opens ? sign : '\0';
            before = sign == ' ' ? before : sign;
            depth += quote != '\0' ? 0 : sign is '{' or '[' ? 1 : sign is '}' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return at + 1;
            }
        }
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    private static int At(long index) => (int)index;
}
