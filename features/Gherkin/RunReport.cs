using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(Reqnroll.RunReport))]

namespace Reqnroll;

/// <summary>Gathers what the scenarios of one run gave, and writes the reports when the run ends: a folder for each pair of systems.</summary>
public sealed class RunReport : IAsyncDisposable
{
    private readonly ConcurrentBag<ScenarioResult> _results = [];
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();

    internal BindingCatalogue Bindings { get; } = BindingCatalogue.Of(typeof(RunReport).Assembly);

    internal void Add(ScenarioResult result) => _results.Add(result);

    public async ValueTask DisposeAsync()
    {
        foreach (var variant in _results.GroupBy(result => result.Variant))
        {
            await WriteAsync([.. variant], Path.Combine(Repository.Artifacts, "reports", "features", variant.Key));
        }
    }

    private async Task WriteAsync(IReadOnlyList<ScenarioResult> played, string folder)
    {
        Directory.CreateDirectory(folder);
        var ignored = from feature in FeatureFile.All
                      from pickle in feature.Pickles
                      where FeatureFile.IsIgnored(pickle) && feature.ReasonToIgnore(pickle) is not null
                      select ScenarioResult.Ignored(feature, pickle, _started);
        var results = played.Concat(ignored)
            .OrderBy(result => result.Feature.Uri, StringComparer.Ordinal).ThenBy(result => result.Feature.LineOf(result.Pickle)).ToList();
        var lines = CucumberMessages.Of(results, Bindings, _started, TimeProvider.System.GetUtcNow()).Select(CucumberMessages.ToJson).ToList();
        await System.IO.File.WriteAllLinesAsync(Path.Combine(folder, "messages.ndjson"), lines);
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "report.html"), HtmlReport.Of(lines, Path.Combine(AppContext.BaseDirectory, "html-report")));
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "test-tracking.csv"), TrackingSheet.Of(results));
    }
}
