using System.Collections.Concurrent;
using Gherkin;
using Gherkin.CucumberMessages;
using Gherkin.CucumberMessages.Pickles;
using Io.Cucumber.Messages.Types;

namespace Reqnroll;

/// <summary>One parsed feature file and its scenarios: backgrounds merged in, each row of an outline a scenario of its own.</summary>
internal sealed class FeatureFile
{
    private static readonly ConcurrentDictionary<string, FeatureFile> Loaded = new();
    private readonly Dictionary<string, (TableRow Header, TableRow Row)> _rows;

    private FeatureFile(string uri, string text, GherkinDocument document, IReadOnlyList<Pickle> pickles)
    {
        Uri = uri;
        Text = text;
        Document = document;
        Pickles = pickles;
        _rows = (from scenario in Scenarios(document.Feature)
                 from examples in scenario.Examples
                 from row in examples.TableBody
                 select (examples.TableHeader, row)).ToDictionary(pair => pair.row.Id);
    }

    public static string Folder { get; } = AppContext.BaseDirectory;

    public string Uri { get; }

    public string Text { get; }

    public GherkinDocument Document { get; }

    public IReadOnlyList<Pickle> Pickles { get; }

    public static IEnumerable<FeatureFile> All => Loaded.Values;

    public static FeatureFile Load(string uri) =>
        Loaded.GetOrAdd(uri, static uri => Parse(uri, System.IO.File.ReadAllText(Path.Combine(Folder, uri))));

    public static FeatureFile Parse(string uri, string text)
    {
        var numbers = new Numbering(uri);
        var document = new AstMessagesConverter(numbers).ConvertGherkinDocumentToEventArgs(new Parser().Parse(new StringReader(text)), uri);
        return new FeatureFile(uri, text, document, new PickleCompiler(numbers).Compile(document));
    }

    public string PlaceOf(Pickle pickle) => $"{Uri}:{LineOf(pickle)}";

    public long LineOf(Pickle pickle) => RowOf(pickle)?.Row.Location.Line ?? ScenarioOf(pickle).Location.Line;

    public Pickle At(string place) => Pickles.Single(pickle => PlaceOf(pickle) == place);

    public Scenario ScenarioOf(Pickle pickle) => Scenarios(Document.Feature).Single(scenario => scenario.Id == pickle.AstNodeIds[0]);

    /// <summary>The scenario's title, with the row's values where it is a row of an outline.</summary>
    public string TitleOf(Pickle pickle) => RowOf(pickle) is { } at
        ? $"{pickle.Name} ({string.Join(", ", at.Header.Cells.Zip(at.Row.Cells, (name, cell) => $"{name.Value}: {cell.Value}"))})"
        : pickle.Name;

    public static bool IsIgnored(Pickle pickle) => pickle.Tags.Any(tag => tag.Name == "@ignore");

    /// <summary>What stands behind "Ignored:" in the description of an ignored scenario or of its feature.</summary>
    public string? ReasonToIgnore(Pickle pickle) =>
        $"{ScenarioOf(pickle).Description}\n{Document.Feature.Description}".Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.StartsWith("Ignored:", StringComparison.OrdinalIgnoreCase))?["Ignored:".Length..].Trim();

    private (TableRow Header, TableRow Row)? RowOf(Pickle pickle) =>
        pickle.AstNodeIds.Count > 1 && _rows.TryGetValue(pickle.AstNodeIds[1], out var row) ? row : null;

    private static IEnumerable<Scenario> Scenarios(Feature feature) => feature.Children
        .SelectMany(child => child.Rule is { } rule ? rule.Children.Select(inner => inner.Scenario) : [child.Scenario])
        .Where(scenario => scenario is not null);

    /// <summary>Ids that repeat from run to run, so that two reports can be compared.</summary>
    private sealed class Numbering(string prefix) : IIdGenerator
    {
        private int _last;

        public string GetNewId() => $"{prefix}-{++_last}";
    }
}
