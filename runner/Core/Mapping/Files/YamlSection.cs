using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Harness.Core.Mapping.Files;

/// <summary>The problems of one file, with its name.</summary>
public sealed class FileProblems(string file, List<MatrixProblem> problems)
{
    public string File => file;

    public void Add(YamlNode node, string message) => Add((int)node.Start.Line, message);

    public void Add(int line, string message) => problems.Add(new MatrixProblem(file, line, message));

    public string At(YamlNode node) => $"{file}:{node.Start.Line}";
}

/// <summary>A mapping of a matrix file, read key by key; whatever is wrong becomes a problem with its line.</summary>
public sealed class YamlSection
{
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlNode> _keys = new(StringComparer.Ordinal);
    private readonly YamlMappingNode _mapping;
    private readonly FileProblems _problems;
    private readonly string _name;

    private YamlSection(YamlMappingNode mapping, string name, FileProblems problems)
    {
        _mapping = mapping;
        _name = name;
        _problems = problems;
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } text })
            {
                _nodes[text] = value;
                _keys[text] = key;
            }
            else
            {
                problems.Add(key, $"A key of {name} is not a plain word.");
            }
        }
    }

    public YamlNode Node => _mapping;

    public int Line => (int)_mapping.Start.Line;

    public IEnumerable<string> Keys => _nodes.Keys;

    public static YamlSection? Of(YamlNode node, string name, FileProblems problems)
    {
        if (node is YamlMappingNode mapping)
        {
            return new YamlSection(mapping, name, problems);
        }

        problems.Add(node, $"{name} must hold 'key: value' pairs.");
        return null;
    }

    /// <summary>Refuses every key that is not among those; the nearest right one is named.</summary>
    public void AllowOnly(params IEnumerable<string>[] known)
    {
        string[] all = [.. known.SelectMany(names => names)];
        foreach (var key in Keys.Except(all, StringComparer.Ordinal))
        {
            _problems.Add(_keys[key], $"{_name} has the unknown key '{key}'.{NearestName.Hint(key, all)}");
        }
    }

    public bool Has(string key) => _nodes.ContainsKey(key);

    public YamlNode? Find(string key) => _nodes.GetValueOrDefault(key);

    public int LineOf(string key) => _nodes.TryGetValue(key, out var node) ? (int)node.Start.Line : Line;

    public string? Text(string key)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            return null;
        }

        if (node is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }

        Problem(key, $"'{key}' must be a word or a text.");
        return null;
    }

    public string RequiredText(string key)
    {
        if (!Has(key))
        {
            _problems.Add(_mapping, $"{_name} needs '{key}'.");
        }

        return Text(key) ?? "";
    }

    public T One<T>(string key, IReadOnlyDictionary<string, T> words, T otherwise)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Problem(key, $"'{key}' cannot be '{text}': it is one of {string.Join(", ", words.Keys)}.{NearestName.Hint(text, words.Keys)}");
        return otherwise;
    }

    public T RequiredOne<T>(string key, IReadOnlyDictionary<string, T> words, T otherwise)
    {
        if (!Has(key))
        {
            _problems.Add(_mapping, $"{_name} needs '{key}': one of {string.Join(", ", words.Keys)}.");
        }

        return One(key, words, otherwise);
    }

    public YamlSection? Section(string key) => _nodes.TryGetValue(key, out var node) ? Of(node, $"'{key}'", _problems) : null;

    public IReadOnlyList<YamlNode> List(string key)
    {
        switch (_nodes.GetValueOrDefault(key))
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                return [.. sequence.Children];
            default:
                Problem(key, $"'{key}' must be a list.");
                return [];
        }
    }

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<string> Texts(string key) => _nodes.GetValueOrDefault(key) switch
    {
        null => [],
        YamlSequenceNode sequence => Texts(sequence, $"'{key}'", _problems),
        _ => Text(key) is { } text ? [text] : [],
    };

    public static IReadOnlyList<string> Texts(YamlSequenceNode sequence, string name, FileProblems problems)
    {
        foreach (var child in sequence.Children.Where(child => child is not YamlScalarNode { Value.Length: > 0 }))
        {
            problems.Add(child, $"{name} must list words or texts.");
        }

        return [.. sequence.Children.OfType<YamlScalarNode>().Select(child => child.Value ?? "").Where(text => text.Length > 0)];
    }

    public void Problem(string key, string message) => _problems.Add(_nodes.GetValueOrDefault(key) ?? _mapping, message);

    /// <summary>The one document of a file; null (and a problem) where it is no YAML or something else than pairs.</summary>
    public static YamlSection? Parse(string text, string name, FileProblems problems)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: { } root }])
            {
                return Of(root, name, problems);
            }

            problems.Add(0, stream.Documents.Count == 0 ? "The file is empty." : "The file must hold one YAML document.");
        }
        catch (YamlException broken)
        {
            problems.Add((int)broken.Start.Line, $"This is not valid YAML: {broken.Message}");
        }

        return null;
    }
}
